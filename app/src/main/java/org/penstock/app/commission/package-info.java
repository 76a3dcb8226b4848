/**
 * Walking a facility before it is trusted: output after output is driven away from safe and back, input after input is
 * looked at, and what was found becomes a {@link org.penstock.app.print.CommissioningSheet}. The terminal and the window
 * both walk with {@link org.penstock.app.commission.Commissioner}; each only says in its own way what happens and asks
 * the person ({@link org.penstock.app.commission.Companion}), and reaches the facility in its own way
 * ({@link org.penstock.app.commission.Field}). Nothing here knows a screen or a command.
 */
@NullMarked
package org.penstock.app.commission;

import org.jspecify.annotations.NullMarked;
