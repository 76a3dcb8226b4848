package org.penstock.app.window;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.ChainCheck;
import org.penstock.app.window.model.Ask;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.trend.SpanChoice;
import org.penstock.app.window.view.Actions;
import org.penstock.app.window.view.Going;
import org.penstock.app.window.view.MainView;
import org.penstock.app.window.view.OutputView;
import org.penstock.app.window.view.OverviewPage;
import org.penstock.app.window.view.Page;
import org.penstock.app.window.view.PlacePage;
import org.penstock.app.window.view.SettingsPage;
import org.penstock.app.window.view.StreamPage;
import org.penstock.app.window.view.SystemPage;
import org.penstock.core.place.LocationSpec;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.ControlSnapshot;
import org.penstock.core.runtime.FieldSnapshot;

/**
 * Makes every page of one window. On the JavaFX thread.
 *
 * @param wish takes what a person wants done, to ask whether it shall be
 * @param trends makes what is drawn over time
 * @param chains proves the record; null where that cannot be done from here
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
        Consumer<Ask> wish,
        Trends trends,
        @Nullable ChainCheck chains)
        implements Pages {
    /** Where the record cannot be proven from the window. */
    PageMaker(
            ControlRoom room,
            Desk desk,
            MainView view,
            Words words,
            WindowOptions options,
            Executor screen,
            Actions actions,
            Going going,
            Consumer<Ask> wish,
            Trends trends) {
        this(room, desk, view, words, options, screen, actions, going, wish, trends, null);
    }

    @Override
    public Optional<Page> make(PageAddress address) {
        return Optional.of(
                switch (address.kind()) {
                    case OVERVIEW -> new OverviewPage(words, actions, going);
                    case PLACE -> new PlacePage(address, words, actions, going);
                    case DEVICES -> new Devices(room, desk, view, words, options, screen, going, wish);
                    case ALERTS -> new Alerts(room, desk, view, options, words, screen, actions, going);
                    case PROGRAMS -> new Programs(room, desk, options, words, screen, actions);
                    case SETTINGS ->
                        new SettingsPage(words, next -> {
                            words.manner(next);
                            options.manner().keep(next);
                        });
                    case SYSTEM -> new SystemPage(words, actions);
                    case SYNOPTIC ->
                        new SynopticPage(address, words, going, SynopticPage.beside(options.settings()), desk, screen);
                    case TREND -> trends.page(address, going);
                    case STREAM ->
                        new StreamPage(
                                address,
                                words,
                                actions,
                                going,
                                trends.panel(address.subject(), SpanChoice.HOUR.millis()),
                                new HandWriting(room, desk, words, options.person(), screen).form(address.subject()));
                    case CONFIGURATION -> new Configurations(room, desk, words, screen, options.person(), going).page();
                    case PEOPLE -> new People(room, desk, words, options.person(), screen, actions).page();
                    case SIGNOFFS -> new Signoffs(room, desk, options, words, screen, actions::signIn);
                    case RECORD -> new EventRecord(room, desk, options, words, screen, chains);
                    case LOTS -> new Lots(room, desk, options, words, screen, going);
                    case RECIPES -> new RecipeBook(room, desk, options, words, screen, going);
                    case DESTRUCTION -> new Destructions(room, desk, options, words, screen, going);
                    case RETENTION -> new Retentions(room, desk, options, words, screen, going);
                    case HANDOVER -> new Handovers(room, desk, options, words, screen, going);
                    case OUTPUT ->
                        new OutputPage(
                                address, room, desk, options, words, screen, new OutputView(words, actions, going));
                });
    }

    @Override
    public String title(PageAddress address, Beat beat) {
        if (address.kind() == Kind.STREAM) {
            return beat.snapshot().field().streams().stream()
                    .filter(s -> s.key().equals(address.subject()))
                    .map(FieldSnapshot.Stream::name)
                    .findFirst()
                    .orElse(address.subject());
        }
        if (address.kind() == Kind.OUTPUT) {
            return beat.snapshot().control().outputs().stream()
                    .filter(o -> o.key().equals(address.subject()))
                    .map(ControlSnapshot.Output::name)
                    .findFirst()
                    .orElse(address.subject());
        }
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
        return Arrays.stream(Kind.values())
                .filter(k -> k != Kind.STREAM && k != Kind.OUTPUT && k != Kind.PLACE)
                .toList();
    }
}
