/**
 * The work of people: the hand-over from one shift to the next ({@link org.penstock.core.work.Handovers}) and what they note
 * at a time of a stream or a place ({@link org.penstock.core.work.TimeNotes}). What is handed over is told by the facility,
 * not remembered by a person; both shifts sign the same content. A note is amended by its next revision, never changed.
 */
@NullMarked
package org.penstock.core.work;

import org.jspecify.annotations.NullMarked;
