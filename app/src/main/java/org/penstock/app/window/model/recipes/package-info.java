/**
 * The page of the recipes: the list of them, one whole with what its draft says otherwise than what is in force, and what is asked
 * for when somebody writes one. Begin with {@link org.penstock.app.window.model.recipes.RecipeList}. Plain values without
 * controls.
 */
@NullMarked
package org.penstock.app.window.model.recipes;

import org.jspecify.annotations.NullMarked;
