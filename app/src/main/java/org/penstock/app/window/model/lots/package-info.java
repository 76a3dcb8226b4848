/**
 * Lots and what holds them, as the page shows them: {@link org.penstock.app.window.model.lots.LotList} the list, {@link
 * org.penstock.app.window.model.lots.LotEntry} one lot with where it lies, what it came from, what became of it and what was done to it,
 * {@link org.penstock.app.window.model.lots.LotForms} what a deed asks for.
 */
@NullMarked
package org.penstock.app.window.model.lots;

import org.jspecify.annotations.NullMarked;
