package org.penstock.driver.mqtt;

import org.junit.jupiter.api.Order;

/** MQTT 5 when cable, broker or journal fail it. */
@Order(1) // It waits a lot: the others run meanwhile.
class MqttLink5AwayTest extends AwayFromABroker {
    MqttLink5AwayTest() {
        super("5");
    }
}
