/** What stands on the tiles of the overview. */
@NullMarked
package org.penstock.app.window.model.overview;

import org.jspecify.annotations.NullMarked;
