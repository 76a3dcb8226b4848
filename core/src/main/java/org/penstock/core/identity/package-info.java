/**
 * Actors: every person, device and service that a record can name.
 */
@NullMarked
package org.penstock.core.identity;

import org.jspecify.annotations.NullMarked;
