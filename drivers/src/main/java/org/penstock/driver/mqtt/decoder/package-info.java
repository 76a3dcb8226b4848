/**
 * How devices speak over MQTT, one {@link org.penstock.driver.mqtt.decoder.Decoder} for each convention: which topics, which
 * words, which identity, whose clock. A decoder turns a message into {@link org.penstock.driver.mqtt.decoder.Report}s: what
 * one device said at one moment, by name, and where that is more than values also its whole {@link
 * org.penstock.driver.mqtt.decoder.Content}. Which stream wants which name, and in which unit, is not its business; so the same
 * decoder also shows what is on a broker before anything is set up.
 *
 * <p>Knows no broker, no connection and no facility. A new convention is one class here, its line in {@link
 * org.penstock.driver.mqtt.decoder.Decoders} and one test with messages that were really published.
 */
@NullMarked
package org.penstock.driver.mqtt.decoder;

import org.jspecify.annotations.NullMarked;
