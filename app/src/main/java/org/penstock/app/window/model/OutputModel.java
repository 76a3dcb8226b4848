package org.penstock.app.window.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penstock.core.place.LocationSpec;
import org.penstock.core.runtime.ControlSnapshot;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.FieldSnapshot;
import org.penstock.core.runtime.OutputTies;

/**
 * One output at one moment, ready written: how it is, who wants it so and until when, what would keep it shut, what binds it.
 *
 * @param name of the output, its key where it is gone
 * @param path where it is, from the site inwards
 * @param row what it is and what may be asked of it; null where the facility has no such output any more
 * @param since how long it has been so
 * @param wanted who or what wants it so
 * @param until when it goes back to safe at the latest, counting down; "" while it is there
 * @param shut the gate that would refuse an opening now, "" when none would
 * @param gates interlocks that constrain it, those first that hold it or are bypassed for it
 * @param programs that open it
 * @param facts what else is to be known, name and words
 * @param alerts open ones about it
 */
public record OutputModel(
        String name,
        String path,
        String place,
        String device,
        @Nullable OutputRow row,
        String since,
        String wanted,
        String until,
        String shut,
        List<GateRow> gates,
        List<ProgramRow> programs,
        List<StreamModel.Fact> facts,
        List<AlertRow> alerts,
        boolean lost) {
    public OutputModel {
        gates = List.copyOf(gates);
        programs = List.copyOf(programs);
        facts = List.copyOf(facts);
        alerts = List.copyOf(alerts);
    }

    /** @param key of the output */
    public static OutputModel of(Beat beat, String key) {
        return beat.snapshot().control().outputs().stream()
                .filter(o -> o.key().equals(key))
                .findFirst()
                .map(o -> of(beat, o))
                .orElseGet(() -> new OutputModel(
                        key,
                        "",
                        "",
                        "",
                        null,
                        "",
                        beat.words().of("outputs.gone"),
                        "",
                        "",
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        beat.lost()));
    }

    private static OutputModel of(Beat beat, ControlSnapshot.Output output) {
        FacilitySnapshot snapshot = beat.snapshot();
        Words words = beat.words();
        Times times = beat.times();
        Optional<OutputTies> ties = beat.map().ties(output.key());
        OutputRow row = OutputRow.of(output, words, times);
        String source = "output:" + output.key();
        return new OutputModel(
                output.name(),
                path(beat, output.location()),
                output.location(),
                output.device(),
                row,
                words.of(
                        "output.phase-since",
                        words.orElse("phase." + output.phase().toLowerCase(Locale.ROOT), output.phase()),
                        times.span(output.sinceSeconds())),
                output.why().isEmpty()
                        ? words.of("outputs.wanted-by-nobody")
                        : words.of("outputs.wanted", output.why()),
                until(output, beat),
                output.shut() == null ? "" : output.shut(),
                gates(beat, output, ties),
                snapshot.control().programs().stream()
                        .filter(p -> p.outputs().contains(output.key())
                                || ties.map(t -> t.programs().contains(p.key())).orElse(false))
                        .map(p -> ProgramRow.of(
                                p, snapshot.control().running(), beat.moment().now(), words, times))
                        .toList(),
                facts(output, row, ties, beat),
                snapshot.alerts().open().stream()
                        .filter(a -> AlertRow.open(a) && a.source().equals(source))
                        .map(a -> AlertRow.of(a, beat.moment(), words, times))
                        .toList(),
                beat.lost());
    }

    private static List<GateRow> gates(Beat beat, ControlSnapshot.Output output, Optional<OutputTies> ties) {
        List<String> keys = ties.map(OutputTies::interlocks).orElse(List.of());
        return beat.snapshot().control().interlocks().stream()
                .filter(i -> keys.contains(i.key()))
                .map(i -> GateRow.of(i, output, beat))
                .sorted((a, b) -> b.mark().compareTo(a.mark()))
                .toList();
    }

    private static String until(ControlSnapshot.Output output, Beat beat) {
        if (Double.isNaN(output.leftSeconds())) {
            return "";
        }
        double left = output.leftSeconds() - beat.moment().silentSeconds();
        return beat.words()
                .of(
                        "outputs.until",
                        beat.times().clock(beat.snapshot().at().plusMillis(Math.round(output.leftSeconds() * 1_000))),
                        beat.times().countdown(Math.max(0, left)));
    }

    private static String path(Beat beat, String place) {
        StringBuilder path = new StringBuilder(beat.snapshot().site().name());
        for (LocationSpec location : beat.map().path(place)) {
            path.append(" › ").append(location.name());
        }
        return path.toString();
    }

    private static List<StreamModel.Fact> facts(
            ControlSnapshot.Output output, OutputRow row, Optional<OutputTies> ties, Beat beat) {
        Words words = beat.words();
        List<StreamModel.Fact> facts = new ArrayList<>();
        facts.add(new StreamModel.Fact(
                words.of("stream.device"),
                beat.snapshot().field().devices().stream()
                        .filter(d -> d.key().equals(output.device()))
                        .map(FieldSnapshot.Device::name)
                        .findFirst()
                        .orElse(output.device())));
        facts.add(new StreamModel.Fact(words.of("stream.key"), output.key()));
        facts.add(new StreamModel.Fact(words.of("outputs.safe"), row.valueWord(output.safe(), words)));
        ties.ifPresent(t -> facts.add(new StreamModel.Fact(
                words.of("outputs.longest"),
                Double.isInfinite(t.maxOnSeconds())
                        ? words.of("outputs.no-longest")
                        : beat.times().exactly(t.maxOnSeconds()))));
        facts.add(new StreamModel.Fact(
                words.of("outputs.guard"), output.guard().isEmpty() ? words.of("outputs.no-guard") : output.guard()));
        beat.snapshot().control().shadows().stream()
                .filter(s -> s.output().equals(output.key()))
                .forEach(s -> facts.add(new StreamModel.Fact(words.of("outputs.shadow"), shadow(s, beat))));
        ties.filter(t -> !t.rules().isEmpty())
                .ifPresent(
                        t -> facts.add(new StreamModel.Fact(words.of("outputs.rules"), String.join(", ", t.rules()))));
        return facts;
    }

    /** {@code Cool looks on: in 6 d it would have done it 14 times, 1 h in all; the last time at 14:02 for 3 min}. */
    private static String shadow(ControlSnapshot.Shadow s, Beat beat) {
        Words words = beat.words();
        Times times = beat.times();
        if (s.last() == null) {
            return words.of("outputs.shadow-never", s.name(), times.span(s.ranSeconds()));
        }
        return words.of(
                s.on() ? "outputs.shadow-on" : "outputs.shadow-did",
                s.name(),
                times.span(s.ranSeconds()),
                Long.toString(s.openings()),
                times.span(s.onSeconds()),
                times.moment(s.last(), beat.moment().now()),
                times.span(s.lastSeconds()));
    }
}
