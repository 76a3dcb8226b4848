package org.penstock.app.window.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Documents;
import org.penstock.app.api.Parts;
import org.penstock.app.commission.Figures;
import org.penstock.app.print.CommissioningSheet;
import org.penstock.app.print.CommissioningSheet.Observation;
import org.penstock.app.print.CommissioningSheet.Result;
import org.penstock.app.print.CommissioningSheet.Step;
import org.penstock.app.print.CommissioningSheet.Value;

/**
 * A step test as it stands, ready written. Each change makes a new one.
 *
 * @param title what is tested
 * @param choices what there is to test
 * @param position which output or input it is at
 * @param text what will be done, or what is asked
 * @param state how the output is now
 * @param said what happened at this output
 * @param seen what the streams around it show
 * @param results what became of what was tested
 * @param file where the sheet is suggested to go
 * @param told what hinders the next step, or what came of the last; "" when there is nothing to say
 */
public record StepTestModel(
        Stage stage,
        String title,
        List<Choice> choices,
        String position,
        String text,
        String state,
        List<String> said,
        List<Seen> seen,
        List<Row> results,
        String file,
        String told) {
    public StepTestModel {
        choices = List.copyOf(choices);
        said = List.copyOf(said);
        seen = List.copyOf(seen);
        results = List.copyOf(results);
    }

    /** How far it is. */
    public enum Stage {
        /** What can be tested is asked for. */
        READING,
        /** A person chooses. */
        CHOOSING,
        /** Whether the next output shall be driven. */
        ASKING,
        /** It is away from safe, or on its way there or back. */
        MOVING,
        /** What the person saw. */
        SAW,
        /** Nothing moves any more. */
        ENDED
    }

    /** An output that can be tested. @param label what a person reads */
    public record Choice(String key, String label) {}

    /** A stream before, during and after. */
    public record Seen(String key, String name, String before, String during, String after) implements Keyed {}

    /** One result. @param mark what is not as it should be */
    public record Row(String key, String name, Mark mark, String result, String opened, String closed, String why)
            implements Keyed {}

    /** Nothing is known yet. */
    public static StepTestModel of(DeviceRow device, Words words) {
        return new StepTestModel(
                Stage.READING,
                words.of("step.title", device.name()),
                List.of(),
                "",
                words.of("step.reading"),
                "",
                List.of(),
                List.of(),
                List.of(),
                "",
                "");
    }

    /** These can be chosen. */
    public StepTestModel choosing(List<Parts.Output> outputs, Words words) {
        return new StepTestModel(
                Stage.CHOOSING,
                title,
                outputs.stream()
                        .map(o -> new Choice(o.key(), words.of("device.title", o.name(), o.key())))
                        .toList(),
                "",
                words.of(outputs.isEmpty() ? "step.nothing" : "step.choose"),
                "",
                List.of(),
                List.of(),
                List.of(),
                "",
                "");
    }

    /** It comes to an output or an input. */
    public StepTestModel at(String next) {
        return new StepTestModel(Stage.MOVING, title, choices, next, "", "", List.of(), List.of(), results, file, "");
    }

    /** Shall it be driven? */
    public StepTestModel asking(String what) {
        return with(Stage.ASKING, what, said, seen);
    }

    /** It is being driven. */
    public StepTestModel moving(Words words) {
        return with(Stage.MOVING, words.of("step.moving"), said, seen);
    }

    /** Something happened. */
    public StepTestModel said(String sentence) {
        List<String> next = new ArrayList<>(said);
        next.add(sentence);
        return with(stage, text, next, seen);
    }

    /** What did the person see? */
    public StepTestModel saw(Step step, Words words) {
        return with(
                Stage.SAW,
                words.of(step.result() == Result.PASSED ? "step.saw" : "step.saw-failed", step.name()),
                said,
                step.observations().stream()
                        .map(o -> new Seen(
                                o.key(),
                                o.name(),
                                value(o.before(), o, words),
                                value(o.during(), o, words),
                                value(o.after(), o, words)))
                        .toList());
    }

    /** What does the person say of an input? */
    public StepTestModel saw(Parts.Stream stream, Words words) {
        return with(Stage.SAW, words.of("step.input", stream.name(), value(stream, words)), List.of(), List.of());
    }

    /** How the output and the streams around it are now. */
    public StepTestModel live(Documents.Devices now, String output, List<String> watched, Words words) {
        String how = now.outputs().stream()
                .filter(o -> o.key().equals(output))
                .map(o -> words.of(
                        o.why().isEmpty() ? "step.state" : "step.state-why",
                        o.name(),
                        Figures.number(o.value()),
                        words.orElse("phase." + o.phase(), o.phase()),
                        o.why()))
                .findFirst()
                .orElse(state);
        List<Seen> next = new ArrayList<>();
        for (String key : watched) {
            now.streams().stream().filter(s -> s.key().equals(key)).forEach(s -> next.add(seen(s, words)));
        }
        return new StepTestModel(stage, title, choices, position, text, how, said, next, results, file, told);
    }

    private Seen seen(Parts.Stream s, Words words) {
        String value = value(s, words);
        String before = seen.stream()
                .filter(x -> x.key().equals(s.key()))
                .map(Seen::before)
                .findFirst()
                .orElse(value);
        return stage == Stage.MOVING
                ? new Seen(s.key(), s.name(), before, value, "")
                : new Seen(s.key(), s.name(), value, "", "");
    }

    /** It is over, and this is what was found. */
    public StepTestModel ended(CommissioningSheet sheet, String where, Words words) {
        List<Row> rows = new ArrayList<>();
        sheet.outputs().forEach(s -> rows.add(row(s, words)));
        sheet.inputs().forEach(i -> rows.add(row(i, words)));
        return new StepTestModel(
                Stage.ENDED,
                title,
                choices,
                "",
                words.of(
                        "step.summary",
                        Long.toString(sheet.count(Result.PASSED)),
                        Long.toString(sheet.count(Result.FAILED)),
                        Long.toString(sheet.count(Result.SKIPPED))),
                "",
                List.of(),
                List.of(),
                rows,
                where,
                "");
    }

    /** It could not go on. */
    public StepTestModel failed(String why) {
        return new StepTestModel(Stage.ENDED, title, choices, "", why, "", List.of(), List.of(), List.of(), "", "");
    }

    /** Says something below everything else. */
    public StepTestModel tell(String what) {
        return new StepTestModel(stage, title, choices, position, text, state, said, seen, results, file, what);
    }

    private StepTestModel with(Stage next, String what, List<String> sentences, List<Seen> streams) {
        // What was seen is a moment ago: how the output is now would only confuse it.
        String how = next == Stage.SAW ? "" : state;
        return new StepTestModel(next, title, choices, position, what, how, sentences, streams, results, file, "");
    }

    private static Row row(Step s, Words words) {
        String why = s.remark().isEmpty() ? s.why() : s.why().isEmpty() ? s.remark() : s.why() + " " + s.remark();
        return new Row(
                "output:" + s.key(),
                s.name(),
                switch (s.result()) {
                    case PASSED -> Mark.NONE;
                    case FAILED -> Mark.BAD;
                    case SKIPPED -> Mark.STALE;
                },
                words.of(
                        switch (s.result()) {
                            case PASSED -> "step.result.passed";
                            case FAILED -> "step.result.failed";
                            case SKIPPED -> "step.result.skipped";
                        }),
                s.opened() == null ? Numerals.NONE : Figures.seconds(s.opened()),
                s.closed() == null ? Numerals.NONE : Figures.seconds(s.closed()),
                why);
    }

    private static Row row(CommissioningSheet.Input i, Words words) {
        Boolean said = i.asExpected();
        return new Row(
                "input:" + i.key(),
                i.name(),
                Boolean.FALSE.equals(said) ? Mark.BAD : Mark.NONE,
                words.of(
                        said == null ? "step.result.looked" : said ? "step.result.expected" : "step.result.unexpected"),
                Numerals.NONE,
                Numerals.NONE,
                i.remark());
    }

    private static String value(Parts.Stream s, Words words) {
        return value(s.value(), s.quality(), s.stale(), s.decimals(), s.unit(), words);
    }

    private static String value(Value v, Observation o, Words words) {
        return value(v.number(), v.quality(), v.stale(), o.decimals(), o.unit(), words);
    }

    private static String value(
            @Nullable Double number, String quality, boolean stale, int decimals, String unit, Words words) {
        String text =
                number == null ? Numerals.NONE : words.number(number, decimals) + (unit.isEmpty() ? "" : " " + unit);
        String doubt = quality.equals("good") ? "" : words.orElse("quality." + quality, quality);
        return doubt.isEmpty() ? stale ? words.of("step.stale", text) : text : words.of("step.doubt", text, doubt);
    }
}
