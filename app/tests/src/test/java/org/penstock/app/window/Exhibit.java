package org.penstock.app.window;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.params.provider.Arguments;
import org.penstock.app.window.model.AlertRow;
import org.penstock.app.window.model.Ask;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.Frame;
import org.penstock.app.window.model.GateRow;
import org.penstock.app.window.model.Moment;
import org.penstock.app.window.model.OutputRow;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.PlaceModel;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.Actions;
import org.penstock.app.window.view.Choices;
import org.penstock.app.window.view.Going;
import org.penstock.app.window.view.MainView;
import org.penstock.app.window.view.Page;
import org.penstock.app.window.view.PlacePage;
import org.penstock.app.window.view.TabsView;
import org.penstock.core.runtime.FacilitySnapshot;

/** The window with one page in a stage of a given size, theme and text size, showing one snapshot. Use on the JavaFX thread. */
final class Exhibit implements AutoCloseable {
    static final Times TIMES = new Times(Sight.WORDS, Facilities.SITE.zone());

    final MainView view;
    final Stage stage;
    final Beat beat;
    final PlaceModel place;
    private final TextSize size;

    private Exhibit(MainView view, Stage stage, Beat beat, TextSize size) {
        this.view = view;
        this.stage = stage;
        this.beat = beat;
        this.place = PlaceModel.of(beat, "");
        this.size = size;
    }

    /**
     * Each theme, both screens and the largest letters: a theme changes colours only, so that what fits is judged in any of
     * them.
     */
    static Stream<Arguments> ways() {
        return Stream.of(
                Arguments.of(Theme.DARK, TextSize.NORMAL, 1366, 768),
                Arguments.of(Theme.LIGHT, TextSize.NORMAL, 1920, 1080),
                Arguments.of(Theme.NIGHT, TextSize.LARGEST, 1366, 768));
    }

    static Beat beat(FacilitySnapshot snapshot, Moment moment) {
        return new Beat(snapshot, moment, "marta", Sight.WORDS, TIMES);
    }

    /** With the whole site on it. */
    static Exhibit of(FacilitySnapshot snapshot, Theme theme, TextSize size, int width, int height) throws IOException {
        return of(snapshot, new Moment(Facilities.NOW, 0.1, true), theme, size, width, height);
    }

    /** Without a page: for who puts one at once, for styling one that nobody looks at is half of the time. */
    static Exhibit frame(FacilitySnapshot snapshot, Theme theme, TextSize size, int width, int height)
            throws IOException {
        return frame(snapshot, new Moment(Facilities.NOW, 0.1, true), theme, size, width, height, Sight.WORDS);
    }

    static Exhibit of(FacilitySnapshot snapshot, Moment moment, Theme theme, TextSize size, int width, int height)
            throws IOException {
        return of(snapshot, moment, theme, size, width, height, Sight.WORDS);
    }

    static Exhibit of(
            FacilitySnapshot snapshot, Moment moment, Theme theme, TextSize size, int width, int height, Words words)
            throws IOException {
        Exhibit exhibit = frame(snapshot, moment, theme, size, width, height, words);
        exhibit.put(new PlacePage(PageAddress.of(PageAddress.Kind.PLACE), words, NOTHING, NOWHERE), true);
        return exhibit;
    }

    static Exhibit frame(
            FacilitySnapshot snapshot, Moment moment, Theme theme, TextSize size, int width, int height, Words words)
            throws IOException {
        Path settings = Files.createTempFile("penstock-window", ".properties");
        new Settings(theme, size).write(settings);
        MainView view = new MainView(words, NOTHING, NOBODY, NOWHERE, UNTABBED);
        Scene scene = new Scene(view, width, height);
        new Look(scene, view::textSize, settings);
        Stage stage = new Stage();
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.show();
        view.kinds(List.of(PageAddress.Kind.values()));
        Beat beat = new Beat(snapshot, moment, "marta", words, new Times(words, Facilities.SITE.zone()));
        view.show(Frame.of(beat));
        Files.delete(settings);
        return new Exhibit(view, stage, beat, size);
    }

    /** Puts a page into the window and writes it. */
    void put(Page page, boolean withLists) {
        page.textSize(size);
        page.write(beat).run();
        view.page(page, withLists);
        view.tabs().show(List.of(page.title(), "Bay 2"), 0, true, false);
        pass();
        page.focus();
        settle();
    }

    Scene scene() {
        return stage.getScene();
    }

    /** Lays out as often as it takes lists to fill their cells. */
    void settle() {
        for (int i = 0; i < 2; i++) {
            pass();
        }
    }

    /** Styles and lays out everything once, which is most of what a picture takes. */
    private void pass() {
        scene().getRoot().applyCss();
        scene().getRoot().layout();
    }

    /** Takes a picture and says what is wrong with it. */
    List<String> picture(String name) {
        settle();
        // As it is after some beats: what is set again at each must not bring back what the style sheet hid.
        view.show(Frame.of(beat));
        scene().getRoot().layout();
        Sight.picture(scene(), name);
        List<String> faults = new ArrayList<>(ScreenLint.faults(name, scene()));
        for (Node leaves : view.lookupAll(".leaf-titles")) {
            Parent leaf = leaves.getParent();
            boolean inSight = leaf.lookupAll(".list-view").stream().anyMatch(Node::isVisible);
            if (leaf.isVisible() && !inSight) {
                faults.add(name + ": under the titles no list is in sight");
            }
        }
        return faults;
    }

    @Override
    public void close() {
        stage.close();
    }

    static String name(String what, Theme theme, TextSize size, int width) {
        return what + "-" + theme.name().toLowerCase(Locale.ROOT) + "-" + width + "-" + size.styleClass();
    }

    private static final Choices NOBODY = new Choices() {
        @Override
        public void confirm() {}

        @Override
        public void askAgain() {}

        @Override
        public void signInFirst() {}

        @Override
        public void leave() {}
    };

    static final Actions NOTHING = new Actions() {
        @Override
        public void ask(Ask ask) {}

        @Override
        public void askForOutput(OutputRow output) {}

        @Override
        public void askForBypass(GateRow gate) {}

        @Override
        public void askForShelf(List<AlertRow> alerts) {}

        @Override
        public void unshelve(long no, String text) {}

        @Override
        public void acknowledge(AlertRow alert) {}

        @Override
        public void stopEverything() {}

        @Override
        public void find() {}

        @Override
        public void signIn() {}

        @Override
        public int lockMinutes() {
            return 10;
        }

        @Override
        public void lockAfter(int minutes) {}

        @Override
        public void showKeys() {}
    };

    static final Going NOWHERE = new Going() {
        @Override
        public void go(PageAddress address) {}

        @Override
        public void goTo(PageAddress address, String key) {}

        @Override
        public void goBeside(PageAddress address) {}
    };

    private static final TabsView.Wishes UNTABBED = new TabsView.Wishes() {
        @Override
        public void choose(int tab) {}

        @Override
        public void closeTab(int tab) {}

        @Override
        public void back() {}

        @Override
        public void forward() {}

        @Override
        public void detach() {}
    };
}
