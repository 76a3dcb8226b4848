/**
 * What the window shows, as plain values: a snapshot goes in, words and style classes come out. Knows no control, no
 * clock and no thread, so that every sentence on the screen can be tested without a screen.
 */
@NullMarked
package org.penstock.app.window.model;

import org.jspecify.annotations.NullMarked;
