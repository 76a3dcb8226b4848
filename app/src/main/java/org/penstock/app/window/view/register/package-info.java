/**
 * Pages over a list of records: {@link org.penstock.app.window.view.register.RegisterView} shows the list, the chosen record whole
 * and what can be done to it; {@link org.penstock.app.window.view.register.FormPane} asks for what a deed needs. A secret
 * stands in its field until the button is pressed and nowhere else.
 */
@NullMarked
package org.penstock.app.window.view.register;

import org.jspecify.annotations.NullMarked;
