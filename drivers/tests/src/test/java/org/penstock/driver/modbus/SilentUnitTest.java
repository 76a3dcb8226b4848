package org.penstock.driver.modbus;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkState;
import org.penstock.core.testsupport.FakeLinkContext;
import org.penstock.driver.testing.Specs;

/** One device of several behind a gateway that answers no more: what its outputs do is not known until it does again. */
@Timeout(60)
class SilentUnitTest {
    @Test
    void theFacilityIsToldOfItsDeviceAndOfNoOther() throws Exception {
        AtomicBoolean silent = new AtomicBoolean();
        FakeLinkContext facility = new FakeLinkContext();
        try (ScriptedDevice gateway = new ScriptedDevice((r, out) -> {
                    if (r.unit() != 2 || !silent.get()) {
                        out.write(r.register(7));
                    }
                });
                Link link = new ModbusDriver().open(Specs.read("""
                        key: quiet
                        driver: modbus
                        connection: {host: 127.0.0.1, port: %d}
                        devices:
                          - key: one
                            address: {unit_id: 1}
                            streams: [{no: 1, key: a, interval: 1000, address: {register: "holding:1"}}]
                          - key: two
                            address: {unit_id: 2}
                            streams: [{no: 2, key: b, interval: 1000, address: {register: "holding:1"}}]
                        """.formatted(gateway.port())), facility)) {
            link.start();
            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            !facility.values(1).isEmpty() && !facility.values(2).isEmpty());
            silent.set(true);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> facility.devices().stream().anyMatch(d -> d.startsWith("two is away: ")));
            silent.set(false);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> facility.devices().contains("two is back"));
            assertEquals(
                    List.of(),
                    facility.devices().stream().filter(d -> d.startsWith("one")).toList());
            await().atMost(Duration.ofSeconds(20)).until(() -> link.status().state() == LinkState.ONLINE);
        }
    }
}
