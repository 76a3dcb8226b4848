package org.penstock.app.window.model.trend;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.app.print.TrendSheet;
import org.penstock.app.window.model.SeverityStyle;
import org.penstock.app.window.model.Words;
import org.penstock.core.telemetry.Severity;

/**
 * Puts what is seen onto paper: the same lines, axes, limits, alerts, runs and notes, over the same time.
 *
 * @param sums of the selection, where one is; else the table says lowest and highest
 */
public record SheetMaker(Words words, TrendModel model, Present present, Map<String, Measured> sums) {
    private static final double NUMBERS = 250;
    private static final double STATES = 60;
    private static final int TICKS = 10;
    private static final DateTimeFormatter PAPER = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm z", Locale.ENGLISH);
    private static final DateTimeFormatter BEGIN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ENGLISH);

    /** Who printed it is said by whoever writes it. */
    public TrendSheet sheet() {
        TimeWindow w = model.shown();
        List<TrendSheet.Lane> lanes = new ArrayList<>();
        List<Lane> shown = model.lanes(7);
        for (int i = 0; i < shown.size(); i++) {
            lanes.add(lane(shown.get(i), w, i == 0));
        }
        List<TimeTicks.Tick> ticks = TimeTicks.of(
                w.from(),
                w.to(),
                model.zone(),
                TICKS,
                words.of("time.day"),
                words.manner().twelveHours());
        boolean summed = !sums.isEmpty();
        return new TrendSheet(
                title(),
                present.site(),
                time(w.from(), w.to()),
                "",
                time(present.now().toEpochMilli(), present.now().toEpochMilli()),
                lanes,
                ticks.stream()
                        .map(t -> new TrendSheet.Tick(part(t.at(), w), t.text()))
                        .toList(),
                model.beside().runs().stream()
                        .filter(b -> b.touches(w))
                        .map(b -> block(b.from(), b.to(), b.text(), w))
                        .toList(),
                summed
                        ? heads(StatRow.HEADS)
                        : heads(List.of("trend.head.lowest", "trend.head.highest", "trend.head.unit")),
                summed ? summed() : rows(),
                BandsInSight.notes(model).stream()
                        .map(n -> words.of("trend.note.at", time(n.from(), n.to()), n.by(), n.text()))
                        .toList());
    }

    /** On paper no day is today. */
    private String time(long from, long to) {
        String end = PAPER.format(Instant.ofEpochMilli(to).atZone(model.zone()));
        return from == to
                ? end
                : words.of(
                        "trend.from-to", BEGIN.format(Instant.ofEpochMilli(from).atZone(model.zone())), end);
    }

    private String title() {
        int more = model.traces().size() - 1;
        String first = model.traces().isEmpty() ? "" : model.traces().getFirst().name();
        return more <= 0
                ? words.of("trend.title-one", first)
                : words.of("trend.title-more", first, Integer.toString(more));
    }

    private List<String> heads(List<String> keys) {
        List<String> heads = new ArrayList<>(List.of(words.of("trend.head.value")));
        keys.forEach(k -> heads.add(words.of(k)));
        return heads;
    }

    private List<TrendSheet.Row> summed() {
        return StatRow.of(model, present, sums, words).stream()
                .map(r -> new TrendSheet.Row(r.pen(), r.dashed(), before(r.name(), r.cells())))
                .toList();
    }

    private List<TrendSheet.Row> rows() {
        return new Legend(model, present, words)
                .rows().stream()
                        .map(r -> new TrendSheet.Row(
                                r.pen(), r.dashed(), List.of(r.name(), r.lowest(), r.highest(), r.unit())))
                        .toList();
    }

    private static List<String> before(String first, List<String> rest) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(rest);
        return all;
    }

    private TrendSheet.Lane lane(Lane lane, TimeWindow w, boolean first) {
        double height = lane.steps() ? STATES : NUMBERS;
        List<TrendSheet.Block> alerts = new ArrayList<>();
        for (Band b : model.beside().alerts()) {
            @Nullable Severity severity = b.severity();
            boolean here = lane.traces().stream()
                    .anyMatch(t -> t.line().back() == 0 && t.line().stream().equals(b.about()));
            if (here && b.touches(w) && severity != null) {
                SeverityStyle style = SeverityStyle.of(severity);
                alerts.add(
                        block(b.from(), b.to(), words.of("trend.alert", style.number(), words.of(style.wordKey())), w));
            }
        }
        return new TrendSheet.Lane(
                lane.unit(),
                height,
                lane.scale().ticks().stream()
                        .map(t -> new TrendSheet.Tick(part(t.value(), lane), words.styled(t.text())))
                        .toList(),
                lane.limits().stream()
                        .map(l -> new TrendSheet.Tick(
                                part(l.value(), lane),
                                words.of(l.high() ? "trend.limit-high" : "trend.limit-low", words.styled(l.text()))))
                        .toList(),
                lane.traces().stream().map(t -> drawn(t, lane, w, height)).toList(),
                alerts,
                BandsInSight.notes(model, lane, w, first).stream()
                        .map(n -> block(
                                n.from(), n.to(), n.text().lines().findFirst().orElse(""), w))
                        .toList());
    }

    private static TrendSheet.Drawn drawn(Trace t, Lane lane, TimeWindow w, double height) {
        Outline o = Outline.of(
                t.readings(), t.longest(), w.from(), w.to(), lane.scale(), lane.steps(), TrendSheet.WIDTH, height);
        return new TrendSheet.Drawn(
                t.pen(),
                t.line().compared(),
                o.full().stream().map(p -> new double[][] {p.x(), p.y()}).toList(),
                o.dotted().stream().map(p -> new double[][] {p.x(), p.y()}).toList(),
                o.dots().stream().map(p -> new double[] {p.x(), p.y()}).toList(),
                o.bad().stream().map(s -> new double[] {s.from(), s.to()}).toList());
    }

    private TrendSheet.Block block(long from, long to, String text, TimeWindow w) {
        long end = Math.min(to, present.now().toEpochMilli());
        return new TrendSheet.Block(Math.clamp(part(from, w), 0.0, 1.0), Math.clamp(part(end, w), 0.0, 1.0), text);
    }

    private static double part(long at, TimeWindow w) {
        return (double) (at - w.from()) / Math.max(1, w.to() - w.from());
    }

    private static double part(double value, Lane lane) {
        return (value - lane.scale().low())
                / (lane.scale().high() - lane.scale().low());
    }
}
