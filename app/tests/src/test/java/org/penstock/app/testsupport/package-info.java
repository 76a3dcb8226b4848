/** A facility made by hand, for tests of the programs. */
@NullMarked
package org.penstock.app.testsupport;

import org.jspecify.annotations.NullMarked;
