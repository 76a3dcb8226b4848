/** Tests of what the window says, without any control. */
@NullMarked
package org.penstock.app.window.model;

import org.jspecify.annotations.NullMarked;
