/**
 * The page of the sign-offs: what is open, one of it whole, and the panes in which a person signs, says no or takes back. A
 * secret stands in a password field until the button is pressed and nowhere else.
 */
@NullMarked
package org.penstock.app.window.view.signoff;

import org.jspecify.annotations.NullMarked;
