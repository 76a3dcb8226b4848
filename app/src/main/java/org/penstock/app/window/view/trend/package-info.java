/**
 * The trend on the screen: {@link org.penstock.app.window.view.trend.TrendPanel} is picture, table and buttons, to be put
 * anywhere; {@link org.penstock.app.window.view.trend.TrendPage} is the page around it. The picture is made of pixels of our
 * own ({@link org.penstock.app.window.view.trend.Raster}): it must draw what a chart library smooths over, silences, doubt
 * and limits, and a step through eight times 100,000 readings must not wait for a card that is not there. Everything here
 * runs on the JavaFX thread.
 */
@NullMarked
package org.penstock.app.window.view.trend;

import org.jspecify.annotations.NullMarked;
