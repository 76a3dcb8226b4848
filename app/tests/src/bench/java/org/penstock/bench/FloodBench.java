package org.penstock.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.runtime.Facility;
import org.penstock.core.runtime.FacilityOptions;
import org.penstock.driver.modbus.ModbusDriver;
import org.penstock.driver.mqtt.MqttDriver;

/**
 * A flood: 2,000 topics that together say 20,000 messages a second (QoS 1, a number of 5 bytes each), from the socket of
 * {@code penstock serve} to its synced journal and its database, while a rule writes a coil. Broker, publisher, Penstock and
 * Modbus server share the machine; each but the last is a process of its own. Every message that the broker acknowledged
 * to the publisher must be in the database exactly once after a restart. Arguments: messages a second, seconds, directory.
 */
public final class FloodBench {
    private static final int TOPICS = 2_000;
    private static final int COIL = 1;
    private static final int SETTLING_SECONDS = 10;
    private static final long GIVE_UP_MILLIS = 5_000;

    private FloodBench() {}

    public static void main(String[] args) throws Exception {
        int perSecond = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 60;
        Path parent = args.length > 2 ? Path.of(args[2]) : Files.createTempDirectory("penstock-bench-");
        Path dir = Files.createTempDirectory(Files.createDirectories(parent), "flood-");
        try (Broker broker = new Broker(dir);
                CoilServer coils = new CoilServer()) {
            Path data = dir.resolve("data");
            Path facility = Files.writeString(dir.resolve("facility.yaml"), facility(broker.port, coils.port));
            Process penstock = Children.start(
                    "org.penstock.app.cli.Main",
                    List.of("serve", "--data", data.toString(), "--facility", facility.toString()));
            try (Field trigger = new Field(broker.port, "plant", 0)) {
                System.out.println(Children.firstLine(penstock));
                System.out.printf(
                        "Broker: %s. %,d messages/s, QoS 1, 5 bytes, %,d topics, Receive Maximum 2,000; %s%n",
                        broker.name, perSecond, TOPICS, ReactionBench.load());
                awaitFirst(trigger, coils);
                Instant from = Instant.now();
                Process flood = Children.start(
                        FloodField.class.getName(),
                        List.of(Integer.toString(broker.port), Integer.toString(perSecond), Integer.toString(TOPICS)));
                BufferedReader said = flood.inputReader(StandardCharsets.UTF_8);
                for (String line = said.readLine(); !"ready".equals(line); line = said.readLine()) {
                    if (line == null) {
                        throw new IOException("the publisher ended before it was ready");
                    }
                }
                Latencies open = new Latencies();
                int missing = react(trigger, coils, seconds, penstock, open);
                flood.getOutputStream().close();
                long sent = Long.parseLong(said.readLine());
                // What the broker still holds for Penstock comes now.
                Thread.sleep(5_000);
                Children.end(penstock);
                long kept = kept(data, from);
                System.out.printf(
                        "acknowledged by the broker %,d (%,.0f/s), in the database after a restart %,d: %s%n",
                        sent,
                        sent / (double) (seconds + SETTLING_SECONDS),
                        kept,
                        kept == sent ? "nothing lost" : "LOST OR DOUBLED");
                System.out.println(open.line("message → rule → coil, openings"));
                boolean held = kept == sent
                        && missing == 0
                        && open.millis(0.99) <= 20
                        && sent >= 0.98 * perSecond * (seconds + SETTLING_SECONDS);
                System.out.printf(
                        "missing reactions %d; bars (all kept, the whole rate, p99 <= 20 ms): %s%n",
                        missing, held ? "held" : "NOT HELD");
            } finally {
                Children.end(penstock);
            }
        } finally {
            ReactionBench.delete(dir);
        }
    }

    private static void awaitFirst(Field trigger, CoilServer coils) throws Exception {
        for (int attempt = 0; attempt < 60; attempt++) {
            trigger.cross(attempt % 2 == 0);
            if (coils.await(COIL, attempt % 2 == 0, 1_000) != null && attempt > 2) {
                trigger.cross(false);
                Thread.sleep(1_500);
                coils.forget();
                return;
            }
        }
        throw new IOException("Penstock wrote no coil within a minute");
    }

    /** @return how many reactions never came */
    private static int react(Field trigger, CoilServer coils, int seconds, Process penstock, Latencies open)
            throws Exception {
        Thread.sleep(SETTLING_SECONDS * 1_000L);
        Random random = new Random(1);
        int missing = 0;
        long began = System.nanoTime();
        long cpu = cpu(penstock);
        long most = 0;
        boolean on = true;
        while (System.nanoTime() - began < TimeUnit.SECONDS.toNanos(seconds)) {
            long published = trigger.cross(on);
            CoilServer.Write write = coils.await(COIL, on, GIVE_UP_MILLIS);
            if (write == null) {
                missing++;
            } else if (on) {
                open.add(write.nanos() - published);
            }
            on = !on;
            most = Math.max(most, resident(penstock));
            TimeUnit.MICROSECONDS.sleep(75_000 + random.nextInt(50_000));
        }
        double took = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "Penstock used %.0f %% of a core, at most %,d MB resident; %s%n",
                100 * (cpu(penstock) - cpu) / 1e9 / took, most >> 20, ReactionBench.load());
        return missing;
    }

    private static long cpu(Process p) {
        return p.toHandle().info().totalCpuDuration().orElseThrow().toNanos();
    }

    private static long resident(Process p) throws IOException {
        Path status = Path.of("/proc/" + p.pid() + "/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .sum();
    }

    /** Counts what a new process would find. */
    private static long kept(Path data, Instant from) throws Exception {
        FacilityOptions options = new FacilityOptions(
                data,
                null,
                null,
                List.of(new MqttDriver(), new ModbusDriver()),
                false,
                "bench",
                "bench",
                InstantSource.system(),
                Ticker.system());
        long n = 0;
        try (Facility again = Facility.open(options)) {
            again.awaitRecord(60_000);
            for (int i = 0; i < TOPICS; i++) {
                n += again.record()
                        .readings("s-" + i, from, Instant.now().plusSeconds(60), Integer.MAX_VALUE)
                        .size();
            }
        }
        return n;
    }

    private static String facility(int broker, int modbus) {
        StringBuilder streams = new StringBuilder();
        for (int i = 0; i < TOPICS; i++) {
            streams.append("      - {key: s-")
                    .append(i)
                    .append(", name: Sensor ")
                    .append(i)
                    .append(", metric: temperature, unit: °C, interval: 100ms, max_age: 60s, address: {topic: plant/s/")
                    .append(i)
                    .append("}}\n");
        }
        return """
                penstock: 1
                organization: {key: bench, name: Bench}
                site: {key: bench, name: Bench, profile: grow, timezone: Europe/Amsterdam}
                locations:
                  - {key: house, name: House, kind: building}
                links:
                  - {key: broker, driver: mqtt, connection: {host: 127.0.0.1, port: %d, client_id: penstock}}
                  - {key: plc, driver: modbus, connection: {host: 127.0.0.1, port: %d}}
                devices:
                  - key: sensors
                    name: Sensors
                    link: broker
                    location: house
                    streams:
                      - {key: hot, name: Hot, metric: temperature, unit: °C, interval: 1s, max_age: 60s, address: {topic: plant/hot}}
                %s  - key: skid
                    name: Skid
                    link: plc
                    location: house
                    address: {unit_id: 1}
                    outputs:
                      - {key: valve, name: Valve, kind: valve, safe: 0, on_start: safe, max_on: 15min, guard: hardware, timeout: 2s, address: {coil: %d}}
                rules:
                  - {key: react, name: React, stream: hot, when: above, limit: 27 °C, hysteresis: 1 °C, max_age: 60s, output: valve, value: 1, fallback: 0}
                """.formatted(broker, modbus, streams, COIL);
    }
}
