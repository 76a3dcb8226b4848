/**
 * Organizations, sites and the tree of locations: what can contain lots, plants, animals, product or equipment.
 */
@NullMarked
package org.penstock.core.place;

import org.jspecify.annotations.NullMarked;
