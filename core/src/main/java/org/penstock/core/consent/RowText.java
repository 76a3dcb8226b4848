package org.penstock.core.consent;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jooq.Field;
import org.jooq.Record;

/** A whole row as names and values of an event: {@code signoff.state}, {@code signature.meaning}; NULL is left out. */
final class RowText {
    private RowText() {}

    static SortedMap<String, String> of(String prefix, Record row) {
        SortedMap<String, String> text = new TreeMap<>();
        for (Field<?> field : row.fields()) {
            Object value = row.get(field);
            if (value != null) {
                text.put(prefix + field.getName(), value.toString());
            }
        }
        return text;
    }

    /** The part of an event's data that is a row of {@code prefix}. */
    static SortedMap<String, String> in(String prefix, SortedMap<String, String> data) {
        // '/' follows '.' in every order of characters that matters here.
        return new TreeMap<>(data.subMap(prefix, prefix.substring(0, prefix.length() - 1) + "/"));
    }
}
