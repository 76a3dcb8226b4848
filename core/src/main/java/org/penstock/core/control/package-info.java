/**
 * The engine: {@code scan(frame) -> effects, next due}. Stages, process image, interlocks, programs, rules, arbitration,
 * outputs, commands; and the plant model that rehearsal runs against.
 *
 * <p>Pure and single-threaded: no clock, database, socket, random number, generated id or unordered collection in here
 * (ArchUnit). All time comes with the frame. That is why live, rehearsal and replay are the same code.
 */
@NullMarked
package org.penstock.core.control;

import org.jspecify.annotations.NullMarked;
