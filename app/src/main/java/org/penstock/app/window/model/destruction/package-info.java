/**
 * Destructions as the page shows them: {@link org.penstock.app.window.model.destruction.DestructionList} the list with the hold time that is
 * left, {@link org.penstock.app.window.model.destruction.DestructionEntry} one of them whole, {@link
 * org.penstock.app.window.model.destruction.DestructionForms} what its steps ask for.
 */
@NullMarked
package org.penstock.app.window.model.destruction;

import org.jspecify.annotations.NullMarked;
