package org.penstock.app.window;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.application.Platform;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.view.Page;
import org.penstock.core.quantity.Ticker;

/** Pages are opened and closed all night; nothing of them stays. {@code -Dpenstock.opens=1000} for more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesLeakTest {
    private static final int OPENS = Integer.getInteger("penstock.opens", 4);

    private final FakeControlRoom room = new FakeControlRoom(() -> Facilities.NOW, Facilities.abnormal());

    @BeforeAll
    static void toolkit() throws InterruptedException {
        Sight.toolkit();
    }

    static List<PageAddress> everyPage() {
        List<PageAddress> pages = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            pages.add(
                    switch (kind) {
                        case STREAM -> new PageAddress(kind, "air-temp-1");
                        case OUTPUT -> new PageAddress(kind, "pump-1");
                        case TREND -> new PageAddress(kind, "air-temp-1,vwc-1");
                        case PLACE -> new PageAddress(kind, "glasshouse-1");
                        default -> PageAddress.of(kind);
                    });
        }
        return pages;
    }

    @Test
    void aClosedPageIsHeldByNobody() {
        Exhibit exhibit = Sight.on(() -> Exhibit.frame(room.snapshot(), Theme.DARK, TextSize.NORMAL, 1366, 768));
        try {
            PageMaker maker = Sight.on(() -> maker(exhibit));
            Map<PageAddress, List<WeakReference<Page>>> opened = new HashMap<>();
            for (PageAddress address : everyPage()) {
                for (int i = 0; i < OPENS; i++) {
                    opened.computeIfAbsent(address, _ -> new ArrayList<>())
                            .add(Sight.on(() -> open(exhibit, maker, address)));
                }
            }
            // The window itself holds what was last in sight.
            Sight.on(() -> open(exhibit, maker, PageAddress.of(Kind.PLACE)));
            await().atMost(60, SECONDS).pollInterval(1, SECONDS).untilAsserted(() -> {
                System.gc();
                assertEquals(Map.of(), held(opened));
            });
            assertEquals(0, room.subscribers());
        } finally {
            Sight.on(() -> {
                exhibit.close();
                return 0;
            });
        }
    }

    /** Each page of which more than the last one is still there, and how many. */
    private static Map<String, Long> held(Map<PageAddress, List<WeakReference<Page>>> opened) {
        Map<String, Long> held = new HashMap<>();
        opened.forEach((address, pages) -> {
            long alive = pages.stream().filter(p -> p.get() != null).count();
            if (alive > 1) {
                held.put(address.text(), alive);
            }
        });
        return held;
    }

    private PageMaker maker(Exhibit exhibit) {
        WindowOptions options = new WindowOptions("marta", Path.of("target/unused"), () -> Facilities.NOW, Ticker.system());
        Desk desk = new Desk(room, new Present("marta"));
        return new PageMaker(
                room,
                desk,
                exhibit.view,
                Sight.WORDS,
                options,
                Platform::runLater,
                Exhibit.NOTHING,
                Exhibit.NOWHERE,
                _ -> {},
                new Trends(room, desk, options.person(), Sight.WORDS, Platform::runLater));
    }

    private static WeakReference<Page> open(Exhibit exhibit, PageMaker maker, PageAddress address) {
        Page page = maker.make(address).orElseThrow();
        exhibit.put(page, false);
        page.inSight(true);
        page.inSight(false);
        page.close();
        return new WeakReference<>(page);
    }
}
