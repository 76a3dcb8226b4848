/** What a trend shows, without a picture. */
@NullMarked
package org.penstock.app.window.model.trend;

import org.jspecify.annotations.NullMarked;
