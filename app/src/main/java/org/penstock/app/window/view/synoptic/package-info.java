/**
 * The drawing of how water, feed, gas, cold and product go, on the screen. {@link
 * org.penstock.app.window.view.synoptic.SynopticView} is the whole page; the drawing itself is made of one view a piece and one
 * a pipe, which are made when the plan changes and otherwise only told new values. Places and sizes come from the model in
 * letter heights; shapes and colours stand in the style sheets. Everything here runs on the JavaFX thread.
 */
@NullMarked
package org.penstock.app.window.view.synoptic;

import org.jspecify.annotations.NullMarked;
