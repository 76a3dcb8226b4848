package org.penstock.app.window.model.trend;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.register.Field;
import org.penstock.app.window.model.register.Form;
import org.penstock.core.runtime.FacilitySnapshot;

/** Asks a person for what the deeds of a trend need. */
public record TrendForms(Words words, TrendModel model, Present present) {
    /** With what the chosen line is compared. */
    public Form compare(Trace of, FacilitySnapshot snapshot) {
        FacilitySnapshot.Stream s = of.stream();
        Set<String> places = snapshot.streams().stream()
                .filter(x -> s != null
                        && x.metric().equals(s.metric())
                        && !x.location().equals(s.location()))
                .map(FacilitySnapshot.Stream::location)
                .collect(Collectors.toSet());
        List<Field.Choice> there = new ArrayList<>();
        snapshot.map().locations().stream()
                .filter(l -> places.contains(l.key()))
                .forEach(l -> there.add(new Field.Choice(l.key(), l.name())));
        snapshot.streams().stream()
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
        fields.add(Field.choice("with", words.of("trend.compare.with"), with)
                .with(Compare.With.YESTERDAY.name())
                .needed());
        fields.add(Field.text("start", words.of("trend.compare.start"), words.of("trend.compare.start-prompt")));
        if (!there.isEmpty()) {
            fields.add(Field.choice("place", words.of("trend.compare.place"), there));
        }
        fields.add(Field.text("lot", words.of("trend.compare.lot"), words.of("trend.compare.lot-prompt")));
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
        FacilitySnapshot.Stream s = of.stream();
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
                        Field.lines("text", words.of("trend.note.what"), words.of("trend.note.prompt"))
                                .needed(),
                        Field.choice("about", words.of("trend.note.about"), about)
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
                        Field.lines("text", words.of("trend.note.what"), "")
                                .with(note.text())
                                .needed(),
                        Field.check("withdraw", words.of("trend.note.withdraw"))),
                words.of("trend.note.amend-go"));
    }

    /** Which view is to be opened, kept, or kept no more. */
    public Form views(List<TrendDoor.SavedView> kept) {
        List<Field> fields = new ArrayList<>();
        if (!kept.isEmpty()) {
            fields.add(Field.choice(
                            "open",
                            words.of("trend.view.which"),
                            kept.stream()
                                    .map(v -> new Field.Choice((v.everybodys() ? "+" : "-") + v.name(), name(v)))
                                    .toList())
                    .with((kept.getFirst().everybodys() ? "+" : "-")
                            + kept.getFirst().name()));
            fields.add(Field.check("drop", words.of("trend.view.drop")));
        }
        fields.add(Field.text("name", words.of("trend.view.name"), words.of("trend.view.name-prompt")));
        fields.add(Field.check("everybody", words.of("trend.view.everybody")));
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

    /** Where to a file is written. @param kind {@code csv} or {@code pdf} @param target what is offered */
    public Form file(String kind, String target) {
        TimeWindow w = model.shown();
        return new Form(
                kind,
                "",
                words.of("trend." + kind + ".title"),
                words.of(
                        "trend." + kind + ".text",
                        Integer.toString(model.traces().size()),
                        time(w.from(), w.to())),
                List.of(Field.file("file", words.of("trend.file"), true)
                        .with(target)
                        .needed()),
                words.of("trend." + kind + ".go"));
    }

    /** A time in words. */
    public String time(long from, long to) {
        String begin = present.times().moment(Instant.ofEpochMilli(from), present.now());
        return from == to
                ? begin
                : words.of("trend.from-to", begin, present.times().moment(Instant.ofEpochMilli(to), present.now()));
    }
}
