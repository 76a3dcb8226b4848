/** The page of the record: its filter, its events, one of them whole, and the panes that prove it and hand it out. */
@NullMarked
package org.penstock.app.window.view.record;

import org.jspecify.annotations.NullMarked;
