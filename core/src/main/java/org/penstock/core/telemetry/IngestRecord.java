package org.penstock.core.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.penstock.core.db.Database;

/** What was counted and which messages were seen: in rows of their own, and in memory until it is there. Any thread. */
record IngestRecord(Database database, IngestTables tables, PendingReadings pending) {
    /** What was offered since {@code fromMicros} (µs UTC, to the hour) by some devices, by reason. */
    Map<String, Long> counted(long fromMicros, Predicate<String> device) {
        Map<String, Long> byReason = new TreeMap<>();
        long hour = HourClosing.hourOf(fromMicros);
        pending.counts().forEach((key, n) -> {
            if (key.hourMicros() >= hour && device.test(key.device())) {
                byReason.merge(key.reason(), n, Long::sum);
            }
        });
        database.read(sql -> tables.counts(sql, EngineClock.instant(hour))).forEach((key, n) -> {
            if (device.test(key.device())) {
                byReason.merge(key.reason(), n, Long::sum);
            }
        });
        return byReason;
    }

    /** Lets {@code memory} know the messages that are known here, oldest first. */
    void recall(MessageMemory memory, EngineClock clock) {
        List<PendingBatch.SeenMessage> known =
                new ArrayList<>(database.read(sql -> tables.messages(sql, MessageMemory.MOST)));
        known.addAll(pending.messages());
        long wall = clock.wallMicros();
        long mono = clock.monoMicros();
        for (PendingBatch.SeenMessage m : known) {
            long age = Math.max(0, MessageMemory.KEEP_MICROS - (m.expiresMicros() - wall));
            if (age < MessageMemory.KEEP_MICROS) {
                memory.remember(m.message(), mono - age);
            }
        }
    }
}
