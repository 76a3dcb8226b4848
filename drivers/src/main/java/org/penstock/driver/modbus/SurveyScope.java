package org.penstock.driver.modbus;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.penstock.core.link.SurveyRefused;
import org.penstock.core.link.SurveyWish;

/**
 * What a survey looks at: the words {@code units} ({@code 1-247}, {@code 1,3,7}), {@code registers} ({@code
 * holding:0-99,input:7}; none = only who is there) and {@code type} (of the values shown; none = every plausible one).
 *
 * @param units unit ids, ascending
 */
record SurveyScope(
        List<Integer> units, List<Span> spans, @Nullable NumberType type) {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,3})(?:-(\\d{1,3}))?");
    private static final Pattern SPAN = Pattern.compile("([a-z]+):(\\d{1,5})(?:-(\\d{1,5}))?");

    /** Places in a row of one table. */
    record Span(RegisterTable table, int first, int count) {}

    /** @param lowest lowest unit id that may be asked: 0 speaks to everybody on a serial line */
    static SurveyScope of(SurveyWish wish, int lowest) throws SurveyRefused {
        SortedSet<Integer> units = new TreeSet<>();
        for (String part : wish.word("units", "1-247").split(",")) {
            Matcher m = RANGE.matcher(part.strip());
            int first = m.matches() ? Integer.parseInt(m.group(1)) : -1;
            int last = first < 0 || m.group(2) == null ? first : Integer.parseInt(m.group(2));
            if (first < lowest || last > 255 || last < first) {
                throw new SurveyRefused("There are no units `" + part.strip() + "`: write units from " + lowest
                        + " to 255, for example 1-247 or 1,3,7.");
            }
            for (int unit = first; unit <= last; unit++) {
                units.add(unit);
            }
        }
        return new SurveyScope(List.copyOf(units), spans(wish.word("registers", "")), type(wish.word("type", "")));
    }

    private static List<Span> spans(String written) throws SurveyRefused {
        List<Span> spans = new ArrayList<>();
        if (written.isBlank()) {
            return spans;
        }
        for (String part : written.split(",")) {
            Matcher m = SPAN.matcher(part.strip());
            RegisterTable table = m.matches() ? RegisterTable.of(m.group(1)) : null;
            if (table == null) {
                throw wrong(part);
            }
            int first = Integer.parseInt(m.group(2));
            int last = m.group(3) == null ? first : Integer.parseInt(m.group(3));
            if (last < first || last > 0xFFFF) {
                throw wrong(part);
            }
            spans.add(new Span(table, first, last - first + 1));
        }
        return spans;
    }

    private static SurveyRefused wrong(String part) {
        return new SurveyRefused("There are no registers `" + part.strip()
                + "`: write table and addresses counted from 0 to 65535, for example holding:0-99 or input:7.");
    }

    private static @Nullable NumberType type(String word) throws SurveyRefused {
        if (word.isEmpty()) {
            return null;
        }
        if (!NumberType.wordList().contains(word)) {
            throw new SurveyRefused(
                    "There is no type " + word + "; there are " + String.join(", ", NumberType.wordList()) + ".");
        }
        return NumberType.of(word);
    }
}
