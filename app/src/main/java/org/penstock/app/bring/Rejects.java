package org.penstock.app.bring;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows that were not taken, beside the file they came from: {@code FILE.rejected.csv} with line, reason and the row as
 * it was. Made at the first of them; one of an earlier run is removed. One thread.
 */
public final class Rejects implements AutoCloseable {
    private static final int MOST_REASONS = 1_000;

    private final @Nullable Path file;
    private final List<String> header;
    private final Map<String, Reason> reasons = new LinkedHashMap<>();
    private @Nullable CsvWriter out;
    private boolean written;
    private long count;

    /** Rows that were not taken for one reason. @param first line of the first */
    public record Reason(String why, long first, long rows) {}

    private Rejects(@Nullable Path file, List<String> header) {
        this.file = file;
        this.header = header;
    }

    /** Those of a file. */
    public static Rejects beside(Path file, List<String> header) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".rejected.csv");
        Files.deleteIfExists(beside);
        return new Rejects(beside, header);
    }

    /** Only counted: nothing is written. */
    public static Rejects counted() {
        return new Rejects(null, List.of());
    }

    /** Adds one. */
    public void add(long line, String why, List<String> row) throws IOException {
        count++;
        // What stands in quotes or is a number differs from row to row; the reason does not.
        String kind = why.replaceAll("\"[^\"]*\"", "\"…\"").replaceAll("[-+]?\\d[\\d.:TZ-]*( \\d[\\d.:]*)?", "…");
        Reason known = reasons.get(kind);
        if (known != null) {
            reasons.put(kind, new Reason(known.why, known.first, known.rows + 1));
        } else if (reasons.size() < MOST_REASONS) {
            reasons.put(kind, new Reason(why, line, 1));
        }
        if (file == null) {
            return;
        }
        CsvWriter writer = out;
        if (writer == null) {
            writer = CsvWriter.builder().build(file, StandardCharsets.UTF_8);
            out = writer;
            written = true;
            writer.writeRecord(with("line", "reason", header));
        }
        writer.writeRecord(with(Long.toString(line), why, row));
    }

    private static List<String> with(String one, String two, List<String> rest) {
        List<String> all = new ArrayList<>(List.of(one, two));
        all.addAll(rest);
        return all;
    }

    public long count() {
        return count;
    }

    /** Why, in the order they were met; at most a thousand. */
    public List<Reason> reasons() {
        return List.copyOf(reasons.values());
    }

    /** Where they are written; null when there are none, or nothing is written. */
    public @Nullable Path file() {
        return written ? file : null;
    }

    /** Idempotent. */
    @Override
    public void close() throws IOException {
        CsvWriter writer = out;
        out = null;
        if (writer != null) {
            writer.close();
        }
    }
}
