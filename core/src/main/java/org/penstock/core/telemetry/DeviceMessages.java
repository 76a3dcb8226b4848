package org.penstock.core.telemetry;

import static org.penstock.core.db.tables.tables.DeviceMessages.DEVICE_MESSAGES;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.link.Handed;
import org.penstock.core.link.Sample;

/**
 * The messages that were handed on, as rows: each once, in the order in which they were recorded. What the gate's memory no
 * longer knew is recognised here, by device and identity, however old it is. Nothing is ever overwritten or removed.
 */
public final class DeviceMessages implements Projection {
    private static final long HOUR_MICROS = 3_600_000_000L;
    private static final int KEY = 80;
    private static final int WORD = 200;
    private static final int HASH = 16;

    private final UUID site;
    private final IngestTables counters;

    /** @param site row of the site; it is there before anything is handed on */
    public DeviceMessages(UUID site) {
        this.site = site;
        this.counters = new IngestTables(site);
    }

    @Override
    public void apply(DSLContext sql, JournalRecord record, List<Fact> events) {
        if (record instanceof JournalRecord.Inputs inputs) {
            Frame frame = inputs.frame();
            for (int part = 0; part < frame.handed().size(); part++) {
                keep(sql, frame, part);
            }
        }
    }

    private void keep(DSLContext sql, Frame frame, int part) {
        Row row = Row.of(frame.handed().get(part));
        if (insert(sql, frame, part, row, row.id)) {
            return;
        }
        Row first = sql.selectFrom(DEVICE_MESSAGES)
                .where(DEVICE_MESSAGES.SITE_ID.eq(site))
                .and(DEVICE_MESSAGES.DEVICE_KEY.eq(row.device))
                .and(DEVICE_MESSAGES.MESSAGE_ID.eq(row.id))
                .fetchSingle(r -> new Row(
                        r.getDeviceKey(),
                        r.getMessageKind(),
                        r.getSubject(),
                        r.getMessageId(),
                        r.getEventAt(),
                        r.getBody()));
        boolean another = !row.equals(first) && insert(sql, frame, part, row, row.otherId());
        recount(sql, frame, part, another ? IngestCounts.MESSAGE_CONFLICT : IngestCounts.MESSAGE_DUPLICATE);
    }

    private boolean insert(DSLContext sql, Frame frame, int part, Row row, String id) {
        return sql.insertInto(DEVICE_MESSAGES)
                        .set(DEVICE_MESSAGES.SITE_ID, site)
                        .set(DEVICE_MESSAGES.FRAME_SEQ, frame.seq())
                        .set(DEVICE_MESSAGES.FRAME_PART, part)
                        .set(DEVICE_MESSAGES.DEVICE_KEY, row.device)
                        .set(DEVICE_MESSAGES.MESSAGE_KIND, row.kind)
                        .set(DEVICE_MESSAGES.SUBJECT, row.subject)
                        .set(DEVICE_MESSAGES.MESSAGE_ID, id)
                        .set(DEVICE_MESSAGES.EVENT_AT, row.event)
                        .set(
                                DEVICE_MESSAGES.RECEIVED_AT,
                                EngineClock.instant(frame.handed().get(part).receivedMicros()))
                        .set(DEVICE_MESSAGES.BODY, row.body)
                        .onConflict(DEVICE_MESSAGES.SITE_ID, DEVICE_MESSAGES.DEVICE_KEY, DEVICE_MESSAGES.MESSAGE_ID)
                        .doNothing()
                        .execute()
                > 0;
    }

    /** Puts right what the gate, which remembers less, counted as stored. */
    private void recount(DSLContext sql, Frame frame, int part, String found) {
        Frame.HandedOn h = frame.handed().get(part);
        String link = SealedReadings.text(h.link(), KEY);
        String device = SealedReadings.text(h.message().device(), KEY);
        long hour = Math.floorDiv(frame.wallMicros(), HOUR_MICROS) * HOUR_MICROS;
        SortedMap<PendingBatch.CountKey, Long> counts = new TreeMap<>();
        counts.put(new PendingBatch.CountKey(link, device, IngestCounts.MESSAGE_STORED, hour), -1L);
        counts.put(new PendingBatch.CountKey(link, device, found, hour), 1L);
        counters.count(sql, counts);
    }

    /** A message as the columns hold it. */
    private record Row(
            String device,
            String kind,
            String subject,
            String id,
            @Nullable Instant event,
            String body) {
        static Row of(Frame.HandedOn handed) {
            Handed h = handed.message();
            return new Row(
                    SealedReadings.text(h.device(), KEY),
                    SealedReadings.text(h.kind(), WORD),
                    SealedReadings.text(h.subject(), WORD),
                    SealedReadings.text(h.messageId(), WORD),
                    h.eventMicros() == Sample.NO_TIME ? null : EngineClock.instant(h.eventMicros()),
                    SealedReadings.text(h.body(), Handed.MOST_BYTES));
        }

        /** The identity of a message whose own identity another one has. */
        String otherId() {
            String said = event + "\n" + kind + "\n" + subject + "\n" + body;
            String hash = SealedReadings.hash(said.getBytes(StandardCharsets.UTF_8));
            return SealedReadings.text(id, WORD - 1 - HASH) + "~" + hash.substring(0, HASH);
        }
    }

    /**
     * A message in the record.
     *
     * @param device key of the device
     * @param kind in the device's own word
     * @param subject what only its address named, "" otherwise
     * @param event device time; null when it gave none
     * @param received wall time of receipt
     * @param body as it came
     */
    public record Stored(
            String device,
            String kind,
            String subject,
            String id,
            @Nullable Instant event,
            Instant received,
            String body) {}

    /** Those of one device, also of one that left the facility file, last recorded first. */
    public List<Stored> newest(DSLContext sql, String device, int most) {
        return sql.selectFrom(DEVICE_MESSAGES)
                .where(DEVICE_MESSAGES.SITE_ID.eq(site))
                .and(DEVICE_MESSAGES.DEVICE_KEY.eq(device))
                .orderBy(DEVICE_MESSAGES.FRAME_SEQ.desc(), DEVICE_MESSAGES.FRAME_PART.desc())
                .limit(most)
                .fetch(r -> new Stored(
                        r.getDeviceKey(),
                        r.getMessageKind(),
                        r.getSubject(),
                        r.getMessageId(),
                        r.getEventAt(),
                        r.getReceivedAt(),
                        r.getBody()));
    }

    /** How many of one device there are. */
    public long count(DSLContext sql, String device) {
        return sql.fetchCount(
                DEVICE_MESSAGES, DEVICE_MESSAGES.SITE_ID.eq(site).and(DEVICE_MESSAGES.DEVICE_KEY.eq(device)));
    }
}
