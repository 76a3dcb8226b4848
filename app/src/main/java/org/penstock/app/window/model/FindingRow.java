package org.penstock.app.window.model;

import java.util.List;
import org.penstock.core.link.Finding;

/** One thing that a look found, with "—" where it says nothing. */
public record FindingRow(String key, Finding finding) implements Keyed {
    static List<FindingRow> of(List<Finding> found) {
        return found.stream()
                .map(f -> new FindingRow(f.device() + "\n" + f.place(), f))
                .toList();
    }

    /** Whether a stream can be made of it. */
    public boolean usable() {
        return !finding.write().isEmpty();
    }

    /** Whether something can be made of it: a stream, or the address of a device. */
    public boolean writable() {
        return usable() || !finding.address().isEmpty();
    }

    /** What stands in a column. */
    public String shown(Column column) {
        String text = column.of(finding);
        return text.isEmpty() ? Numerals.NONE : text;
    }

    /** What a finding tells. */
    public enum Column {
        DEVICE,
        PLACE,
        VALUE,
        NOTE,
        WRITE;

        String of(Finding f) {
            return switch (this) {
                case DEVICE -> f.device();
                case PLACE -> f.place();
                case VALUE -> f.value();
                case NOTE -> f.note();
                case WRITE -> f.write().isEmpty() ? f.address() : f.write();
            };
        }
    }
}
