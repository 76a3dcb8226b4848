package org.penstock.app.window;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.Moment;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.view.Going;
import org.penstock.app.window.view.trend.TrendPage;
import org.penstock.core.runtime.FacilityRecord.Reading;
import org.penstock.core.runtime.FacilitySnapshot;

/** A trend page alone in a stage, at a time the test sets, with a record the test wrote. */
final class TrendStage implements AutoCloseable {
    final FakeControlRoom room;
    final TrendPage page;
    final Stage stage;

    /** Where the page led. */
    final Visits visits;

    private TrendStage(FakeControlRoom room, TrendPage page, Stage stage, Visits visits) {
        this.visits = visits;
        this.room = room;
        this.page = page;
        this.stage = stage;
    }

    static TrendStage of(FakeControlRoom room, String streams, Theme theme, TextSize size, int width, int height) {
        return Sight.on(() -> {
            Typeface.load();
            Present marta = new Present("marta");
            Trends trends = new Trends(room, new Desk(room, marta), marta, Sight.WORDS, Platform::runLater);
            Visits visits = new Visits();
            TrendPage page = trends.page(new PageAddress(Kind.TREND, streams), visits);
            StackPane root = new StackPane(page.node());
            root.getStyleClass().addAll("root", size.styleClass());
            Scene scene = new Scene(root, width, height);
            scene.setUserAgentStylesheet(theme.controls());
            scene.getStylesheets().setAll(sheet(theme.palette()), sheet("window.css"));
            Stage stage = new Stage();
            stage.setScene(scene);
            stage.setX(0);
            stage.setY(0);
            stage.show();
            return new TrendStage(room, page, stage, visits);
        });
    }

    private static String sheet(String name) {
        return Objects.requireNonNull(Look.class.getResource(name), name).toExternalForm();
    }

    /** One beat of the window. */
    void beat(FacilitySnapshot snapshot, Instant now) {
        Beat beat = new Beat(snapshot, new Moment(now, 0.1, true), "marta", Sight.WORDS, Exhibit.TIMES);
        Runnable show = page.write(beat);
        Sight.on(() -> {
            show.run();
            settle();
            return 0;
        });
    }

    private void settle() {
        for (int i = 0; i < 3; i++) {
            stage.getScene().getRoot().applyCss();
            stage.getScene().getRoot().layout();
        }
    }

    List<String> picture(String name) {
        return Sight.on(() -> {
            settle();
            Sight.picture(stage.getScene(), name);
            List<String> faults = new ArrayList<>(ScreenLint.faults(name, stage.getScene()));
            for (Node part : ((Parent) page.node().lookup(".trend")).getChildrenUnmodifiable()) {
                Bounds at = part.localToScene(part.getLayoutBounds());
                if (part.isVisible()
                        && (at.getMinY() < 0 || at.getMaxY() > stage.getScene().getHeight())) {
                    faults.add(name + ": " + part.getStyleClass() + " is out of the window, " + at);
                }
            }
            return faults;
        });
    }

    /** The picture alone, as it is on the screen. */
    WritableImage chart() {
        return Sight.on(() -> {
            settle();
            return page.node().lookup(".trend-chart").snapshot(null, null);
        });
    }

    /** Every word in sight. */
    List<String> texts() {
        return Sight.on(() -> stage.getScene().getRoot().lookupAll("*").stream()
                .filter(n -> n instanceof Labeled && inSight(n))
                .map(n -> ((Labeled) n).getText())
                .filter(t -> t != null && !t.isEmpty())
                .collect(Collectors.toCollection(ArrayList::new)));
    }

    void press(String text) {
        Sight.on(() -> {
            for (Node n : stage.getScene().getRoot().lookupAll("*")) {
                if (n instanceof ButtonBase b && inSight(b) && text.equals(b.getText())) {
                    b.requestFocus();
                    b.fire();
                    return 0;
                }
            }
            throw new AssertionError("there is no button " + text);
        });
    }

    void key(KeyCode... keys) {
        // The platform gives keys to the window that was shown last unless another one asks for them.
        Sight.on(() -> {
            stage.requestFocus();
            return 0;
        });
        Sight.on(() -> {
            Robot robot = new Robot();
            for (KeyCode k : keys) {
                robot.keyPress(k);
            }
            for (int i = keys.length - 1; i >= 0; i--) {
                robot.keyRelease(keys[i]);
            }
            return 0;
        });
        Sight.on(() -> 0);
    }

    void focus() {
        Sight.on(() -> {
            stage.requestFocus();
            page.focus();
            return 0;
        });
    }

    private static boolean inSight(Node node) {
        for (@Nullable Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        Sight.on(() -> {
            page.close();
            stage.close();
            return 0;
        });
    }

    /** A record as the real one answers: oldest first, not more than asked for. */
    static FakeControlRoom.Record record(long every, Instant begin, Instant end, Curve curve) {
        return (stream, from, to, most) -> {
            List<Reading> found = new ArrayList<>();
            long first = Math.max(from.toEpochMilli(), begin.toEpochMilli());
            long at = Math.ceilDiv(first, every) * every;
            for (; at < to.toEpochMilli() && at < end.toEpochMilli() && found.size() < most; at += every) {
                Reading r = curve.at(stream, Instant.ofEpochMilli(at));
                if (r != null) {
                    found.add(r);
                }
            }
            return found;
        };
    }

    /** What a stream read at a moment; null for nothing. */
    interface Curve {
        @Nullable
        Reading at(String stream, Instant at);
    }

    /** Where the page led, in order. */
    static final class Visits implements Going {
        final List<PageAddress> to = new ArrayList<>();

        @Override
        public void go(PageAddress address) {
            to.add(address);
        }

        @Override
        public void goTo(PageAddress address, String key) {
            to.add(address);
        }

        @Override
        public void goBeside(PageAddress address) {
            to.add(address);
        }
    }
}
