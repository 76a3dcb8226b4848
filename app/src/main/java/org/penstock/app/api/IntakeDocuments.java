package org.penstock.app.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.penstock.core.runtime.FacilityRecord;
import org.penstock.core.runtime.Intake;
import tools.jackson.databind.JsonNode;

/** What the local API takes and answers about readings that people bring; see app/API.md. */
public final class IntakeDocuments {
    private IntakeDocuments() {}

    /** A file that is about to be brought in. */
    public record File(
            @Nullable String file,
            @Nullable String sha256,
            @Nullable Long bytes,
            @Nullable List<String> streams,
            @Nullable String zone,
            @Nullable String note) {}

    /** An import that began. */
    public record Begun(String schema, UUID id) {}

    /** Imports that are over, newest first. */
    public record Imports(String schema, List<Past> imports) {}

    /**
     * One that is over.
     *
     * @param zone in which times without one were read; "" when every time had its own
     * @param fresh readings that were not known
     */
    public record Past(
            Instant at, String by, String file, List<String> streams, String zone, long fresh, String outcome) {
        static Past of(FacilityRecord.Event e) {
            JsonNode data = Json.mapper().readTree(e.data());
            return new Past(
                    e.at(),
                    e.actor(),
                    data.path("file").asString(""),
                    List.of(data.path("streams").asString("").split(" ")),
                    data.path("zone").asString(""),
                    data.path("fresh").asLong(0),
                    data.path("outcome").asString(""));
        }
    }

    /** Some readings of a file, stream by stream. */
    public record Piece(@Nullable List<Series> series) {}

    /**
     * Readings of one stream.
     *
     * @param unit word of the unit of {@code values}; null = the one the stream is shown in
     * @param at µs since 1970 UTC
     * @param quality words of quality codes, as many as values; null = all good
     */
    public record Series(
            @Nullable String stream,
            @Nullable String unit,
            long @Nullable [] at,
            double @Nullable [] values,
            @Nullable List<String> quality) {}

    /** What became of a piece. {@code refused} counts through all series in their order. */
    public record Taken(String schema, long fresh, long duplicates, List<Refused> refused) {
        static Taken of(Intake.Taken t) {
            return new Taken(
                    "penstock.import_taken.1",
                    t.fresh(),
                    t.duplicates(),
                    t.refused().stream()
                            .map(r -> new Refused(r.index(), r.conflict(), r.why()))
                            .toList());
        }
    }

    /** One that is not taken. */
    public record Refused(int index, boolean conflict, String why) {}

    /** The end of an import, as the one who brings it in says it. */
    public record Ending(@Nullable Long rejected, @Nullable Boolean cancelled) {}

    /** The end of an import, as it stands in the record. */
    public record Ended(
            String schema,
            UUID id,
            long fresh,
            long duplicates,
            long conflicts,
            long rejected,
            @Nullable Instant first,
            @Nullable Instant last,
            String outcome) {
        static Ended of(Intake.Ended e) {
            return new Ended(
                    "penstock.import.1",
                    e.id(),
                    e.fresh(),
                    e.duplicates(),
                    e.conflicts(),
                    e.rejected(),
                    e.first(),
                    e.last(),
                    e.outcome());
        }
    }

    /**
     * What became of a file, as {@code penstock readings import --json} prints it.
     *
     * @param outcome {@code check}, {@code complete} or {@code cancelled}
     * @param rejected rows, or cells of rows, that were not taken; conflicts are among them
     * @param rejectedFile where they are listed; null when there are none, or nothing was written
     */
    public record Report(
            String schema,
            String file,
            String sha256,
            String outcome,
            long fresh,
            long duplicates,
            long conflicts,
            long rejected,
            @Nullable Instant first,
            @Nullable Instant last,
            @Nullable String rejectedFile,
            List<Reason> reasons) {}

    /** Why rows were not taken. @param line of the first */
    public record Reason(String why, long line, long rows) {}

    /** What became of an export. @param rows written */
    public record Exported(String schema, String file, String format, long rows) {}

    /** A reading somebody wrote down. {@code photo}: base 64. */
    public record ByHand(
            @Nullable String stream,
            @Nullable String value,
            @Nullable String unit,
            @Nullable Instant at,
            @Nullable String note,
            @Nullable String photo) {}

    /** How it stands in the record. {@code again}: it was there already. */
    public record Written(
            String schema,
            String stream,
            Instant at,
            double value,
            String unit,
            int decimals,
            String photo,
            boolean again) {
        static Written of(Intake.Written w) {
            return new Written(
                    "penstock.reading_written.1",
                    w.stream(),
                    w.at(),
                    w.value(),
                    w.unit(),
                    w.decimals(),
                    w.photo(),
                    w.again());
        }
    }
}
