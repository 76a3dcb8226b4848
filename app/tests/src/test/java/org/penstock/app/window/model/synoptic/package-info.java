/** Tests of the drawing without a screen. */
@NullMarked
package org.penstock.app.window.model.synoptic;

import org.jspecify.annotations.NullMarked;
