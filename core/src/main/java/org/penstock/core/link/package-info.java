/**
 * What a driver implements: {@link org.penstock.core.link.Driver}, {@link org.penstock.core.link.Link}, and the small
 * values that cross the border: {@link org.penstock.core.link.Batch} in, {@link org.penstock.core.link.OutputWrite} out. What is more than a
 * value is {@link org.penstock.core.link.Handed} on as it came. A link to a simulated plant is {@link
 * org.penstock.core.link.Simulated} besides. What a link hears of a device that is on its way into the facility is an {@link
 * org.penstock.core.link.Approach}; which ways there are on its line, the driver says.
 *
 * <p>Threads: a link owns its threads and delivers batches from them; {@code write} is called on a command worker and
 * may block up to its time-out; everything a link opened is closed by {@code close}, also from a half-made connection.
 */
@NullMarked
package org.penstock.core.link;

import org.jspecify.annotations.NullMarked;
