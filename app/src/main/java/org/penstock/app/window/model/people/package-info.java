/**
 * Who works here, who is signed in, and who may do what, ready written: snapshots of {@link
 * org.penstock.core.identity.Directory} become rows, and what a person wants done to somebody becomes a {@link
 * org.penstock.app.window.model.people.Wish}. Plain values; the only secrets among them hide themselves.
 */
@NullMarked
package org.penstock.app.window.model.people;

import org.jspecify.annotations.NullMarked;
