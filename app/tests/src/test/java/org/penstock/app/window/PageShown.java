package org.penstock.app.window;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.Platform;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.view.Page;
import org.penstock.core.quantity.Ticker;

/** One page of a facility, read from its record, in a window of its own for a picture. */
final class PageShown {
    private final FakeControlRoom room;
    private final PageAddress address;

    private PageShown(FakeControlRoom room, PageAddress address) {
        this.room = room;
        this.address = address;
    }

    static PageShown of(FakeControlRoom room, PageAddress.Kind kind) {
        return of(room, PageAddress.of(kind));
    }

    static PageShown of(FakeControlRoom room, PageAddress address) {
        return new PageShown(room, address);
    }

    List<String> picture(Theme theme, TextSize size, int width, int height) {
        return picture("", theme, size, width, height);
    }

    List<String> picture(String mood, Theme theme, TextSize size, int width, int height) {
        Exhibit exhibit = Sight.on(() -> Exhibit.frame(room.snapshot(), theme, size, width, height));
        try {
            return picture(exhibit, Exhibit.name(name(mood), theme, size, width));
        } finally {
            Sight.on(() -> {
                exhibit.close();
                return 0;
            });
        }
    }

    /** What its pictures are called. */
    String name(String mood) {
        return address.kind().name().toLowerCase(Locale.ROOT) + (mood.isEmpty() ? "" : "-" + mood);
    }

    /** Shows the page in a window until everything it asked the record for is there, and takes its picture. */
    List<String> picture(Exhibit exhibit, String name) {
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();
        Page page = Sight.on(() -> {
            WindowOptions options =
                    new WindowOptions("marta", Path.of("target/unused"), () -> Facilities.NOW, Ticker.system());
            Desk desk = new Desk(room, new Present("marta"));
            Executor screen = task -> {
                asked.incrementAndGet();
                Platform.runLater(() -> {
                    task.run();
                    answered.incrementAndGet();
                });
            };
            Page made = new PageMaker(
                            room,
                            desk,
                            exhibit.view,
                            Sight.WORDS,
                            options,
                            screen,
                            Exhibit.NOTHING,
                            Exhibit.NOWHERE,
                            _ -> {},
                            new Trends(room, desk, options.person(), Sight.WORDS, screen))
                    .make(address)
                    .orElseThrow();
            exhibit.put(made, false);
            made.inSight(true);
            return made;
        });
        boolean reads =
                address.kind() != PageAddress.Kind.SYSTEM && address.kind() != PageAddress.Kind.SETTINGS;
        await().atMost(30, SECONDS).until(() -> answered.get() >= (reads ? 1 : 0) && asked.get() == answered.get());
        return Sight.on(() -> {
            try {
                return exhibit.picture(name);
            } finally {
                page.close();
            }
        });
    }
}
