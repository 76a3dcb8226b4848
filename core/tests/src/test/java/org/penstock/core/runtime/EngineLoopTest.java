package org.penstock.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.control.Engine;
import org.penstock.core.facility.Configuration;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.EngineClock;
import org.penstock.core.telemetry.Gate;
import org.penstock.core.telemetry.Inbox;
import org.penstock.core.telemetry.IngestCounts;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.Journal;
import org.penstock.core.telemetry.JournalDirectory;
import org.penstock.core.telemetry.MessageMemory;

/** What the heart of a facility does with a frame that its journal has no room for. */
@Timeout(30)
class EngineLoopTest {
    @TempDir
    Path data;

    private final BlockingQueue<Long> durableAt = new LinkedBlockingQueue<>();

    private final class Told implements EngineLoop.After {
        @Override
        public void effects(long seq, List<Effect> effects) {
            durableAt.add(seq);
        }

        @Override
        public void configured(long seq, Configuration configuration) {}

        @Override
        public void picture() {}

        @Override
        public void checkpoint() {}
    }

    private static Input.Request request(String id) {
        return new Input.Request(id, "ann", "nothing.known", "", Double.NaN, 0, "");
    }

    @Test
    void whatTheJournalHadNoRoomForIsNeverTakenForRecordedBecauseLaterFramesAre() throws Exception {
        Journal journal = Journal.open(new JournalDirectory(data), Ticker.system());
        EngineClock clock = new EngineClock(InstantSource.system(), Ticker.system(), journal.end());
        Inbox inbox = new Inbox(1_000, 1_000);
        EngineLoop loop = new EngineLoop(
                inbox,
                new Gate(clock, journal.end(), new MessageMemory(), new IngestCounts()),
                journal,
                new Engine(
                        _ -> {
                            throw new IllegalStateException("nothing is configured here");
                        },
                        List.of(),
                        List.of()),
                clock,
                new Told(),
                Long.MAX_VALUE);
        Thread engine = Thread.ofPlatform().daemon().start(loop::run);
        try (journal) {
            inbox.post(request("recorded"));
            assertEquals(1, durableAt.poll(5, TimeUnit.SECONDS));
            journal.close(); // From here on it takes nothing, as one whose memory is full takes nothing.
            inbox.post(request("lost"));
            assertEquals(EngineLoop.NEVER_DURABLE, durableAt.poll(5, TimeUnit.SECONDS));
            assertEquals(2, journal.health().lost(), "its inputs and its effects");
        } finally {
            loop.stop();
            engine.join(5_000);
            inbox.close();
        }
    }
}
