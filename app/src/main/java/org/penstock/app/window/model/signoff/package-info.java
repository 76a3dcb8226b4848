/**
 * What waits for signatures, as a person reads it: every line and every word is made here from the sign-offs of the record,
 * and whether whoever sits here could sign, so that nothing is offered that would be refused.
 */
@NullMarked
package org.penstock.app.window.model.signoff;

import org.jspecify.annotations.NullMarked;
