/**
 * How a reading travels: inbox (two lanes), gate, frame, journal, projector, chunks, roll-ups, queries.
 *
 * <p>Also home of the small vocabulary between the rooms above: {@link org.penstock.core.telemetry.Frame} and
 * {@link org.penstock.core.telemetry.Input} go into the engine, {@link org.penstock.core.telemetry.Effect}s come out,
 * and both are journal records. The journal is the truth for control; the projector applies it to the database in order
 * and exactly once.
 */
@NullMarked
package org.penstock.core.telemetry;

import org.jspecify.annotations.NullMarked;
