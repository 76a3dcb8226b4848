package org.penstock.app.window.view;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.app.window.model.PlaceModel;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.model.Words;

/** The page of a place; of the whole site, it is every value, output and program there is. */
public final class PlacePage implements Page {
    private final PageAddress address;
    private final PlaceView view;
    private final Label name = Texts.whole("place-title");
    private final Label path = Texts.flexible("quiet");
    private final VBox all;
    private final Shown<PlaceModel> shown = new Shown<>(this::show);

    /** @param address of a place */
    public PlacePage(PageAddress address, Words words, Actions actions, Going going) {
        this.address = address;
        this.view = new PlaceView(words, actions, going, address.subject().isEmpty());
        Button synoptic = Buttons.small();
        synoptic.setText(words.of("place.synoptic"));
        synoptic.setOnAction(_ -> going.go(new PageAddress(Kind.SYNOPTIC, address.subject())));
        HBox head = new HBox(name, path, synoptic);
        head.getStyleClass().add("place-head");
        HBox.setHgrow(path, Priority.ALWAYS);
        VBox.setVgrow(view, Priority.ALWAYS);
        view.setMinHeight(0);
        view.setPrefHeight(0);
        all = new VBox(head, view);
    }

    @Override
    public PageAddress address() {
        return address;
    }

    @Override
    public String title() {
        return name.getText();
    }

    @Override
    public Node node() {
        return all;
    }

    @Override
    public Runnable write(Beat beat) {
        return shown.write(PlaceModel.of(beat, address.subject()));
    }

    private void show(PlaceModel model) {
        name.setText(model.name());
        path.setText(model.path());
        view.show(model);
    }

    @Override
    public void textSize(TextSize size) {
        view.textSize(size);
    }

    @Override
    public boolean reveal(String key) {
        return view.reveal(key);
    }

    @Override
    public void focus() {
        view.focus(Key.OVERVIEW);
    }

    /** Puts the keyboard on a part of the page. */
    public void focus(Key part) {
        view.focus(part);
    }

    @Override
    public void close() {
        // It subscribed to nothing.
    }
}
