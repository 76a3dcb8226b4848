package org.penstock.app.bring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Unit;

/** Makes a {@link Plan} of what a person said and what the header says. */
final class PlanMaking {
    private static final Pattern IN_BRACKETS = Pattern.compile("[\\[(]\\s*([^\\])]{1,12}?)\\s*[\\])]");
    private static final Pattern BEHIND_COMMA = Pattern.compile(",\\s*([^ (,]{1,12})");
    private static final int SHOWN = 30;

    private final Survey survey;
    private final Plan.Said said;
    private final Map<String, Plan.Stream> streams;

    PlanMaking(Survey survey, Plan.Said said, Map<String, Plan.Stream> streams) {
        this.survey = survey;
        this.said = said;
        this.streams = streams;
    }

    Plan make() {
        int names = said.streamColumn() != null ? must(said.streamColumn()) : survey.column("stream");
        if (said.stream() != null) {
            if (!said.map().isEmpty() || said.streamColumn() != null) {
                throw usage("--stream says that the file holds one stream.", "Leave --map and --stream-column away.");
            }
            return one(stream(said.stream()));
        }
        if (names >= 0 && (said.streamColumn() != null || survey.column("value") >= 0)) {
            return rows(names);
        }
        return said.map().isEmpty() ? byName() : mapped();
    }

    private Plan one(Plan.Stream stream) {
        int value = said.value() != null ? must(said.value()) : only();
        return new Plan.Wide(List.of(column(value, stream, said.unit() == null ? "" : said.unit())), List.of());
    }

    /** The one column with a number in the first row, running numbers left out. */
    private int only() {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < survey.example().size(); i++) {
            if (i != survey.time()
                    && i != survey.clock()
                    && !survey.header().get(i).matches("(?i)#|no\\.?|nr\\.?|index|record|scan|.*sample.*")
                    && survey.read().numbers().read(survey.example().get(i)).isPresent()) {
                numbers.add(i);
            }
        }
        if (numbers.size() != 1) {
            throw usage(
                    numbers.isEmpty()
                            ? "No column of the first row holds a number."
                            : "More than one column holds numbers: " + columns() + ".",
                    "Say which one by --value COLUMN, or what each is by --map COLUMN=STREAM.");
        }
        return numbers.getFirst();
    }

    private Plan rows(int names) {
        // What Penstock itself wrote: without what calibration added, for that is added again on the way in.
        String usual = survey.column("raw") >= 0 ? "raw" : "value";
        int value = must(said.value() == null ? usual : said.value());
        int unit = said.unit() == null ? survey.column("unit") : -1;
        Map<String, Plan.Named> named = new HashMap<>();
        streams.forEach((key, s) -> named.put(key, named(s, said.unit() == null ? "" : said.unit())));
        for (String text : said.map()) {
            Mapped m = mapped(text);
            named.put(m.column, named(stream(m.stream), m.unit));
        }
        return new Plan.Long(names, value, unit, survey.column("quality"), named);
    }

    private Plan.Named named(Plan.Stream s, String unit) {
        if (unit.isEmpty()) {
            return new Plan.Named(s, s.unit(), false);
        }
        Optional<Unit> found = Plan.unit(unit, s.metric());
        // One unit for a file of many streams is meant for those it fits.
        return new Plan.Named(s, found.orElse(s.unit()), found.isPresent());
    }

    private Plan byName() {
        List<Plan.Column> columns = new ArrayList<>();
        List<String> ignored = new ArrayList<>();
        for (int i = 0; i < survey.header().size(); i++) {
            Plan.Stream s = streams.get(survey.header().get(i));
            if (s != null) {
                columns.add(column(i, s, ""));
            } else if (i != survey.time() && i != survey.clock()) {
                ignored.add(survey.header().get(i));
            }
        }
        if (columns.isEmpty()) {
            throw usage(
                    "No column is named as a stream of this facility. The file has: " + columns() + ".",
                    "Say what is what: --map COLUMN=STREAM or COLUMN=STREAM:UNIT, once for each, or --stream KEY. penstock"
                            + " devices lists the streams.");
        }
        return new Plan.Wide(columns, ignored);
    }

    private Plan mapped() {
        List<Plan.Column> columns = new ArrayList<>();
        for (String text : said.map()) {
            Mapped m = mapped(text);
            columns.add(column(must(m.column), stream(m.stream), m.unit));
        }
        List<String> ignored = new ArrayList<>();
        for (int i = 0; i < survey.header().size(); i++) {
            int column = i;
            if (i != survey.time() && i != survey.clock() && columns.stream().noneMatch(c -> c.index() == column)) {
                ignored.add(survey.header().get(i));
            }
        }
        return new Plan.Wide(columns, ignored);
    }

    private record Mapped(String column, String stream, String unit) {}

    private static Mapped mapped(String text) {
        int equals = text.lastIndexOf('=');
        if (equals < 1 || equals == text.length() - 1) {
            throw usage("--map " + text + " is not understood.", "Write COLUMN=STREAM or COLUMN=STREAM:UNIT.");
        }
        String right = text.substring(equals + 1).strip();
        int colon = right.indexOf(':');
        return new Mapped(
                text.substring(0, equals).strip(),
                colon < 0 ? right : right.substring(0, colon),
                colon < 0 ? "" : right.substring(colon + 1));
    }

    /** @param unit word, "" = as the header says */
    private Plan.Column column(int index, Plan.Stream s, String unit) {
        String name = survey.header().get(index);
        if (!unit.isEmpty()) {
            return new Plan.Column(
                    index, name, s, Plan.unit(unit, s.metric()).orElseThrow(() -> noUnit(unit, s)), true);
        }
        for (Pattern place : List.of(IN_BRACKETS, BEHIND_COMMA)) {
            Matcher m = place.matcher(name);
            while (m.find()) {
                Optional<Unit> found = Plan.unit(m.group(1), s.metric());
                if (found.isPresent()) {
                    return new Plan.Column(index, name, s, found.get(), true);
                }
                if (known(m.group(1))) {
                    throw noUnit(m.group(1), s);
                }
            }
        }
        return new Plan.Column(index, name, s, s.unit(), false);
    }

    /** Whether a word is a unit of anything: a column in °F must not be read as percent. */
    private static boolean known(String word) {
        for (Metric m : Metric.values()) {
            if (!word.isBlank() && Plan.unit(word, m).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private Refusal noUnit(String word, Plan.Stream s) {
        return usage(
                "\"" + word + "\" is no unit of " + s.metric().key().replace('_', ' ') + ", which " + s.key()
                        + " measures.",
                "It can be "
                        + String.join(
                                ", ",
                                Unit.fitting(s.metric()).stream()
                                        .map(Unit::code)
                                        .toList())
                        + ".");
    }

    private Plan.Stream stream(String key) {
        Plan.Stream s = streams.get(key);
        if (s == null) {
            throw new Refusal(
                    ExitCode.NOTHING_THERE,
                    "There is no stream \"" + key + "\" in this facility.",
                    "penstock devices lists them.");
        }
        return s;
    }

    private int must(String name) {
        int column = survey.column(name);
        if (column < 0) {
            throw usage("There is no column \"" + name + "\". The file has: " + columns() + ".", "");
        }
        return column;
    }

    private String columns() {
        List<String> all = survey.header();
        return String.join(
                        ", ",
                        all.stream().limit(SHOWN).map(c -> "\"" + c + "\"").toList())
                + (all.size() > SHOWN ? " and " + (all.size() - SHOWN) + " more" : "");
    }

    private static Refusal usage(String what, String remedy) {
        return new Refusal(ExitCode.USAGE, what, remedy);
    }
}
