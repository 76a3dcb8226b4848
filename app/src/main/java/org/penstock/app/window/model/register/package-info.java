/**
 * The shape that pages over a list of records share: {@link org.penstock.app.window.model.register.Register} is the list, {@link
 * org.penstock.app.window.model.register.Entry} the chosen record whole with what can be done to it, and {@link
 * org.penstock.app.window.model.register.Form} what a deed asks a person for. Lots, destructions and hand-overs are told so.
 */
@NullMarked
package org.penstock.app.window.model.register;

import org.jspecify.annotations.NullMarked;
