package org.penstock.app.window.view;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.NavModel;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.app.window.model.SeverityStyle;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.trend.StreamDrag;

/** The way to every page: by task above, by place below. A place carries the most urgent alert of everything in it. */
public final class NavView extends VBox {
    private static final List<Kind> TASKS = List.of(
            Kind.OVERVIEW,
            Kind.PROGRAMS,
            Kind.SYNOPTIC,
            Kind.TREND,
            Kind.ALERTS,
            Kind.DEVICES,
            Kind.CONFIGURATION,
            Kind.SIGNOFFS,
            Kind.RECORD,
            Kind.RETENTION,
            Kind.LOTS,
            Kind.RECIPES,
            Kind.DESTRUCTION,
            Kind.HANDOVER,
            Kind.SYSTEM,
            Kind.SETTINGS,
            Kind.PEOPLE);

    private static final PseudoClass HERE = PseudoClass.getPseudoClass("here");

    private final Going going;
    private final Words words;
    private final Map<Kind, Button> tasks = new EnumMap<>(Kind.class);
    private final LiveList<NavModel.Place> places;
    private @Nullable PageAddress here;

    NavView(Words words, Going going) {
        this.going = going;
        this.words = words;
        getStyleClass().add("nav");
        places = new LiveList<>(PlaceLine::new, "");
        for (Kind kind : TASKS) {
            Button button = new Button(words.of(kind.wordKey()));
            button.getStyleClass().add("nav-task");
            button.setMaxWidth(Double.MAX_VALUE);
            button.setMinWidth(USE_PREF_SIZE);
            button.setOnAction(_ -> going.go(PageAddress.of(kind)));
            button.setOnMouseClicked(event -> {
                if (event.getButton() == MouseButton.MIDDLE) {
                    going.goBeside(PageAddress.of(kind));
                }
            });
            if (kind == Kind.TREND) {
                StreamDrag.onto(button, stream -> {
                    going.goTo(PageAddress.of(kind), stream);
                    return true;
                });
            }
            tasks.put(kind, button);
            getChildren().add(button);
        }
        Label title = Texts.whole("nav-title");
        title.setText(words.of("nav.places"));
        getChildren().addAll(title, places.node());
        VBox.setVgrow(places.node(), Priority.ALWAYS);
        places.node().setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                event.consume();
                open(event.isControlDown());
            }
        });
        places.node().setOnMouseClicked(event -> open(event.isControlDown() || event.getButton() == MouseButton.MIDDLE));
    }

    /** Only the kinds that can be opened stand in it. */
    void only(List<Kind> kinds) {
        tasks.forEach((kind, button) -> Texts.present(button, kinds.contains(kind)));
    }

    void show(NavModel model) {
        places.show(model.places());
    }

    /** Says quietly beside a page how much of it waits for who sits here. */
    void waiting(Kind kind, int count) {
        Button button = tasks.get(kind);
        if (button != null) {
            String name = words.of(kind.wordKey());
            button.setText(count == 0 ? name : words.of("nav.waiting", name, Integer.toString(count)));
        }
    }

    /** Marks what is in sight. */
    void here(@Nullable PageAddress address) {
        here = address;
        tasks.forEach((kind, button) ->
                button.pseudoClassStateChanged(HERE, address != null && address.equals(PageAddress.of(kind))));
    }

    /** Puts the keyboard on the places. */
    void focusPlaces() {
        places.node().requestFocus();
        if (places.node().getSelectionModel().isEmpty()) {
            places.node().getSelectionModel().selectFirst();
        }
    }

    private void open(boolean beside) {
        NavModel.Place place = places.selected();
        if (place == null) {
            return;
        }
        PageAddress address = new PageAddress(Kind.PLACE, place.key());
        if (beside) {
            going.goBeside(address);
        } else if (!address.equals(here)) {
            going.go(address);
        }
    }

    /** One line of the tree: how deep it lies, its name, and the most urgent alert in it. */
    private static final class PlaceLine implements RowView<NavModel.Place> {
        private final Label name = Texts.flexible("nav-place");
        private final Glyph glyph = new Glyph();
        private final HBox line = new HBox(name, glyph);

        private String depth = "";

        PlaceLine() {
            line.getStyleClass().add("nav-line");
            HBox.setHgrow(name, Priority.ALWAYS);
        }

        @Override
        public Node node() {
            return line;
        }

        @Override
        public void show(NavModel.Place place) {
            name.setText(place.name());
            if (!depth.equals(place.depthClass())) {
                name.getStyleClass().remove(depth);
                depth = place.depthClass();
                name.getStyleClass().add(depth);
            }
            line.setAccessibleText(place.spoken());
            SeverityStyle worst = place.worst();
            if (worst != null) {
                glyph.show(worst.styleClass(), worst.number());
            }
            Texts.present(glyph, worst != null);
        }
    }
}
