package org.penstock.core.telemetry;

import java.util.ArrayList;
import java.util.List;

/** Records that go over in one transaction. */
final class ProjectorBatch {
    private static final int MOST_READINGS = 100_000;
    /** Characters of messages handed on; one frame more at most. */
    private static final long MOST_HANDED = 8L << 20;

    final List<JournalRecord> records = new ArrayList<>();
    final List<Frame> frames = new ArrayList<>();
    final JournalPosition from;
    JournalPosition to;
    private final int most;
    private int readings;
    private long handed;

    ProjectorBatch(JournalPosition from, int most) {
        this.most = most;
        this.from = from;
        this.to = from;
    }

    void add(JournalRecord record, JournalPosition after) {
        records.add(record);
        to = after;
        if (record instanceof JournalRecord.Inputs inputs) {
            frames.add(inputs.frame());
            readings += inputs.frame().samples().size();
            for (Frame.HandedOn h : inputs.frame().handed()) {
                handed += h.message().body().length();
            }
        }
    }

    int readings() {
        return readings;
    }

    boolean full() {
        return records.size() >= most || readings >= MOST_READINGS || handed >= MOST_HANDED;
    }

    /** Whether {@code record} must begin a batch of its own: the store settles everything before a step of the clock. */
    boolean endsBefore(JournalRecord record) {
        return !records.isEmpty()
                && record instanceof JournalRecord.Inputs inputs
                && inputs.frame().inputs().stream().anyMatch(i -> i instanceof Input.ClockStepped);
    }
}
