/** Files of readings as they are met in the world, and what is made of them. */
@NullMarked
package org.penstock.app.bring;

import org.jspecify.annotations.NullMarked;
