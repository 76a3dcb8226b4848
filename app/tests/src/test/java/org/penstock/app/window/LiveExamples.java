package org.penstock.app.window;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.penstock.app.start.Opening;
import org.penstock.app.start.RuntimeFacilities;
import org.penstock.core.facility.Example;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.SlowHash;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.testsupport.MemoryDirectory;
import org.penstock.core.testsupport.TestDatabases;

/** Every example facility, started for real on its simulated plant, with something flowing where a person can let it. */
final class LiveExamples {
    private final Map<Example, FacilitySnapshot> snapshots = new EnumMap<>(Example.class);

    /** Those started once for every test that only looks at them. */
    static LiveExamples started() {
        return Once.EXAMPLES;
    }

    private static final class Once {
        private static final LiveExamples EXAMPLES = make();

        private static LiveExamples make() {
            try {
                return new LiveExamples(MemoryDirectory.untilTheEnd("penstock-examples"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private LiveExamples(Path folder) throws IOException {
        for (Example example : Example.values()) {
            snapshots.put(example, snapshot(example, Files.createDirectories(folder.resolve(example.profile()))));
        }
    }

    FacilitySnapshot of(Example example) {
        return Objects.requireNonNull(snapshots.get(example));
    }

    /** One of them. */
    static FacilitySnapshot one(Example example, Path folder) throws IOException {
        return snapshot(example, folder);
    }

    private static FacilitySnapshot snapshot(Example example, Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve(example.fileName()), example.text());
        TestDatabases.put(folder.resolve("data"));
        Opening opening = new Opening(folder.resolve("data"), file, null, null, Opening.Kind.SERVE);
        try (ControlRoom room = new RuntimeFacilities(
                        "ada", InstantSource.system(), Ticker.system(), new SlowHash.Cost(64, 1, 1))
                .open(opening)
                .room()) {
            await(example.profile())
                    .atMost(60, SECONDS)
                    .until(() -> room.snapshot().control().outputs().stream().noneMatch(o -> Double.isNaN(o.value()))
                            && room.snapshot().field().streams().stream().noneMatch(s -> s.stale())
                            && !room.snapshot().control().outputs().isEmpty());
            switch (example) {
                case GROW -> run(room, "quick", "valve-1");
                case BARN -> run(room, "feeding", "auger");
                case LAB -> run(room, "feed", "feed-pump");
                case PLANT -> run(room, "production", "product-valve");
                case COLD -> run(room, "blast", "blast-cycle");
            }
            return room.snapshot();
        }
    }

    private static void run(ControlRoom room, String program, String opens) {
        ControlRoom.Proposal proposal = room.propose(Asker.account("ada"), "program.run", program, 0, 0, "to see it");
        room.confirm(Asker.account("ada"), proposal.id());
        await(program)
                .atMost(30, SECONDS)
                .until(() -> room.snapshot().control().outputs().stream()
                        .anyMatch(o -> o.key().equals(opens) && o.value() > 0));
        await("its flow")
                .atMost(30, SECONDS)
                .until(() -> room.snapshot().field().streams().stream()
                        .filter(s -> s.key().equals("flow") || s.key().equals("product-flow"))
                        .allMatch(s -> s.value() > 1));
    }
}
