/** What a tile says of the values on it. */
@NullMarked
package org.penstock.app.window.view.overview;

import org.jspecify.annotations.NullMarked;
