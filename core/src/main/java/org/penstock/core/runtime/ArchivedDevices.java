package org.penstock.core.runtime;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.EventQuery;
import org.penstock.core.db.Database;
import org.penstock.core.facility.CalibrationRows;
import org.penstock.core.facility.DeviceRows;
import org.penstock.core.facility.EnrolmentRows;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.quantity.QualityCode;
import org.penstock.core.telemetry.DeviceMessages;
import org.penstock.core.telemetry.EngineClock;
import org.penstock.core.telemetry.ReadingStore;
import org.penstock.core.telemetry.StoredReading;

/** What the record holds of devices and their sensors. Blocks on the database; any thread. */
final class ArchivedDevices {
    private static final int MOST_OFFSETS = 1_000;
    private static final long MINUTE_MICROS = 60_000_000L;
    private static final int MOST_OF_A_MINUTE = 10_000;

    private final Database database;
    private final ChainId chain;
    private final UUID site;
    private final DeviceMessages messages;
    private final ReadingStore store;

    ArchivedDevices(Database database, ChainId chain, DeviceMessages messages, ReadingStore store) {
        this.database = database;
        this.chain = chain;
        this.site = chain.id();
        this.messages = messages;
        this.store = store;
    }

    /** A stream with a row, in the file or archived. */
    Optional<DeviceRows.StreamRow> stream(String key) {
        return database.read(sql -> DeviceRows.stream(sql, site, key));
    }

    /** Calibrations, newest first. @param stream only of this one, null for every one */
    List<CalibrationRows.Listed> calibrations(@Nullable String stream, int most) {
        return database.read(sql -> CalibrationRows.newest(sql, site, stream, most));
    }

    /** What calibration added to a stream, by the time of the first reading it was added to. */
    TreeMap<Instant, Double> offsets(String stream) {
        TreeMap<Instant, Double> offsets = new TreeMap<>();
        calibrations(stream, MOST_OFFSETS)
                .forEach(
                        c -> offsets.put(c.calibration().from(), c.calibration().offset()));
        return offsets;
    }

    /** Enrolments, newest first. @param device only of this one, null for every one */
    List<EnrolmentRows.Listed> enrolments(@Nullable String device, int most) {
        return database.read(sql -> EnrolmentRows.newest(sql, site, device, most));
    }

    /** The good readings of the newest minute of a stream, none stamped before {@code fromMicros}; canonical unit. */
    List<Double> lastGoodMinute(StreamSpec stream, long fromMicros) {
        return store.last(stream.no())
                .map(newest -> store
                        .readings(
                                stream.no(),
                                Math.max(fromMicros, newest.eventMicros() - MINUTE_MICROS),
                                newest.eventMicros() + 1,
                                MOST_OF_A_MINUTE)
                        .stream()
                        .filter(r -> r.quality() == QualityCode.GOOD && !r.late())
                        .map(StoredReading::value)
                        .toList())
                .orElse(List.of());
    }

    /** What became of a device's readings since then, by reason. */
    Map<String, Long> counted(String device, Instant since) {
        return store.counted(EngineClock.micros(since), device);
    }

    /** Messages that a device handed on, last recorded first. */
    List<DeviceMessages.Stored> messages(String device, int most) {
        return database.read(sql -> messages.newest(sql, device, most));
    }

    /** How many messages a device handed on. */
    long messageCount(String device) {
        return database.read(sql -> messages.count(sql, device));
    }

    /** The newest event about one of these. */
    Optional<FacilityRecord.Event> newestAbout(List<String> subjects) {
        return database.read(sql -> EventQuery.newestAbout(sql, chain, subjects))
                .map(ArchivedRecord::event);
    }
}
