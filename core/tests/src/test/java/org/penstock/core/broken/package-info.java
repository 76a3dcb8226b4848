/** A house built wrong on purpose, for {@code RoomsTest}. */
@org.jspecify.annotations.NullMarked
package org.penstock.core.broken;
