package org.penstock.driver.mqtt;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A device that goes and comes while the broker stays: what its outputs do is not known in between. */
class DeviceAwayTest extends AgainstABroker {
    private static final String NODE = """
            - key: node-1
              address: {availability: {topic: away/1/status}}
              streams: [{no: 1, key: air, metric: temperature, address: {topic: away/1/air}}]
              outputs:
                - {no: 1, key: valve-1, guard: none, address: {topic: away/1/set, state: {topic: away/1/valve}}}
            - key: node-2
              address: {availability: {topic: away/2/status}}
              outputs:
                - {no: 2, key: valve-2, guard: none, address: {topic: away/2/set, state: {topic: away/2/valve}}}
            """;

    private final List<String> told = new ArrayList<>();

    DeviceAwayTest() {
        super("gone");
    }

    private void thenToldOf(String... more) {
        told.addAll(List.of(more));
        await().atMost(Duration.ofSeconds(20)).until(() -> facility.devices().equals(told));
    }

    @Test
    void theFacilityIsToldOfTheOneAndWhenItIsThereAgain() throws Exception {
        // What the broker kept from earlier counts: the device is still gone.
        node.says("away/2/status", "offline".getBytes(StandardCharsets.UTF_8), 1, true);
        open(at(broker.port, "5"), NODE);
        awaitOnline();
        thenToldOf("node-2 is away: its last will says it is gone");
        node.says("away/1/status", "online");
        node.says("away/1/air", "21");
        node.says("away/1/status", "offline");
        node.says("away/1/status", "offline");
        thenToldOf("node-1 is away: its last will says it is gone");
        node.says("away/2/status", "online");
        thenToldOf("node-2 is back");
        node.says("away/1/valve", "OFF");
        thenToldOf("node-1 is back");
    }
}
