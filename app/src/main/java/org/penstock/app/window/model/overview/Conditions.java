package org.penstock.app.window.model.overview;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.AlertRow;
import org.penstock.app.window.model.Mark;
import org.penstock.app.window.model.OutputRow;
import org.penstock.app.window.model.ProgramRow;
import org.penstock.app.window.model.SeverityStyle;
import org.penstock.app.window.model.ValueLine;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.overview.TileFace.Condition;
import org.penstock.core.quantity.Metric;
import org.penstock.core.runtime.AlertSnapshot;
import org.penstock.core.runtime.ControlSnapshot;
import org.penstock.core.runtime.FieldSnapshot.Stream;

/** In which condition a cold unit or a line is, and for how long: the worst there is to say comes first. */
final class Conditions {
    private static final String RETURNED = "returned";
    private static final int RESTORING = 10;
    private static final int AT_WORK = 20;
    private static final int SHUT = 15;
    private static final int WELL = 30;
    private static final String CALM = "phase-safe";

    private final Here here;
    private final SinceWhen since;
    private final Words words;

    Conditions(Here here, SinceWhen since) {
        this.here = here;
        this.since = since;
        this.words = here.words();
    }

    /** Of a unit whose first temperature decides. */
    Condition ofUnit() {
        return alarm().or(this::interrupted)
                .or(this::beyond)
                .or(this::warned)
                .or(this::restoring)
                .or(this::atWork)
                .orElseGet(() -> undated(words.of(watched() ? "tile.in-range" : "tile.unwatched"), CALM, "", WELL));
    }

    /** Of a line, tank or room of a plant. */
    Condition ofLine() {
        return alarm().or(this::running)
                .or(this::atWork)
                .or(this::warned)
                .or(this::shut)
                .or(this::restoring)
                .orElseGet(this::idle);
    }

    private Optional<Condition> alarm() {
        return living().filter(a -> SeverityStyle.of(a.severity()).compareTo(SeverityStyle.CRITICAL) <= 0)
                .findFirst()
                .map(a -> alert(a, words.of("tile.alarm")));
    }

    private Optional<Condition> warned() {
        return living().findFirst()
                .map(a -> alert(a, words.of(SeverityStyle.of(a.severity()).wordKey())));
    }

    private java.util.stream.Stream<AlertSnapshot.Alert> living() {
        return here.open().stream().filter(AlertRow::calling).filter(a -> !RETURNED.equalsIgnoreCase(a.state()));
    }

    private Condition alert(AlertSnapshot.Alert alert, String word) {
        SeverityStyle style = SeverityStyle.of(alert.severity());
        double seconds =
                here.beat().moment().now().getEpochSecond() - alert.raised().getEpochSecond();
        return new Condition(
                word,
                style.styleClass(),
                style.number(),
                words.of("tile.since-why", since.dated(here.beat(), here.place(), word, seconds), alert.text()),
                style.ordinal());
    }

    private Optional<Condition> interrupted() {
        List<Stream> temperatures = here.of(Metric.TEMPERATURE);
        if (temperatures.isEmpty()) {
            return Optional.empty();
        }
        ValueLine.Value value = here.value(temperatures.getFirst());
        boolean away = value.state() == ValueLine.State.WAITING || value.state().mark() != Mark.NONE;
        return away
                ? Optional.of(new Condition(
                        words.of("tile.interrupted"),
                        Mark.STALE.styleClass(),
                        "",
                        words.of("tile.caption", value.name(), value.note()),
                        SeverityStyle.WARNING.ordinal()))
                : Optional.empty();
    }

    /** A door that is open, a temperature beyond its limit: known before the delay of its alert is over. */
    private Optional<Condition> beyond() {
        for (Stream stream : here.streams()) {
            boolean beyond = !stream.stale()
                    && !stream.bad()
                    && (stream.value() > stream.high() || stream.value() < stream.low());
            if (beyond) {
                @Nullable String state = stream.word(stream.value());
                String word = words.of("tile.excursion");
                String what = state == null ? stream.name() : words.of("tile.output", stream.name(), state);
                return Optional.of(new Condition(
                        word,
                        "mark-beyond",
                        "",
                        words.of("tile.since-why", since.span(here.beat(), here.place(), what), what),
                        SeverityStyle.WARNING.ordinal()));
            }
        }
        return Optional.empty();
    }

    private Optional<Condition> restoring() {
        return here.open().stream()
                .filter(AlertRow::calling)
                .findFirst()
                .map(a -> new Condition(
                        words.of("tile.restoring"),
                        SeverityStyle.of(a.severity()).styleClass(),
                        SeverityStyle.of(a.severity()).number(),
                        words.of("tile.seen-by-nobody", a.text()),
                        RESTORING));
    }

    private Optional<Condition> atWork() {
        return here.outputs().stream()
                .filter(o -> o.phase().equalsIgnoreCase("held") && o.value() != o.safe())
                .findFirst()
                .map(o -> {
                    OutputRow row = OutputRow.of(o, words, here.beat().times());
                    String word = words.of("tile.output", row.name(), row.state());
                    return new Condition(
                            word,
                            row.phaseClass(),
                            "",
                            since.dated(here.beat(), here.place(), word, o.sinceSeconds()),
                            AT_WORK);
                });
    }

    private Optional<Condition> running() {
        return here.programs().stream()
                .filter(p -> p.run() != null)
                .findFirst()
                .map(p -> new Condition(p.name(), "phase-held", "", step(p), AT_WORK));
    }

    private String step(ProgramRow program) {
        ProgramRow.Running run = program.run();
        return run == null ? "" : words.of("tile.run", run.step(), run.left());
    }

    /** What an interlock that is tripped would not let be opened. */
    private Optional<Condition> shut() {
        List<String> tripped = here.beat().snapshot().control().interlocks().stream()
                .filter(ControlSnapshot.Interlock::tripped)
                .map(ControlSnapshot.Interlock::name)
                .toList();
        return gate().filter(g -> tripped.stream().anyMatch(g::startsWith))
                .map(g -> new Condition(words.of("tile.shut"), Mark.TRIPPED.styleClass(), "", g, SHUT));
    }

    private Optional<String> gate() {
        return here.outputs().stream()
                .map(ControlSnapshot.Output::shut)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .findFirst();
    }

    private Condition idle() {
        if (here.outputs().isEmpty()) {
            return undated(words.of(watched() ? "tile.in-range" : "tile.unwatched"), CALM, "", WELL);
        }
        double seconds = here.outputs().stream()
                .mapToDouble(ControlSnapshot.Output::sinceSeconds)
                .min()
                .orElse(0);
        String word = words.of("tile.idle");
        String span = since.dated(here.beat(), here.place(), word, seconds);
        String why = gate().map(g -> words.of("tile.since-why", span, g)).orElse(span);
        return new Condition(word, CALM, "", why, WELL);
    }

    private boolean watched() {
        return here.streams().stream().anyMatch(s -> !Double.isNaN(s.low()) || !Double.isNaN(s.high()));
    }

    private Condition undated(String word, String styleClass, String number, int rank) {
        return new Condition(word, styleClass, number, since.span(here.beat(), here.place(), word), rank);
    }
}
