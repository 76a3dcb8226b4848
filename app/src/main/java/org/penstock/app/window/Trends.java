package org.penstock.app.window;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.penstock.app.print.TrendSheet;
import org.penstock.app.window.model.FoundRow;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.trend.Beside;
import org.penstock.app.window.model.trend.Measure;
import org.penstock.app.window.model.trend.TrendDoor;
import org.penstock.app.window.model.trend.TrendSpec;
import org.penstock.app.window.model.trend.Wish;
import org.penstock.app.window.view.Going;
import org.penstock.app.window.view.trend.TrendPage;
import org.penstock.app.window.view.trend.TrendPanel;
import org.penstock.core.runtime.ControlRoom;

/** Makes trends and reads the record for them, never on the JavaFX thread, on which it lives. */
final class Trends implements TrendDoor {
    private final ControlRoom room;
    private final Desk desk;
    private final Words words;
    private final Executor screen;
    private final TrendNotes notes;
    private final TrendFiles files;

    /** @param person who is at the window */
    Trends(ControlRoom room, Desk desk, Present person, Words words, Executor screen) {
        this.room = room;
        this.desk = desk;
        this.words = words;
        this.screen = screen;
        this.notes = new TrendNotes(room, desk, person, words, screen);
        this.files = new TrendFiles(room, desk, person, words, screen);
    }

    /** The page for an address of kind TREND. @param going goes to a view that was kept */
    TrendPage page(PageAddress address, Going going) {
        return new TrendPage(address, this, words, going);
    }

    /** One stream, to be put on another page. @param span ms */
    TrendPanel panel(String stream, long span) {
        return new TrendPanel(new TrendSpec(List.of(stream), span, Long.MIN_VALUE), this, words, false, () -> {});
    }

    /** Kept views, as they were last read, to be found by some letters; reads them again. */
    List<FoundRow> found() {
        return notes.found();
    }

    @Override
    public void beside(long from, long to, Consumer<Beside> came, Consumer<String> failed) {
        notes.beside(from, to, came, failed);
    }

    @Override
    public void write(Writing writing, Runnable written, Consumer<String> refused) {
        notes.write(writing, written, refused);
    }

    @Override
    public void views(Consumer<List<SavedView>> came, Consumer<String> failed) {
        notes.views(came, failed);
    }

    @Override
    public void keep(String name, @Nullable String spec, boolean everybodys, Runnable kept, Consumer<String> refused) {
        notes.keep(name, spec, everybodys, kept, refused);
    }

    @Override
    public void stays(String lot, List<String> like, Consumer<List<String>> came, Consumer<String> failed) {
        notes.stays(lot, like, came, failed);
    }

    @Override
    public Fetch measure(List<Measure.Asked> asked, Summing answer) {
        TrendSums sums = new TrendSums(room, asked, answer, screen);
        desk.work("sums of " + asked.size() + " lines", sums).whenCompleteAsync(sums::over, screen);
        return sums;
    }

    @Override
    public String folder() {
        return files.folder();
    }

    @Override
    public Fetch export(String file, List<String> lines, long from, long to, Carrying answer) {
        return files.export(file, lines, from, to, answer);
    }

    @Override
    public Fetch print(String file, TrendSheet sheet, Carrying answer) {
        return files.print(file, sheet, answer);
    }

    @Override
    public Fetch fetch(List<Wish> wishes, Answer answer) {
        RecordFetch reading = new RecordFetch(room, desk, screen, wishes, answer);
        reading.next();
        return reading;
    }

    @Override
    public void oldest(Set<String> streams, Consumer<OptionalLong> found, Consumer<String> failed) {
        Instant now = room.snapshot().at();
        desk.work(
                        "the oldest reading of " + streams,
                        () -> streams.stream()
                                .flatMap(s -> room.record().readings(s, Instant.EPOCH, now, 1).stream())
                                .mapToLong(r -> r.at().toEpochMilli())
                                .min())
                .whenCompleteAsync((at, failure) -> found(at, failure, found, failed), screen);
    }

    private static void found(
            @Nullable OptionalLong at,
            @Nullable Throwable failure,
            Consumer<OptionalLong> found,
            Consumer<String> failed) {
        if (at == null) {
            failed.accept(Devices.reason(failure));
        } else {
            found.accept(at);
        }
    }
}
