/**
 * The drawing of how water, feed, gas, cold and product go, made from the relationships of the facility file. Read it in
 * this order: {@link org.penstock.app.window.model.synoptic.Plumbing} takes from the facility what belongs into the drawing,
 * {@link org.penstock.app.window.model.synoptic.Layout} says where everything stands and how the pipes run,
 * {@link org.penstock.app.window.model.synoptic.Flows} says what flows now, and
 * {@link org.penstock.app.window.model.synoptic.SynopticModel} is what the screen shows at one moment. Everything is measured
 * in letter heights, so that a larger text makes a larger drawing and nothing else changes.
 */
@NullMarked
package org.penstock.app.window.model.synoptic;

import org.jspecify.annotations.NullMarked;
