/**
 * Tiles of the overview on the screen. {@link org.penstock.app.window.view.overview.TileView} is the frame that every place
 * has; what is inside it is made by {@link org.penstock.app.window.view.overview.FaceHolder} for the kind of place.
 */
@NullMarked
package org.penstock.app.window.view.overview;

import org.jspecify.annotations.NullMarked;
