@NullMarked
package org.penstock.app.commission;

import org.jspecify.annotations.NullMarked;
