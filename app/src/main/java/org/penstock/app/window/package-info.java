/**
 * The window: one overview of the facility, its alerts always in the same place, the dialogs to act on it, and a page on which
 * devices are put into service.
 *
 * <p>It knows the facility only through {@link org.penstock.core.runtime.ControlRoom}. {@code model} turns a snapshot into
 * what is shown, without any control; {@code view} shows it, one small class a view; this package opens and closes the
 * window and carries requests. {@link org.penstock.app.window.ControlRoomWindow} is what the programs open; what it has for
 * the person who sits at it, once the facility lives, is a {@link org.penstock.app.window.Sitting}. Only the JavaFX thread touches views; nothing that can block runs on it.
 */
@NullMarked
package org.penstock.app.window;

import org.jspecify.annotations.NullMarked;
