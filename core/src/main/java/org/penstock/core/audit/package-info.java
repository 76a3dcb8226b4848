/**
 * The event chain: one append-only chain per site and one per organization, and the verifier that proves it.
 */
@NullMarked
package org.penstock.core.audit;

import org.jspecify.annotations.NullMarked;
