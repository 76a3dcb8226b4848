/**
 * The trend on the screen: {@link org.penstock.app.window.view.trend.TrendPanel} is picture, table and buttons, to be put
 * anywhere; {@link org.penstock.app.window.view.trend.TrendPage} is the page around it. The picture is made of pixels of our
 * own ({@link org.penstock.app.window.view.trend.Raster}): it must draw what a chart library smooths over, silences, doubt
 * and limits, and a step through eight times 100,000 readings must not wait for a card that is not there. Everything here
 * runs on the JavaFX thread.
 *
 * <p>Why not chart-fx: for such a step the threads that draw worked 20 ms (19 of 20 steps at most 21 to 26) in chart-fx
 * 11.3.1 with nothing but the eight lines and its reduction of points, and 10 ms (14) here with bands, limits, marks, silences and
 * table; 1366×768, drawn by the processor of one loaded machine, one after the other. The bar is 20 ms for 19 of 20.
 */
@NullMarked
package org.penstock.app.window.view.trend;

import org.jspecify.annotations.NullMarked;
