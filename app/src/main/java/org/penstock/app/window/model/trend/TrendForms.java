package org.penstock.app.window.model.trend;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.register.Field;
import org.penstock.app.window.model.register.Form;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.FieldSnapshot;

/** Asks a person for what the deeds of a trend need. */
public record TrendForms(Words words, TrendModel model, Present present) {
    /** Keys of fields: with what is compared. */
    public static final String WITH = "with";

    public static final String START = "start";
    public static final String PLACE = "place";
    public static final String LOT = "lot";
    /** What is noted, and about what. */
    public static final String TEXT = "text";

    public static final String ABOUT = "about";
    public static final String WITHDRAW = "withdraw";
    /** Which view, what it is called, whose it is. */
    public static final String OPEN = "open";

    public static final String DROP = "drop";
    public static final String NAME = "name";
    public static final String EVERYBODY = "everybody";
    /** Where to. */
    public static final String FILE = "file";

    private static final String ALL = "+";
    private static final String OWN = "-";
    private static final DateTimeFormatter FILE_NAME = DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmm", Locale.ROOT);

    /** What a trend is written as. */
    public enum Kind {
        CSV,
        PDF
    }

    /** With what the chosen line is compared. */
    public Form compare(Trace of, FacilitySnapshot snapshot) {
        FieldSnapshot.Stream s = of.stream();
        Set<String> places = snapshot.field().streams().stream()
                .filter(x -> s != null
                        && x.metric().equals(s.metric())
                        && !x.location().equals(s.location()))
                .map(FieldSnapshot.Stream::location)
                .collect(Collectors.toSet());
        List<Field.Choice> there = new ArrayList<>();
        snapshot.field().map().locations().stream()
                .filter(l -> places.contains(l.key()))
                .forEach(l -> there.add(new Field.Choice(l.key(), l.name())));
        snapshot.field().streams().stream()
                .filter(x -> places.contains(x.location())
                        && there.stream().noneMatch(c -> c.value().equals(x.location())))
                .forEach(x -> there.add(new Field.Choice(
                        x.location(),
                        x.locationName().isEmpty() ? snapshot.site().name() : x.locationName())));
        List<Field.Choice> with = Arrays.stream(Compare.With.values())
                .filter(w -> w != Compare.With.PLACE || !there.isEmpty())
                .map(w -> new Field.Choice(w.name(), words.of(w.wordKey())))
                .toList();
        List<Field> fields = new ArrayList<>();
        fields.add(Field.choice(WITH, words.of("trend.compare.with"), with)
                .with(Compare.With.YESTERDAY.name())
                .needed());
        fields.add(Field.text(START, words.of("trend.compare.start"), words.of("trend.compare.start-prompt")));
        if (!there.isEmpty()) {
            fields.add(Field.choice(PLACE, words.of("trend.compare.place"), there));
        }
        fields.add(Field.text(LOT, words.of("trend.compare.lot"), words.of("trend.compare.lot-prompt")));
        return new Form(
                "compare",
                of.key(),
                words.of("trend.compare.title", of.name()),
                words.of("trend.compare.text"),
                fields,
                words.of("trend.compare.go"));
    }

    /** A note at a time. @param from ms @param to the same for a moment */
    public Form note(Trace of, long from, long to) {
        FieldSnapshot.Stream s = of.stream();
        List<Field.Choice> about = new ArrayList<>();
        about.add(new Field.Choice("stream:" + of.line().stream(), new LineName(words, present).of(of)));
        if (s != null && !s.location().isEmpty()) {
            String place = s.locationName().isEmpty() ? s.location() : s.locationName();
            about.add(new Field.Choice("location:" + s.location(), words.of("trend.note.place", place)));
        }
        about.add(new Field.Choice("location:", words.of("trend.note.site")));
        return new Form(
                "note",
                from + " " + to,
                words.of("trend.note.title", time(from, to)),
                words.of("trend.note.text"),
                List.of(
                        Field.lines(TEXT, words.of("trend.note.what"), words.of("trend.note.prompt"))
                                .needed(),
                        Field.choice(ABOUT, words.of("trend.note.about"), about)
                                .with(about.getFirst().value())
                                .needed()),
                words.of("trend.note.go"));
    }

    /** Other words for a note, or its end. */
    public Form amend(NoteMark note) {
        return new Form(
                "amend",
                note.id().toString(),
                words.of("trend.note.amend-title", time(note.from(), note.to())),
                words.of("trend.note.amend-text", Integer.toString(note.revision())),
                List.of(
                        Field.lines(TEXT, words.of("trend.note.what"), "")
                                .with(note.text())
                                .needed(),
                        Field.check(WITHDRAW, words.of("trend.note.withdraw"))),
                words.of("trend.note.amend-go"));
    }

    /** Which view is to be opened, kept, or kept no more. */
    public Form views(List<TrendDoor.SavedView> kept) {
        List<Field> fields = new ArrayList<>();
        if (!kept.isEmpty()) {
            fields.add(Field.choice(
                            OPEN,
                            words.of("trend.view.which"),
                            kept.stream()
                                    .map(v -> new Field.Choice(key(v), name(v)))
                                    .toList())
                    .with((kept.getFirst().everybodys() ? "+" : "-")
                            + kept.getFirst().name()));
            fields.add(Field.check(DROP, words.of("trend.view.drop")));
        }
        fields.add(Field.text(NAME, words.of("trend.view.name"), words.of("trend.view.name-prompt")));
        fields.add(Field.check(EVERYBODY, words.of("trend.view.everybody")));
        return new Form(
                "views",
                "",
                words.of("trend.view.title"),
                words.of(kept.isEmpty() ? "trend.view.none" : "trend.view.text"),
                fields,
                words.of("trend.view.go"));
    }

    private String name(TrendDoor.SavedView v) {
        return v.everybodys() ? words.of("trend.view.of-all", v.name()) : v.name();
    }

    private static String key(TrendDoor.SavedView v) {
        return (v.everybodys() ? ALL : OWN) + v.name();
    }

    /** Whether the view that was chosen is everybody's. @param chosen what stands in {@link #OPEN} */
    public static boolean everybodys(String chosen) {
        return chosen.startsWith(ALL);
    }

    /** What the view that was chosen is called. */
    public static String called(String chosen) {
        return chosen.substring(1);
    }

    /** Where to a trend is written. @param folder where a person looks for files */
    public Form file(Kind kind, String folder) {
        TimeWindow w = model.shown();
        String time = time(w.from(), w.to());
        String lines = Integer.toString(model.traces().size());
        String name = "trend-" + FILE_NAME.format(present.now().atZone(present.zone()));
        return switch (kind) {
            case CSV ->
                new Form(
                        "csv",
                        "",
                        words.of("trend.csv.title"),
                        words.of("trend.csv.text", lines, time),
                        List.of(target(folder + "/" + name + ".csv")),
                        words.of("trend.csv.go"));
            case PDF ->
                new Form(
                        "pdf",
                        "",
                        words.of("trend.pdf.title"),
                        words.of("trend.pdf.text", lines, time),
                        List.of(target(folder + "/" + name + ".pdf")),
                        words.of("trend.pdf.go"));
        };
    }

    private Field target(String path) {
        return Field.file(FILE, words.of("trend.file"), true).with(path).needed();
    }

    /** A time in words. */
    public String time(long from, long to) {
        String begin = present.times().moment(Instant.ofEpochMilli(from), present.now());
        return from == to
                ? begin
                : words.of("trend.from-to", begin, present.times().moment(Instant.ofEpochMilli(to), present.now()));
    }
}
