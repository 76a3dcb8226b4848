@NullMarked
package org.penstock.app.print;

import org.jspecify.annotations.NullMarked;
