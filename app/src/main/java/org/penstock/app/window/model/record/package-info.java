/**
 * The events of the record as a person reads them: lines, one event whole, how it differs from the one before about the same
 * thing, and what the record tells of that thing as of a moment.
 */
@NullMarked
package org.penstock.app.window.model.record;

import org.jspecify.annotations.NullMarked;
