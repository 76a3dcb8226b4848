/**
 * Assembles a facility from the rooms below, starts it, watches it, stops it. The one door for the programs in app is
 * {@link org.penstock.core.runtime.ControlRoom}.
 */
@NullMarked
package org.penstock.core.runtime;

import org.jspecify.annotations.NullMarked;
