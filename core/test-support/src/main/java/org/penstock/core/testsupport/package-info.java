/** Fixtures that tests of every module share. One small class each. */
@NullMarked
package org.penstock.core.testsupport;

import org.jspecify.annotations.NullMarked;
