package org.penstock.driver.mqtt;

import org.junit.jupiter.api.Order;

/** MQTT 3.1.1 when cable, broker or journal fail it. */
@Order(1) // It waits a lot: the others run meanwhile.
class MqttLink311AwayTest extends AwayFromABroker {
    MqttLink311AwayTest() {
        super("3.1.1");
    }
}
