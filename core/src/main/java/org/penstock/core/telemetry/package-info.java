/**
 * How a reading travels: inbox (two lanes), gate, frame, journal, projector, chunks, roll-ups, queries.
 *
 * <p>Also home of the small vocabulary between the rooms above: {@link org.penstock.core.telemetry.Frame} and
 * {@link org.penstock.core.telemetry.Input} go into the engine, {@link org.penstock.core.telemetry.Effect}s come out,
 * and both are journal records. The journal is the truth for control; the projector applies it to the database in order
 * and exactly once.
 *
 * <p>Proof of readings: {@link org.penstock.core.telemetry.HourClosing} closes each hour with one root in the event chain,
 * {@link org.penstock.core.telemetry.ReadingProof} makes the roots anew and names what does not fit. Both see what is stored
 * only through {@link org.penstock.core.telemetry.HourReadings}.
 */
@NullMarked
package org.penstock.core.telemetry;

import org.jspecify.annotations.NullMarked;
