/**
 * Stuff: items, lots of them, and where they came from and went. Begin with {@link org.penstock.core.inventory.Lots}: every
 * change of a quantity is a movement, and what there is of a lot is the sum of its movements, stored nowhere.
 *
 * <p>A lot that is held stays where it is and what it is: {@code Ledger} posts every movement and is the one place that
 * refuses. Two ways lead past it, and both begin with an {@link org.penstock.core.consent.Approved} that only signatures
 * make: {@link org.penstock.core.inventory.Holds#release} and {@link org.penstock.core.inventory.Lots#destroy}.
 *
 * <p>What something should be made of is a {@link org.penstock.core.inventory.Recipe}: written by
 * {@link org.penstock.core.inventory.RecipeBook}, put in force by signatures only
 * ({@link org.penstock.core.inventory.RecipeSigning}), and looked up, proven, by
 * {@link org.penstock.core.inventory.RecipeQuery#inForce}.
 *
 * <p>Changes of one site come one after the other: each begins with the lock of the site's chain, so that a hold and a
 * movement never pass each other, and no two splits close a circle.
 */
@NullMarked
package org.penstock.core.inventory;

import org.jspecify.annotations.NullMarked;
