/**
 * The trend on the screen: {@link org.penstock.app.window.view.trend.TrendPanel} is picture, table and buttons, to be put
 * anywhere; {@link org.penstock.app.window.view.trend.TrendPage} is the page around it. The picture is a canvas of our own,
 * because it must draw what a chart library smooths over: silences, doubt and limits. Everything here runs on the JavaFX
 * thread.
 */
@NullMarked
package org.penstock.app.window.view.trend;

import org.jspecify.annotations.NullMarked;
