package org.penstock.app.window;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.penstock.core.runtime.FieldSnapshot;
import org.penstock.app.window.model.FoundRow;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.trend.Beside;
import org.penstock.app.window.model.trend.Compare;
import org.penstock.app.window.model.trend.Line;
import org.penstock.app.window.model.trend.TrendDoor.SavedView;
import org.penstock.app.window.model.trend.TrendDoor.Writing;
import org.penstock.core.identity.Asker;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.TrendBook;

/** What stands beside the lines of a trend, and what people write and keep of it. Lives on the JavaFX thread, reads elsewhere. */
final class TrendNotes {
    /** Alerts, runs and notes asked for at once; more than any picture shows apart. */
    private static final int MOST = 2_000;

    private final ControlRoom room;
    private final Desk desk;
    private final Present person;
    private final Words words;
    private final Executor screen;
    private List<SavedView> known = List.of();
    private String knownOf = "";

    TrendNotes(ControlRoom room, Desk desk, Present person, Words words, Executor screen) {
        this.room = room;
        this.desk = desk;
        this.person = person;
        this.words = words;
        this.screen = screen;
    }

    void beside(long from, long to, Consumer<Beside> came, Consumer<String> failed) {
        TrendBook book = room.trends();
        Instant begin = Instant.ofEpochMilli(from);
        Instant end = Instant.ofEpochMilli(to);
        answered(
                desk.work(
                        "what was beside readings",
                        () -> Beside.of(
                                from,
                                to,
                                book.alerts(begin, end, MOST),
                                book.runs(begin, end, MOST),
                                book.notes(begin, end, MOST),
                                MOST)),
                came,
                failed);
    }

    private <T> void answered(
            CompletableFuture<T> asked, Consumer<T> came, Consumer<String> failed) {
        asked.whenCompleteAsync(
                (answer, failure) -> {
                    if (failure == null) {
                        came.accept(answer);
                    } else {
                        failed.accept(Devices.reason(failure));
                    }
                },
                screen);
    }

    void write(Writing writing, Runnable written, Consumer<String> refused) {
        Asker asker = person.asker();
        TrendBook book = room.trends();
        Callable<Boolean> deed =
                () -> switch (writing) {
                    case Writing.Written(String subject, long from, long to, String text) -> {
                        Instant end = from == to ? null : Instant.ofEpochMilli(to);
                        book.write(asker, subject, Instant.ofEpochMilli(from), end, text);
                        yield true;
                    }
                    case Writing.Amended(var note, String text) -> {
                        book.amend(asker, note.id(), note.revision(), text);
                        yield true;
                    }
                    case Writing.Withdrawn(var note, String why) -> {
                        book.withdraw(asker, note.id(), note.revision(), why);
                        yield true;
                    }
                };
        answered(desk.told("a note", deed), _ -> written.run(), refused);
    }

    void views(Consumer<List<SavedView>> came, Consumer<String> failed) {
        Asker asker = person.asker();
        String whose = person.key();
        answered(
                desk.work(
                        "kept views",
                        () -> room.trends().views(asker).stream()
                                .map(v -> new SavedView(v.slot(), v.layout(), v.everybodys()))
                                .toList()),
                views -> {
                    known = views;
                    knownOf = whose;
                    came.accept(views);
                },
                failed);
    }

    void keep(String name, @Nullable String spec, boolean everybodys, Runnable kept, Consumer<String> refused) {
        Asker asker = person.asker();
        answered(
                desk.told("a view", () -> {
                    if (spec == null) {
                        room.trends().drop(asker, name, everybodys);
                    } else {
                        room.trends().keep(asker, name, spec, everybodys);
                    }
                    return true;
                }),
                _ -> {
                    kept.run();
                    found();
                },
                refused);
    }

    /** Kept views as they were last read, to be found; reads them again for the next time. */
    List<FoundRow> found() {
        List<SavedView> his = knownOf.equals(person.key()) ? known : List.of();
        views(_ -> {}, _ -> {});
        return his.stream()
                .map(v -> new FoundRow(
                        "view:" + (v.everybodys() ? "+" : "-") + v.name(),
                        FoundRow.Kind.VIEW,
                        v.spec(),
                        words.of(FoundRow.Kind.VIEW.wordKey()),
                        v.name(),
                        words.of(v.everybodys() ? "trend.view.everybodys" : "trend.view.own")))
                .toList();
    }

    void stays(String lot, List<String> like, Consumer<List<String>> came, Consumer<String> failed) {
        Asker asker = person.asker();
        FacilitySnapshot now = room.snapshot();
        answered(
                desk.told(
                        "where lot " + lot.toUpperCase(Locale.ROOT) + " was",
                        () -> lines(lot, room.trends().stays(asker, lot), like, now)),
                came,
                failed);
    }

    private static List<String> lines(
            String lot, List<TrendBook.Stay> stays, List<String> like, FacilitySnapshot now) {
        List<String> lines = new ArrayList<>();
        for (TrendBook.Stay stay : stays) {
            Instant to = stay.to();
            for (FieldSnapshot.Stream s : now.field().streams()) {
                if (like.contains(s.key())) {
                    Compare.at(stay.location(), s, now)
                            .forEach(key -> lines.add(Line.of(key)
                                    .during(
                                            lot,
                                            stay.from().toEpochMilli(),
                                            to == null ? Long.MAX_VALUE : to.toEpochMilli())
                                    .text()));
                }
            }
        }
        return lines;
    }
}
