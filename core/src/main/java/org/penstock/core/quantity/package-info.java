/**
 * Units, metrics, quality and clocks: the vocabulary every other room speaks.
 *
 * <p>One registry ({@link org.penstock.core.quantity.Metric}) says for every measured quantity its canonical unit, its
 * physical range and its resolution. A reading is stored as the canonical double; conversion to and from a source unit
 * is an exact inverse pair. Nothing here reads a clock: time comes from an injected {@link java.time.InstantSource} and
 * {@link org.penstock.core.quantity.Ticker}. Knows no other room.
 */
@NullMarked
package org.penstock.core.quantity;

import org.jspecify.annotations.NullMarked;
