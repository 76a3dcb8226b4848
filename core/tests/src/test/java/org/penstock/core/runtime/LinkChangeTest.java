package org.penstock.core.runtime;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.Problems;
import org.penstock.core.identity.Asker;
import org.penstock.core.link.Driver;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkContext;
import org.penstock.core.link.LinkSpec;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.LinkStatus;
import org.penstock.core.link.OutputWrite;
import org.penstock.core.link.WriteOutcome;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.testsupport.MigratedDirectory;

/** Links are changed while the facility runs: some close slowly, some never open, and a stop comes in between. */
class LinkChangeTest {
    private static final Asker ME = Asker.account("ann");

    @TempDir(factory = MigratedDirectory.class)
    Path data;

    private final CountDownLatch released = new CountDownLatch(1);
    private final List<String> told = new ArrayList<>();
    private @Nullable Facility opened;

    @AfterEach
    void close() {
        released.countDown();
        facility().close();
    }

    private Facility facility() {
        return Objects.requireNonNull(opened, "not open");
    }

    private void tell(String what) {
        synchronized (told) {
            told.add(what);
        }
    }

    private List<String> told() {
        synchronized (told) {
            return List.copyOf(told);
        }
    }

    /** Lines to two controllers with a valve each. A link with {@code hangs} closes only when the test lets it. */
    private final class Lines implements Driver {
        @Override
        public String protocol() {
            return "modbus";
        }

        @Override
        public void check(LinkSpec spec, Problems problems) {}

        @Override
        public Link open(LinkSpec spec, LinkContext context) {
            String name = spec.key() + " " + spec.connection().get("host").text();
            if (name.endsWith("nowhere")) {
                throw new IllegalStateException("there is no such place");
            }
            tell("open " + name);
            return new Line(spec, context, name);
        }
    }

    private final class Line implements Link {
        private final LinkSpec spec;
        private final LinkContext context;
        private final String name;

        Line(LinkSpec spec, LinkContext context, String name) {
            this.spec = spec;
            this.context = context;
            this.name = name;
        }

        @Override
        public String key() {
            return spec.key();
        }

        @Override
        public void start() {
            context.status(status());
        }

        @Override
        public WriteOutcome write(OutputWrite write) {
            tell("write " + name + " " + write.value());
            return new WriteOutcome.Verified(write.value());
        }

        @Override
        public WriteOutcome readBack(int output) {
            return new WriteOutcome.Verified(0);
        }

        @Override
        public LinkStatus status() {
            return new LinkStatus(spec.key(), LinkState.ONLINE, "", 0, null, 0, 0, 0, 0);
        }

        @Override
        public void close() {
            if (name.endsWith("hangs")) {
                try {
                    released.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            tell("close " + name);
        }
    }

    private static String text(String hostA, String hostB) {
        return """
                penstock: 1
                organization: {key: northglass, name: Northglass Growers}
                site: {key: north, name: North House, profile: grow, timezone: Europe/Amsterdam}
                locations:
                  - {key: house, name: Glasshouse 1, kind: building}
                links:
                  - {key: a, driver: modbus, connection: {host: %s}}
                  - {key: b, driver: modbus, connection: {host: %s}}
                devices:
                  - key: skid-a
                    name: Skid A
                    link: a
                    location: house
                    outputs:
                      - {key: valve-a, name: Valve A, kind: valve, safe: 0, on_start: safe, max_on: 15min, guard: device_timer, timeout: 2s, address: {coil: 1}}
                  - key: skid-b
                    name: Skid B
                    link: b
                    location: house
                    outputs:
                      - {key: valve-b, name: Valve B, kind: valve, safe: 0, on_start: safe, max_on: 15min, guard: device_timer, timeout: 2s, address: {coil: 1}}
                """.formatted(hostA, hostB);
    }

    private void open(String hostA, String hostB) throws Exception {
        opened = Facility.open(new FacilityOptions(
                data,
                new FacilityOptions.FacilityText("lines.yaml", text(hostA, hostB)),
                null,
                List.of(new Lines()),
                true,
                "serve",
                "ann",
                InstantSource.system(),
                Ticker.system()));
        awaitSafe();
    }

    private void awaitSafe() {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> facility().snapshot().control().outputs().size() == 2
                        && facility().snapshot().control().outputs().stream()
                                .allMatch(o -> o.phase().equals("safe")));
    }

    private void apply(String hostA, String hostB) throws Exception {
        FacilityChange change = facility()
                .configuration()
                .plan(List.of(new Configuration.File("lines.yaml", text(hostA, hostB))), false);
        ControlRoom.Answer answer =
                facility().configuration().apply(ME, change.id(), "").get(15, TimeUnit.SECONDS);
        assertTrue(answer.accepted(), answer.text());
    }

    private void ask(String kind, String subject, double value) throws Exception {
        ControlRoom.Proposal p = facility().propose(ME, kind, subject, value, 60, "");
        ControlRoom.Answer answer = facility().confirm(ME, p.id()).get(5, TimeUnit.SECONDS);
        assertTrue(answer.accepted(), answer.text());
    }

    @Test
    void aStopReachesAnOutputWhoseLinkIsChangedWhileAnotherLinkHangs() throws Exception {
        open("hangs", "one");
        apply("two", "two");
        long asked = System.nanoTime();
        ask("stop.all", "", Double.NaN);
        await("valve B is written to safe on its new link")
                .atMost(Duration.ofSeconds(2))
                .until(() -> told().contains("write b two 0.0"));
        await("valve A follows when its old link had its time to close")
                .atMost(Duration.ofSeconds(8))
                .until(() -> told().contains("write a two 0.0"));
        assertTrue(System.nanoTime() - asked > TimeUnit.SECONDS.toNanos(4), "its old link was not left alone at once");
    }

    @Test
    void aLinkThatStaysDoesNotFeelThatAnotherOneIsChanged() throws Exception {
        open("hangs", "one");
        apply("two", "one");
        ask("output.set", "valve-b", 1);
        await().atMost(Duration.ofSeconds(2)).until(() -> told().contains("write b one 1.0"));
        assertEquals(
                List.of(), told().stream().filter(t -> t.startsWith("close")).toList());
    }

    @Test
    void ofTwoChangesInARowTheLatterStandsAndALinkIsNeverOpenTwice() throws Exception {
        open("hangs", "one");
        apply("two", "one");
        apply("three", "one");
        released.countDown();
        awaitSafe();
        await().atMost(Duration.ofSeconds(5)).until(() -> told().contains("open a three"));
        List<String> ofA = told().stream()
                .filter(t -> t.startsWith("open a") || t.startsWith("close a"))
                .toList();
        assertEquals("open a three", ofA.getLast(), ofA.toString());
        for (int i = 1; i < ofA.size(); i++) {
            assertTrue(ofA.get(i).startsWith("open") == ofA.get(i - 1).startsWith("close"), ofA.toString());
        }
    }

    @Test
    void aLinkThatCannotBeOpenedSaysSoAndTheOthersGoOn() throws Exception {
        open("one", "one");
        apply("nowhere", "two");
        await().atMost(Duration.ofSeconds(5))
                .until(() -> facility().snapshot().field().links().stream()
                        .anyMatch(l -> l.link().equals("a") && l.reason().contains("there is no such place")));
        await().atMost(Duration.ofSeconds(5)).until(() -> told().contains("write b two 0.0"));
        apply("three", "two");
        awaitSafe();
        assertTrue(told().contains("write a three 0.0"), told().toString());
    }
}
