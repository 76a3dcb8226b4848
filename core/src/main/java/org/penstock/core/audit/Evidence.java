package org.penstock.core.audit;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows of evidence as events carry them: whoever makes or changes such a row puts the digest of the whole row, as it is then,
 * into the event of the change. A digest and not the row, so that no hash of a secret reaches the record. What was told is
 * compared with the tables by {@link ToldRows}.
 */
public final class Evidence {
    private static final String ROWS = "rows";
    /** Entries in one value of an event, which has an end. */
    private static final int MOST = 150;

    private static final String GONE = "-";
    private static final JsonMapper JSON = JsonMapper.shared();

    private Evidence() {}

    /** Which row. */
    public record Key(String table, UUID id) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int tables = table.compareTo(other.table);
            return tables != 0 ? tables : id.compareTo(other.id);
        }

        @Override
        public String toString() {
            return table + "/" + id;
        }
    }

    /**
     * A row as it stands.
     *
     * @param subject what the events about it are about
     * @param label what it is, for a person; "" where its id has to do
     * @param digest of all columns that have meaning; {@code -} when it is meant to be gone
     */
    public record Row(Key key, String subject, String label, String digest) {
        /** A row that was taken away on purpose. */
        public static Row gone(Row was) {
            return new Row(was.key, was.subject, was.label, GONE);
        }

        boolean isGone() {
            return digest.equals(GONE);
        }
    }

    /**
     * The digest of a row: of every column with a value but {@code without}. A column that is added later must be NULL in
     * the rows that there are, or their digests are others.
     *
     * @param without the id, which is the row's name, and what changes without an event
     */
    public static String digest(Record row, Set<Field<?>> without) {
        SortedMap<String, String> text = new TreeMap<>();
        for (Field<?> field : row.fields()) {
            Object value = row.get(field);
            // What the database makes itself of other columns says nothing of its own.
            if (value != null && !without.contains(field) && !field.getName().startsWith("open_")) {
                text.put(
                        field.getName(),
                        value instanceof BigDecimal number && number.signum() != 0
                                ? number.stripTrailingZeros().toPlainString()
                                : value instanceof BigDecimal ? "0" : value.toString());
            }
        }
        return digest(text);
    }

    /** The digest of names and values. */
    public static String digest(SortedMap<String, String> text) {
        return CanonicalJson.sha256(CanonicalJson.of(JSON.valueToTree(text)));
    }

    /** Names and values for the data of an event that makes or changes {@code rows}. */
    public static SortedMap<String, String> data(Collection<Row> rows) {
        SortedMap<String, String> data = new TreeMap<>();
        List<String> entries =
                rows.stream().map(r -> r.key + "=" + r.digest).sorted().toList();
        for (int from = 0; from < entries.size(); from += MOST) {
            data.put(
                    from == 0 ? ROWS : ROWS + "_" + from / MOST,
                    String.join(" ", entries.subList(from, Math.min(from + MOST, entries.size()))));
        }
        return data;
    }

    /** What an event's data says of rows: their digests. */
    static Map<Key, String> read(SortedMap<String, String> data) {
        Map<Key, String> rows = new TreeMap<>();
        data.tailMap(ROWS).forEach((name, value) -> {
            if (name.equals(ROWS) || name.matches(ROWS + "_\\d{1,6}")) {
                for (String entry : value.split(" ")) {
                    int slash = entry.indexOf('/');
                    int is = entry.indexOf('=');
                    if (slash > 0 && is == slash + 37) {
                        rows.put(
                                new Key(entry.substring(0, slash), UUID.fromString(entry.substring(slash + 1, is))),
                                entry.substring(is + 1));
                    }
                }
            }
        });
        return rows;
    }

    static boolean gone(String digest) {
        return digest.equals(GONE);
    }
}
