package org.penstock.app.window.model.record;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Words;
import org.penstock.core.runtime.FacilityRecord;

/**
 * Which events a person wants to see, as written into the fields.
 *
 * @param kind {@code run.} or {@code run.claimed}
 * @param from {@code 2026-11-21}, {@code 2026-11-21 13:30}, {@code 13:30} of today, or nothing
 * @param text letters that stand anywhere in it
 */
public record RecordFilter(String kind, String subject, String who, String from, String to, String text) {
    /** Everything. */
    public static final RecordFilter ALL = new RecordFilter("", "", "", "", "", "");

    public RecordFilter {
        kind = kind.strip();
        subject = subject.strip();
        who = who.strip();
        from = from.strip();
        to = to.strip();
        text = text.strip();
    }

    /** Everything about one thing. */
    public static RecordFilter about(String subject) {
        return new RecordFilter("", subject, "", "", "", "");
    }

    /** Whether the newest of it can be read again every few seconds. */
    public boolean cheap() {
        return who.isEmpty() && from.isEmpty() && to.isEmpty() && text.isEmpty();
    }

    /** What is wrong with it, "" when nothing is. */
    public String problem(Words words, ZoneId zone, Instant now) {
        for (String moment : new String[] {from, to}) {
            if (!moment.isEmpty() && moment(moment, zone, now, false) == null) {
                return words.of("record.no-moment", moment);
            }
        }
        return "";
    }

    /** The question. A day as the end means all of it. */
    public FacilityRecord.Wanted wanted(ZoneId zone, Instant now, long before, int most) {
        return new FacilityRecord.Wanted(
                kind, subject, who, before, moment(from, zone, now, false), moment(to, zone, now, true), most);
    }

    /** In words, as it is printed above a list. */
    public String says(Words words) {
        List<String> parts = new ArrayList<>();
        part(parts, words.of("record.what"), kind);
        part(parts, words.of("record.about"), subject);
        part(parts, words.of("record.who"), who);
        part(parts, words.of("record.from"), from);
        part(parts, words.of("record.to"), to);
        part(parts, words.of("record.text"), text);
        return parts.isEmpty() ? words.of("record.everything") : String.join(", ", parts);
    }

    private static void part(List<String> parts, String name, String value) {
        if (!value.isEmpty()) {
            parts.add(name + " " + value);
        }
    }

    /** Whether an event has the letters. */
    public boolean says(FacilityRecord.Event e) {
        return text.isEmpty() || EventRow.says(e, text);
    }

    /** The moment that is written, null when none is. @param end whether a day or minute is meant to its end */
    public static @Nullable Instant moment(String text, ZoneId zone, Instant now, boolean end) {
        String iso = text.strip().replace(' ', 'T');
        try {
            if (iso.matches("\\d{4}-\\d\\d-\\d\\d")) {
                LocalDate day = LocalDate.parse(iso);
                return (end ? day.plusDays(1) : day).atStartOfDay(zone).toInstant();
            }
            if (iso.matches("\\d\\d:\\d\\d(:\\d\\d)?")) {
                return LocalDate.ofInstant(now, zone)
                        .atTime(LocalTime.parse(iso))
                        .atZone(zone)
                        .toInstant();
            }
            return iso.isEmpty() ? null : LocalDateTime.parse(iso).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
