/**
 * Lines over time, before anything is drawn: what the record and the present tell of a stream ({@link
 * org.penstock.app.window.model.trend.Trace}), which part of time is looked at ({@link
 * org.penstock.app.window.model.trend.TimeWindow}), where the ticks go, and what each line becomes in pixels ({@link
 * org.penstock.app.window.model.trend.Outline}). What stands beside the readings is {@link
 * org.penstock.app.window.model.trend.Beside}, what a person asks for {@link org.penstock.app.window.model.trend.TrendForms},
 * and everything that is asked of the facility goes through {@link org.penstock.app.window.model.trend.TrendDoor}.
 *
 * <p>Three things are never given up for speed: a reading that is shown was really taken, at the time it is shown at; no
 * line is drawn where nobody measured; the highest and the lowest reading of every stretch survive the thinning. Start
 * with {@link org.penstock.app.window.model.trend.TrendModel}. Nothing here has a clock, a control or a thread.
 */
@NullMarked
package org.penstock.app.window.model.trend;

import org.jspecify.annotations.NullMarked;
