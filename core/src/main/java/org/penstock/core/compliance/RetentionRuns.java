package org.penstock.core.compliance;

import static org.penstock.core.db.tables.tables.RetentionRuns.RETENTION_RUNS;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.EventDraft;
import org.penstock.core.audit.Evidence;
import org.penstock.core.db.tables.tables.records.RetentionRunsRecord;
import org.penstock.core.identity.ActorEvents;
import org.penstock.core.identity.ActorEvents.ActorEvent;
import org.penstock.core.identity.Actors;
import org.penstock.core.identity.Provenance;

/** Each time that readings went: begun, and ended with what went and what a hold kept. Each step is one event. */
public final class RetentionRuns {
    private final ChainId chain;

    public RetentionRuns(ChainId chain) {
        this.chain = chain;
    }

    /**
     * One of them.
     *
     * @param endedAt null while it goes on, and when it was cut short
     * @param from begin of the oldest that went; null when nothing did
     * @param pieces how many days or months
     * @param readings raw readings that went
     * @param bytes that became free
     * @param skipped one line for each hold that kept something
     * @param trouble what could not go, and why; "" when all did
     */
    public record Run(
            UUID id,
            String by,
            String reason,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable Instant from,
            @Nullable Instant to,
            int pieces,
            long readings,
            long bytes,
            List<String> skipped,
            String trouble) {
        public Run {
            skipped = List.copyOf(skipped);
        }
    }

    /** Begins one. */
    public void begin(DSLContext sql, UUID id, String reason, Provenance by, Instant now) {
        RetentionRunsRecord row = sql.newRecord(RETENTION_RUNS);
        row.setId(id);
        row.setSiteId(chain.id());
        row.setRanBy(Actors.idOf(sql, chain.organizationId(), by.actor(), now));
        row.setReason(cut(reason, 1000));
        row.setStartedAt(micros(now));
        row.insert();
        event(sql, "retention.began", row, by, now);
    }

    /** Ends it. @param from null when nothing went */
    public void end(
            DSLContext sql,
            UUID id,
            @Nullable Instant from,
            @Nullable Instant to,
            int pieces,
            long readings,
            long bytes,
            List<String> skipped,
            String trouble,
            Provenance by,
            Instant now) {
        RetentionRunsRecord row = sql.fetchSingle(RETENTION_RUNS, RETENTION_RUNS.ID.eq(id));
        Instant end = micros(now);
        row.setEndedAt(end.isBefore(row.getStartedAt()) ? row.getStartedAt() : end);
        row.setFromAt(from == null ? null : micros(from));
        row.setToAt(to == null ? null : micros(to));
        row.setPiecesN(pieces);
        row.setReadingsN(readings);
        row.setBytesN(bytes);
        row.setSkipped(cut(String.join("\n", skipped), 20_000));
        row.setTrouble(cut(trouble, 1000));
        row.update();
        event(sql, "retention.ended", row, by, now);
    }

    /** The newest first. */
    public List<Run> list(DSLContext sql, int most) {
        List<RetentionRunsRecord> rows = sql.selectFrom(RETENTION_RUNS)
                .where(RETENTION_RUNS.SITE_ID.eq(chain.id()))
                .orderBy(RETENTION_RUNS.STARTED_AT.desc(), RETENTION_RUNS.ID.desc())
                .limit(most)
                .fetch();
        Map<UUID, String> keys = Actors.keysOf(
                sql, rows.stream().map(RetentionRunsRecord::getRanBy).collect(Collectors.toSet()));
        return rows.stream()
                .map(r -> new Run(
                        r.getId(),
                        String.valueOf(keys.get(r.getRanBy())),
                        r.getReason(),
                        r.getStartedAt(),
                        r.getEndedAt(),
                        r.getFromAt(),
                        r.getToAt(),
                        r.getPiecesN(),
                        r.getReadingsN(),
                        r.getBytesN(),
                        r.getSkipped().isEmpty()
                                ? List.of()
                                : List.of(r.getSkipped().split("\n")),
                        r.getTrouble()))
                .toList();
    }

    private void event(DSLContext sql, String kind, RetentionRunsRecord row, Provenance by, Instant now) {
        RetentionRunsRecord whole = sql.fetchSingle(RETENTION_RUNS, RETENTION_RUNS.ID.eq(row.getId()));
        SortedMap<String, String> data = new TreeMap<>();
        data.put("reason", whole.getReason());
        if (whole.getEndedAt() != null) {
            data.put("from", whole.getFromAt() == null ? "" : whole.getFromAt().toString());
            data.put("to", whole.getToAt() == null ? "" : whole.getToAt().toString());
            data.put("pieces", Integer.toString(whole.getPiecesN()));
            data.put("readings", Long.toString(whole.getReadingsN()));
            data.put("bytes", Long.toString(whole.getBytesN()));
            data.put("skipped", whole.getSkipped());
            data.put("trouble", whole.getTrouble());
        }
        data.putAll(Evidence.data(List.of(evidence(whole))));
        ActorEvents.append(
                sql,
                chain,
                List.of(new ActorEvent(
                        ChronoUnit.MICROS.between(Instant.EPOCH, now),
                        by,
                        kind,
                        "retention_run:" + row.getId(),
                        data)));
    }

    static Evidence.Row evidence(RetentionRunsRecord row) {
        return new Evidence.Row(
                new Evidence.Key(RETENTION_RUNS.getName(), row.getId()),
                "retention_run:" + row.getId(),
                "",
                Evidence.digest(row, Set.of(RETENTION_RUNS.ID)));
    }

    private static String cut(String text, int most) {
        String clean = EventDraft.clean(text);
        return clean.length() <= most ? clean : clean.substring(0, most - 1) + "…";
    }

    private static Instant micros(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }
}
