/** Tests of what the page of the people says, without any control. */
@NullMarked
package org.penstock.app.window.model.handover;

import org.jspecify.annotations.NullMarked;
