/**
 * The work of people: so far the hand-over from one shift to the next ({@link org.penstock.core.work.Handovers}). What is
 * handed over is told by the facility, not remembered by a person; both shifts sign the same content.
 */
@NullMarked
package org.penstock.core.work;

import org.jspecify.annotations.NullMarked;
