/** Tests of what the page of kept readings says, without any control. */
@NullMarked
package org.penstock.app.window.model.retention;

import org.jspecify.annotations.NullMarked;
