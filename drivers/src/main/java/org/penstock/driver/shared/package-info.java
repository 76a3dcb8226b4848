/**
 * What every protocol needs and none should do differently: back-off, status with counters, drops with a throttled log
 * line. Knows no protocol.
 */
@NullMarked
package org.penstock.driver.shared;

import org.jspecify.annotations.NullMarked;
