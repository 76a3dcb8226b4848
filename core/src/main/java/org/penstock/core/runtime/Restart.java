package org.penstock.core.runtime;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.penstock.core.control.Engine;
import org.penstock.core.runtime.Checkpoints.Checkpoint;
import org.penstock.core.telemetry.Frame;
import org.penstock.core.telemetry.Journal;
import org.penstock.core.telemetry.JournalPosition;
import org.penstock.core.telemetry.JournalReader;
import org.penstock.core.telemetry.JournalRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the engine to where the journal ends: newest usable checkpoint, then every frame after it. Effects that the
 * last process wanted but could not record are recorded now, so that the record holds the whole scan or, when its frame
 * was lost too, nothing of it.
 */
final class Restart {
    private static final Logger LOG = LoggerFactory.getLogger(Restart.class);

    private Restart() {}

    /**
     * A facility as it was when the last process ended.
     *
     * @param engine after the last frame of the journal
     * @param dueMicros its next due instant, engine time
     * @param frames how many frames were scanned again
     */
    record Restarted(Rooms rooms, Engine engine, long dueMicros, long frames) {}

    /**
     * Reads checkpoint and journal.
     *
     * @param make makes an empty engine with its stages
     * @param recall is shown every frame read, also those inside the checkpoint: the gate remembers what it has seen
     */
    static Restarted restart(Journal journal, Checkpoints checkpoints, Supplier<Rooms> make, Consumer<Frame> recall)
            throws IOException {
        List<Checkpoint> usable = new ArrayList<>();
        Rooms rooms = make.get();
        boolean loaded = false;
        for (Checkpoint c : checkpoints.read()) {
            if (c.seq() > journal.end().seq()) {
                LOG.warn("Checkpoint {} is newer than the journal and is passed over", c.seq());
            } else if (loaded || load(rooms.engine(), c)) {
                loaded = true;
                usable.add(c);
            } else {
                rooms = make.get();
            }
        }
        // The older of two: frames between them are only recalled, so that a message delivered again is recognised.
        JournalPosition from =
                usable.isEmpty() ? JournalPosition.START : usable.getLast().from();
        return replay(journal, rooms, from, recall);
    }

    private static boolean load(Engine engine, Checkpoint checkpoint) {
        try {
            engine.load(checkpoint.state());
            return true;
        } catch (RuntimeException e) {
            LOG.warn(
                    "Checkpoint {} cannot be used by this version ({}); the journal is read from an earlier one",
                    checkpoint.seq(),
                    e.getMessage());
            return false;
        }
    }

    private static Restarted replay(Journal journal, Rooms rooms, JournalPosition from, Consumer<Frame> recall)
            throws IOException {
        Engine engine = rooms.engine();
        List<JournalRecord.Effects> unrecorded = new ArrayList<>();
        long due = Long.MIN_VALUE;
        long frames = 0;
        try (JournalReader reader = journal.read(from)) {
            for (@Nullable JournalRecord r = reader.next(); r != null; r = reader.next()) {
                switch (r) {
                    case JournalRecord.Inputs(Frame frame) -> {
                        recall.accept(frame);
                        if (frame.seq() > engine.lastSeq()) {
                            Engine.Scanned scanned = engine.scan(frame);
                            due = scanned.nextDueMicros();
                            frames++;
                            if (!scanned.effects().isEmpty()) {
                                unrecorded.add(new JournalRecord.Effects(
                                        frame.seq(), scanned.wallMicros(), scanned.effects()));
                            }
                        }
                    }
                    case JournalRecord.Effects recorded -> compare(unrecorded, recorded);
                }
            }
        }
        for (JournalRecord.Effects effects : unrecorded) {
            journal.append(effects, List.of());
        }
        return new Restarted(rooms, engine, due, frames);
    }

    private static void compare(List<JournalRecord.Effects> expected, JournalRecord.Effects recorded) {
        for (int i = 0; i < expected.size(); i++) {
            JournalRecord.Effects e = expected.get(i);
            if (e.seq() == recorded.seq()) {
                if (!e.effects().equals(recorded.effects())) {
                    LOG.warn(
                            "Frame {} was decided differently when it was recorded; the record stands. (An update of the"
                                    + " program can be the cause.)",
                            e.seq());
                }
                expected.remove(i);
                return;
            }
        }
    }
}
