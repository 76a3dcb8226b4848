package org.penstock.app.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.penstock.app.window.model.Finder;
import org.penstock.app.window.model.FoundRow;
import org.penstock.app.window.model.FoundRow.Kind;
import org.penstock.app.window.model.Freeze;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.Key;
import org.penstock.app.window.view.MainView;
import org.penstock.core.runtime.FacilitySnapshot;

/**
 * Ctrl+K: anything by some letters. Lives on the JavaFX thread and waits for nobody: it looks into the snapshot that is there, and
 * into what the database knows besides as soon as that comes.
 */
final class Find {
    private final MainView view;
    private final Words words;
    private final Consumer<Key> act;
    private final Ways ways;

    /** @param act does what a key does */
    Find(MainView view, Words words, Consumer<Key> act, Ways ways) {
        this.view = view;
        this.words = words;
        this.act = act;
        this.ways = ways;
    }

    /** The pages that can be opened without saying what they are about, some of which no key leads to. */
    static List<FoundRow> pages(List<PageAddress.Kind> kinds, Words words) {
        return kinds.stream()
                .map(kind -> new FoundRow(
                        "page:" + kind,
                        Kind.PAGE,
                        kind.name(),
                        words.of(Kind.PAGE.wordKey()),
                        words.of(kind.wordKey()),
                        ""))
                .toList();
    }

    /**
     * @param more what can be found besides the facility and what the window can do
     * @param later what is still being read; one that fails is not found
     * @param screen the JavaFX thread
     */
    void open(
            FacilitySnapshot snapshot, List<FoundRow> more, CompletableFuture<List<FoundRow>> later, Executor screen) {
        List<FoundRow> besides = new ArrayList<>(more);
        besides.addAll(actions());
        Search search = new Search(Finder.of(snapshot, besides, words));
        Runnable again = view.find(text -> find(search.finder, text), this::go);
        later.thenAcceptAsync(
                rows -> {
                    besides.addAll(rows);
                    search.finder = Finder.of(snapshot, besides, words);
                    again.run();
                },
                screen);
    }

    /** Where one look finds: it knows more once the database has answered. */
    private static final class Search {
        private Finder finder;

        Search(Finder finder) {
            this.finder = finder;
        }
    }

    private List<FoundRow> find(Finder finder, String text) {
        return Freeze.typed(text).map(f -> f.found(words)).orElseGet(() -> finder.find(text));
    }

    private List<FoundRow> actions() {
        List<FoundRow> rows = new ArrayList<>();
        for (Key key : Key.values()) {
            if (key != Key.FIND) {
                rows.add(new FoundRow(
                        "action:" + key.name(),
                        Kind.ACTION,
                        key.name(),
                        words.of(Kind.ACTION.wordKey()),
                        words.of(key.wordKey()),
                        key.combination().getDisplayText()));
            }
        }
        return rows;
    }

    private void go(FoundRow row) {
        view.noDialog();
        Optional<Freeze> freeze = row.kind() == Kind.ACTION ? Freeze.typed(row.id()) : Optional.empty();
        if (freeze.isPresent()) {
            standStill(freeze.get());
            return;
        }
        switch (row.kind()) {
            case ACTION -> act.accept(Key.valueOf(row.id()));
            case DEVICE -> ways.goTo(PageAddress.of(PageAddress.Kind.DEVICES), row.id());
            case ALERT -> ways.goTo(PageAddress.of(PageAddress.Kind.ALERTS), row.key());
            case PLACE -> ways.go(new PageAddress(PageAddress.Kind.PLACE, row.id()));
            case STREAM -> ways.go(new PageAddress(PageAddress.Kind.STREAM, row.id()));
            case OUTPUT -> ways.go(new PageAddress(PageAddress.Kind.OUTPUT, row.id()));
            case PROGRAM -> ways.goTo(PageAddress.of(PageAddress.Kind.PROGRAMS), row.key());
            case LOT -> ways.goTo(PageAddress.of(PageAddress.Kind.LOTS), row.id());
            case VIEW -> ways.go(new PageAddress(PageAddress.Kind.TREND, row.id()));
            case PERSON -> ways.goTo(PageAddress.of(PageAddress.Kind.PEOPLE), row.id());
            case PAGE -> ways.go(PageAddress.of(PageAddress.Kind.valueOf(row.id())));
            case INTERLOCK, LINK -> ways.goTo(PageAddress.of(PageAddress.Kind.SYSTEM), row.key());
        }
    }

    /** Holds the thread of the screen on purpose. */
    private static void standStill(Freeze freeze) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(freeze.millis());
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
