package org.penstock.core.telemetry;

import static org.penstock.core.db.tables.tables.ReadingForgotten.READING_FORGOTTEN;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.EventQuery;
import org.penstock.core.audit.Evidence;
import org.penstock.core.db.tables.tables.records.ReadingForgottenRecord;
import org.penstock.core.identity.ActorEvents;
import org.penstock.core.identity.ActorEvents.ActorEvent;
import org.penstock.core.place.ReadingKind;

/** What of the readings went, as rows and as the events that say the same. @param site row of the site */
record ForgottenRows(UUID site) {
    static final String KIND = "retention.forgot";
    /** A value of an event holds 20,000 characters. */
    private static final int PART = 15_000;

    /** How many of a kind went, and how large they were, as far as that is known. */
    record Size(long readings, long bytes) {}

    /** The file of a day before and after. @param now null where it is deleted */
    record File(String name, String before, DayFiles.@Nullable Sealed now) {}

    /** Everything that went. */
    Forgotten read(DSLContext sql) {
        return Forgotten.of(sql.selectFrom(READING_FORGOTTEN)
                .where(READING_FORGOTTEN.SITE_ID.eq(site))
                .orderBy(READING_FORGOTTEN.FROM_AT)
                .fetch(r -> new Forgotten.Span(
                        ReadingKind.of(r.getKind()).orElseThrow(),
                        EngineClock.micros(r.getFromAt()),
                        EngineClock.micros(r.getToAt()),
                        StreamSet.read(r.getStreams()),
                        r.getWhole(),
                        0)));
    }

    /** Writes what goes now, and the event. In the transaction in which it is decided. */
    void forget(
            DSLContext sql,
            ChainId chain,
            ReadingForgetting.Run run,
            ReadingForgetting.Piece piece,
            Going going,
            Map<ReadingKind, Size> sizes,
            Set<ReadingKind> whole,
            @Nullable File file) {
        List<Evidence.Row> rows = new ArrayList<>();
        SortedMap<String, String> data = new TreeMap<>();
        going.streams().forEach((kind, streams) -> {
            Size size = sizes.getOrDefault(kind, new Size(0, 0));
            ReadingForgottenRecord row = sql.newRecord(READING_FORGOTTEN);
            row.setId(UuidCreator.getTimeOrderedEpoch());
            row.setSiteId(site);
            row.setRunId(run.id());
            row.setKind(kind.word());
            row.setFromAt(EngineClock.instant(piece.fromMicros()));
            row.setToAt(EngineClock.instant(piece.toMicros()));
            row.setStreams(streams.text());
            row.setWhole(whole.contains(kind));
            row.setReadingsN(size.readings());
            row.setBytesN(size.bytes());
            if (file != null && kind.ordinal() <= ReadingKind.FIVE_MINUTES.ordinal()) {
                row.setFileName(file.name());
                row.setOldSha256(file.before());
                if (file.now() != null) {
                    row.setNewSha256(file.now().sha256());
                    row.setNewBytes(file.now().bytes());
                }
            }
            row.setForgottenAt(run.at().truncatedTo(ChronoUnit.MICROS));
            row.setDoneAt(row.getFileName() == null ? row.getForgottenAt() : null);
            row.insert();
            rows.add(row(row));
            put(data, kind.word() + "_streams", streams.text());
            data.put(kind.word() + "_n", Long.toString(size.readings()));
            if (whole.contains(kind)) {
                data.put(kind.word() + "_whole", "true");
            }
        });
        data.put("from", EngineClock.instant(piece.fromMicros()).toString());
        data.put("to", EngineClock.instant(piece.toMicros()).toString());
        data.put("run", run.id().toString());
        if (file != null) {
            data.put("file", file.name());
            data.put("old_sha256", file.before());
            data.put("new_sha256", file.now() == null ? "" : file.now().sha256());
        }
        data.putAll(Evidence.data(rows));
        ActorEvents.append(
                sql,
                chain,
                List.of(new ActorEvent(
                        EngineClock.micros(run.at()), run.by(), KIND, "readings:" + piece.name(), data)));
    }

    /** What a piece is called: a day or a month. */
    static String name(Instant from, Instant to) {
        LocalDate day = LocalDate.ofInstant(from, ZoneOffset.UTC);
        return Duration.between(from, to).toDays() > 1 ? YearMonth.from(day).toString() : day.toString();
    }

    private static void put(SortedMap<String, String> data, String name, String text) {
        for (int from = 0, part = 0; from == 0 || from < text.length(); from += PART, part++) {
            data.put(part == 0 ? name : name + "_" + part, text.substring(from, Math.min(text.length(), from + PART)));
        }
    }

    private static String text(SortedMap<String, String> data, String name) {
        StringBuilder text = new StringBuilder(data.getOrDefault(name, ""));
        for (int part = 1; data.containsKey(name + "_" + part); part++) {
            text.append(data.get(name + "_" + part));
        }
        return text.toString();
    }

    /** What an event says. @throws RuntimeException when it says nothing that can be read */
    static List<Forgotten.Span> spans(EventQuery.Event event) {
        SortedMap<String, String> data = event.data();
        long from = EngineClock.micros(Instant.parse(data.getOrDefault("from", "")));
        long to = EngineClock.micros(Instant.parse(data.getOrDefault("to", "")));
        List<Forgotten.Span> spans = new ArrayList<>();
        for (ReadingKind kind : ReadingKind.values()) {
            String streams = text(data, kind.word() + "_streams");
            if (!streams.isEmpty()) {
                spans.add(new Forgotten.Span(
                        kind,
                        from,
                        to,
                        StreamSet.read(streams),
                        data.containsKey(kind.word() + "_whole"),
                        event.seq()));
            }
        }
        return spans;
    }

    /** The exchange of a day's file that is still to be done. @param sha256 of the new one; null = deleted */
    record Unfinished(
            String file, @Nullable String sha256, @Nullable Long bytes) {}

    List<Unfinished> unfinished(DSLContext sql) {
        return sql.selectDistinct(
                        READING_FORGOTTEN.FILE_NAME, READING_FORGOTTEN.NEW_SHA256, READING_FORGOTTEN.NEW_BYTES)
                .from(READING_FORGOTTEN)
                .where(READING_FORGOTTEN.SITE_ID.eq(site))
                .and(READING_FORGOTTEN.DONE_AT.isNull())
                .fetch(r -> new Unfinished(r.value1(), r.value2(), r.value3()));
    }

    /** The file of that day is as the rows say. */
    void done(DSLContext sql, String file) {
        sql.update(READING_FORGOTTEN)
                .set(READING_FORGOTTEN.DONE_AT, READING_FORGOTTEN.FORGOTTEN_AT)
                .where(READING_FORGOTTEN.SITE_ID.eq(site))
                .and(READING_FORGOTTEN.FILE_NAME.eq(file))
                .and(READING_FORGOTTEN.DONE_AT.isNull())
                .execute();
    }

    /** All as rows of evidence. */
    List<Evidence.Row> evidence(DSLContext sql) {
        return sql.selectFrom(READING_FORGOTTEN)
                .where(READING_FORGOTTEN.SITE_ID.eq(site))
                .fetch(ForgottenRows::row);
    }

    private static Evidence.Row row(ReadingForgottenRecord r) {
        return new Evidence.Row(
                new Evidence.Key(READING_FORGOTTEN.getName(), r.getId()),
                "readings:" + name(r.getFromAt(), r.getToAt()),
                r.getKind() + " from " + r.getFromAt(),
                Evidence.digest(r, Set.of(READING_FORGOTTEN.ID, READING_FORGOTTEN.DONE_AT)));
    }
}
