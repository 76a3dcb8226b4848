package org.penstock.driver.mqtt.decoder;

import java.util.Map;

/**
 * What one uplink says of one moment.
 *
 * @param micros the device's time, µs since 1970 UTC, or {@link org.penstock.core.link.Sample#NO_TIME}
 * @param values by name; may still be added to
 */
record Moment(long micros, Map<String, Value> values) {}
