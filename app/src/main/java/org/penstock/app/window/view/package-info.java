/**
 * The parts of the window, one small class each. A view is made once and then only told new values; colours are in the
 * style sheets, words in the bundle. Everything here runs on the JavaFX thread.
 */
@NullMarked
package org.penstock.app.window.view;

import org.jspecify.annotations.NullMarked;
