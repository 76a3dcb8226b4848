/**
 * Assembles a facility from the rooms below, starts it, watches it, stops it. The one door for the programs in app is
 * {@link org.penstock.core.runtime.ControlRoom}; behind it {@link org.penstock.core.runtime.Assembly} makes the parts: the
 * engine with its journal ({@link org.penstock.core.runtime.RunningEngine}), the record in the database
 * ({@link org.penstock.core.runtime.Archive}), and the desks at which persons work
 * ({@link org.penstock.core.runtime.Desks}).
 */
@NullMarked
package org.penstock.core.runtime;

import org.jspecify.annotations.NullMarked;
