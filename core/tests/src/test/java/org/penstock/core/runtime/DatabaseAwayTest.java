package org.penstock.core.runtime;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.db.DatabaseAddress;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.testsupport.FacilityBuilder;
import org.penstock.core.testsupport.FakeDevices;

/**
 * The record is on a PostgreSQL server that is shut down and comes back: control goes on, the lag is shown, nothing is
 * missing afterwards. Away for {@code -Dpenstock.away} seconds, 10 unless given.
 */
class DatabaseAwayTest {
    private static final int AWAY_SECONDS = Integer.getInteger("penstock.away", 10);

    @TempDir
    Path temp;

    private final FakeDevices devices = new FakeDevices("simulator");
    private final List<Double> sent = new ArrayList<>();

    /** The same server on the same files, as often as it is started. */
    private EmbeddedPostgres server(int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(temp.resolve("postgres"))
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
    }

    private Facility open(DatabaseAddress address) throws Exception {
        String file = new FacilityBuilder()
                .stream("air", "temperature", "°C")
                        .output("fan-1", "fan")
                        .rule("{key: vent, name: Vent, stream: air, when: above, limit: 27 °C, hysteresis: 1 °C,"
                                + " max_age: 60s, output: fan-1, value: 1}")
                        .text();
        return Facility.open(new FacilityOptions(
                temp.resolve("data"),
                new FacilityOptions.FacilityText("bench.yaml", file),
                address,
                List.of(devices),
                true,
                "serve",
                "os:ann",
                InstantSource.system(),
                Ticker.system()));
    }

    private void says(double air) {
        devices.says("air", air);
        sent.add(air);
    }

    /** About 100 readings a second, each another value; every second the fan must follow a hot and a cool one. */
    private void live(int seconds) {
        for (int second = 0; second < seconds; second++) {
            for (int i = 0; i < 100; i++) {
                says((i < 50 ? 30 : 20) + sent.size() % 1_000 / 1_000.0);
                LockSupport.parkNanos(8_000_000);
                if (i == 49) {
                    awaitFan(1);
                }
            }
            awaitFan(0);
        }
    }

    private void awaitFan(double value) {
        await("the fan follows").atMost(Duration.ofSeconds(2)).until(() -> devices.output("fan-1") == value);
    }

    @Test
    void controlGoesOnAndNothingIsMissingAfterwards() throws Exception {
        Instant begin = Instant.now().minusSeconds(1);
        EmbeddedPostgres postgres = server(0);
        try {
            int port = postgres.getPort();
            DatabaseAddress address = new DatabaseAddress.Server(
                    "jdbc:postgresql://localhost:" + port + "/postgres", "postgres", "postgres");
            try (Facility facility = open(address)) {
                await().until(() -> !facility.snapshot().control().outputs().isEmpty()
                        && facility.snapshot().control().outputs().stream()
                                .allMatch(o -> o.phase().equals("safe")));
                live(2);
                postgres.close();
                live(AWAY_SECONDS);
                SystemHealth health = facility.snapshot().health();
                assertNotNull(health.databaseAway(), "the record is away and nobody says it");
                assertTrue(health.lagSeconds() > AWAY_SECONDS / 2.0, health.toString());
                assertTrue(facility.proof().waiting().keyId().matches("[0-9a-f]{64}"), "which key signs is known");

                postgres = server(port);
                live(2);
                await("the record catches up")
                        .atMost(Duration.ofSeconds(40))
                        .until(() -> facility.snapshot().health().databaseAway() == null
                                && facility.awaitRecord(TimeUnit.SECONDS.toMillis(20)));
                List<Double> stored =
                        facility
                                .record()
                                .readings("air", begin, Instant.now().plusSeconds(1), Integer.MAX_VALUE)
                                .stream()
                                .map(r -> Math.round(r.value() * 1e6) / 1e6)
                                .toList();
                assertEquals(sent.stream().map(v -> Math.round(v * 1e6) / 1e6).toList(), stored);
                assertTrue(
                        facility.verify((unused, of) -> true).stream()
                                .allMatch(v -> v.findings().isEmpty()),
                        "the event chain");
            }
        } finally {
            postgres.close();
        }
    }
}
