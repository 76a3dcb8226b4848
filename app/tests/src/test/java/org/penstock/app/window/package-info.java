/** Tests of the window, without a screen: a scriptable control room behind it, a virtual one in front. */
@NullMarked
package org.penstock.app.window;

import org.jspecify.annotations.NullMarked;
