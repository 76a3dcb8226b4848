package org.penstock.app.window;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.penstock.app.window.model.Ask;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.Actions;
import org.penstock.app.window.view.Going;
import org.penstock.app.window.view.MainView;
import org.penstock.app.window.view.OverviewPage;
import org.penstock.app.window.view.Page;
import org.penstock.app.window.view.PlacePage;
import org.penstock.app.window.view.SystemPage;
import org.penstock.core.place.LocationSpec;
import org.penstock.core.runtime.ControlRoom;

/**
 * Makes every page of one window. On the JavaFX thread.
 *
 * @param wish takes what a person wants done, to ask whether it shall be
 */
record PageMaker(
        ControlRoom room,
        Desk desk,
        MainView view,
        Words words,
        WindowOptions options,
        Executor screen,
        Actions actions,
        Going going,
        Consumer<Ask> wish)
        implements Pages {
    @Override
    public Optional<Page> make(PageAddress address) {
        return Optional.ofNullable(
                switch (address.kind()) {
                    case OVERVIEW -> new OverviewPage(words, actions, going);
                    case PLACE -> new PlacePage(address, words, actions, going);
                    case DEVICES -> new Devices(room, desk, view, words, options, screen, going, wish);
                    case ALERTS -> new Alerts(room, desk, options, words, screen, actions, going);
                    case PROGRAMS -> new Programs(room, desk, options, words, screen, actions);
                    case SYSTEM -> new SystemPage(words, actions);
                    case STREAM, OUTPUT, SYNOPTIC, TREND, CONFIGURATION -> null;
                });
    }

    @Override
    public String title(PageAddress address, Beat beat) {
        if (address.kind() == Kind.PLACE) {
            return beat.map()
                    .location(address.subject())
                    .map(LocationSpec::name)
                    .orElse(beat.snapshot().site().name());
        }
        return words.of(address.kind().wordKey());
    }

    @Override
    public List<Kind> kinds() {
        return List.of(Kind.OVERVIEW, Kind.PROGRAMS, Kind.ALERTS, Kind.DEVICES, Kind.SYSTEM);
    }
}
