/**
 * The overview of a facility as plain values: a tile for every place, with the face of the kind of place it is. A room of
 * plants shows its climate and when it is watered, a cold unit first of all how it is, a barn its air, water and feed, a
 * vessel its faceplate, a plant is a board of lines. {@link org.penstock.app.window.model.overview.TilesModel} gathers what
 * belongs to each place and asks the maker of its face.
 */
@NullMarked
package org.penstock.app.window.model.overview;

import org.jspecify.annotations.NullMarked;
