/**
 * What is printed: sheets as records, which are also the documents of {@code --json}, and how they become PDF. A sheet is
 * written as XHTML by {@link org.penstock.app.print.Markup}, which escapes everything it is given, and set on A4 with letters
 * that come along: the same on a workstation with a screen and on a server without fonts. Knows the pieces of the local
 * API's documents, neither the commands nor the runtime.
 */
@NullMarked
package org.penstock.app.print;

import org.jspecify.annotations.NullMarked;
