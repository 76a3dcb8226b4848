package org.penstock.app.crash;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.penstock.app.api.Json;
import org.penstock.core.facility.Example;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The whole program, killed with SIGKILL at random moments while one changed facility file after the other is applied as
 * fast as it goes. What comes up again is a whole configuration: the last one that was promised, or the one on its way.
 * {@code -Dpenstock.kills=200} for more, {@code -Dpenstock.seed} to repeat.
 */
@Order(2)
@Execution(ExecutionMode.CONCURRENT)
class ApplyKillTest {
    private static final int KILLS = Integer.getInteger("penstock.kills", 20) / 3;
    private static final long SEED = Long.getLong("penstock.seed", System.nanoTime());
    private static final Pattern SITE = Pattern.compile("name: North House v(\\d+)");
    /** So many streams come and go, two at a time. */
    private static final int EXTRA = 7;

    @TempDir
    Path temp;

    private final Random random = new Random(SEED);
    private final List<Integer> promised = new CopyOnWriteArrayList<>();
    private int tried;

    @Test
    void whatComesUpIsTheLastPromisedConfigurationOrTheOneOnItsWay() throws Exception {
        Path data = temp.resolve("data");
        Path file = Files.writeString(temp.resolve("house.yaml"), text(0));
        promised.add(0);
        int life = 0;
        try {
            for (; life < KILLS; life++) {
                try (Served served = life == 0 ? new Served(data, file) : new Served(data)) {
                    served.awaitReady();
                    judgeInForce(served);
                    int before = promised.size();
                    Thread applying = Thread.ofPlatform().name("test-applying").start(() -> applyOn(served));
                    if (life % 3 > 0) {
                        // However slow the machine is: most are killed amid changes, not before the first.
                        await().atMost(Duration.ofSeconds(30)).until(() -> promised.size() > before);
                    }
                    Thread.sleep(50 + random.nextInt(600));
                    served.kill();
                    applying.join();
                }
            }
            try (Served last = new Served(data)) {
                last.awaitReady();
                judgeInForce(last);
                last.closeInOrder();
            }
            assertTrue(promised.size() > KILLS / 3, () -> "only " + promised.size() + " changes were applied");
            Record.of(data).judgeConfigurations(SITE, promised, tried);
        } catch (AssertionError | Exception e) {
            throw new AssertionError("seed " + SEED + ", life " + life + ", " + promised.size() + " applied: " + e, e);
        }
    }

    /** The greenhouse in one of its versions, each of which has other streams, another link and other names. */
    private static String text(int version) {
        return Example.GROW
                .text()
                .replace("name: North House", "name: North House v" + version)
                .replace("name: Exhaust fan", "name: Exhaust fan v" + version)
                .replaceFirst("(?m)^links:\\n", """
                        links:
                          - {key: field, driver: mqtt, connection: {host: 127.0.0.1, port: 9}}
                        """)
                .replaceFirst("(?m)^devices:\\n", """
                        devices:
                          - key: nodes
                            name: Nodes v%d
                            link: field
                            location: house
                            address: {}
                            streams:
                              - %s
                              - %s
                        """.formatted(
                                version, stream(version % EXTRA), stream((version + 3) % EXTRA)));
    }

    private static String stream(int no) {
        return "{key: extra-%d, name: Extra %d, metric: temperature, unit: °C, interval: 10s, address: {topic: t/%d}}"
                .formatted(no, no, no);
    }

    /** Applies versions until nobody answers any more. */
    private void applyOn(Served served) {
        try {
            while (true) {
                int version = tried + 1;
                JsonNode plan = served.post("/v1/facility/plans", planning(version));
                tried = version;
                JsonNode answer = served.post(
                        "/v1/facility/plans/" + plan.required("id").asString() + "/apply",
                        "{\"reason\":\"v" + version + "\"}");
                assertTrue(answer.required("accepted").asBoolean(), answer::toString);
                promised.add(version);
            }
        } catch (IOException e) {
            // It was killed.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String planning(int version) {
        ObjectNode body = Json.mapper().createObjectNode();
        body.putArray("files").addObject().put("name", "house.yaml").put("text", text(version));
        return body.toString();
    }

    /** The file, the engine and the links are of one version, and it is the right one. */
    private void judgeInForce(Served served) throws IOException, InterruptedException {
        String exported = served.get("/v1/facility")
                .required("files")
                .get(0)
                .required("text")
                .asString();
        Matcher site = SITE.matcher(exported);
        assertTrue(site.find(), exported);
        int version = Integer.parseInt(site.group(1));
        int last = promised.getLast();
        assertTrue(version == last || version == tried, () -> last + " was promised, " + version + " is in force");
        if (version != last) {
            promised.add(version);
        }
        tried = Math.max(tried, version);
        assertEquals(text(version), exported.replaceFirst("(?m)^base: [0-9a-f]{64}\\n", ""));
        await("the engine works under version " + version)
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertEquals(expected(version), seen(served)));
    }

    private static List<String> expected(int version) {
        TreeSet<String> seen = new TreeSet<>(List.of("extra-" + version % EXTRA, "extra-" + (version + 3) % EXTRA));
        seen.add("North House v" + version);
        seen.add("Exhaust fan v" + version);
        seen.addAll(List.of("link field", "link sim"));
        return List.copyOf(seen);
    }

    private static List<String> seen(Served served) throws IOException, InterruptedException {
        JsonNode status = served.get("/v1/status");
        TreeSet<String> seen =
                new TreeSet<>(List.of(status.required("site").required("name").asString()));
        status.required("outputs").forEach(o -> {
            if (o.required("key").asString().equals("fan-1")) {
                seen.add(o.required("name").asString());
            }
        });
        status.required("links")
                .forEach(l -> seen.add("link " + l.required("key").asString()));
        served.get("/v1/streams").required("streams").forEach(s -> {
            if (s.required("key").asString().startsWith("extra-")) {
                seen.add(s.required("key").asString());
            }
        });
        return List.copyOf(seen);
    }
}
