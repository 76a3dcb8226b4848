/**
 * MQTT 5 and 3.1.1: subscribes, reads values out of payloads, publishes commands and believes only the device's own state.
 *
 * <p>Two thin adapters over Paho stand behind {@link org.penstock.driver.mqtt.BrokerConnection}; one is made for every
 * connection and thrown away with it, so that an acknowledgement can never reach another connection's message. A message
 * is acknowledged to the broker when the journal holds its readings, in the order of arrival. Paho's delivery thread is
 * never made to wait: it puts messages into a bounded {@link org.penstock.driver.mqtt.Inbox}.
 *
 * <p>While a device is waited for that presents a code, the link also listens on {@link
 * org.penstock.driver.mqtt.PairingTopic}: anybody can publish there, so what is said there is shown, compared, counted and
 * otherwise not believed.
 */
@NullMarked
package org.penstock.driver.mqtt;

import org.jspecify.annotations.NullMarked;
