package org.penstock.app.window.view;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.AlertRow;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.app.window.model.StreamModel;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.overview.TileHeroView;
import org.penstock.app.window.view.trend.StreamDrag;
import org.penstock.app.window.view.trend.TrendPanel;

/** One stream: what it is now and whether that may be believed, its limits and alerts, and how it came here. */
public final class StreamPage implements Page {
    private final PageAddress address;
    private final TrendPanel trend;
    private final Label name = Texts.whole("place-title");
    private final Label path = Texts.flexible("quiet");
    private final TileHeroView hero = new TileHeroView();
    private final GaugeView gauge = new GaugeView();
    private final Label quality = Texts.sentence("stream-quality");
    private final GridPane facts = new GridPane();
    private final RowStack<AlertRow> alerts;
    private final VBox all;
    private final Shown<StreamModel> shown = new Shown<>(this::show);
    private String device = "";

    /**
     * @param trend of this stream alone; closed with the page
     * @param hand where its readings are written down, null where a device tells them
     */
    public StreamPage(
            PageAddress address,
            Words words,
            Actions actions,
            Going going,
            TrendPanel trend,
            @Nullable HandForm hand) {
        this.address = address;
        this.trend = trend;
        alerts = new RowStack<>(() -> new PlaceAlertView(words, actions));
        facts.getStyleClass().add("facts");
        StreamDrag.from(hero, address::subject);
        Button compare = Buttons.small();
        compare.setText(words.of("stream.compare"));
        compare.setOnAction(_ -> going.go(new PageAddress(Kind.TREND, address.subject())));
        Button toDevice = Buttons.small();
        toDevice.setText(words.of("stream.to-device"));
        toDevice.setOnAction(_ -> going.goTo(PageAddress.of(Kind.DEVICES), device));
        HBox buttons = new HBox(compare, toDevice);
        buttons.getStyleClass().add("stream-buttons");
        HBox head = new HBox(name, path);
        head.getStyleClass().add("place-head");
        HBox.setHgrow(path, Priority.ALWAYS);
        VBox about = new VBox(hero, gauge, quality, facts, buttons, alerts);
        about.getStyleClass().addAll("panel", "stream-about");
        if (hand != null) {
            about.getChildren().add(about.getChildren().indexOf(alerts), hand);
        }
        about.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(trend, Priority.ALWAYS);
        trend.setMinSize(0, 0);
        trend.setPrefSize(0, 0);
        HBox body = new HBox(PlaceView.scroll(about), trend);
        body.getStyleClass().add("stream-body");
        body.setMinHeight(0);
        body.setPrefHeight(0);
        VBox.setVgrow(body, Priority.ALWAYS);
        all = new VBox(head, body);
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
        Runnable text = shown.write(StreamModel.of(beat, address.subject()));
        Runnable line = trend.write(beat);
        return () -> {
            text.run();
            line.run();
        };
    }

    private void show(StreamModel model) {
        device = model.device();
        name.setText(model.name());
        path.setText(model.path());
        hero.show(model.value());
        gauge.show(model.gauge());
        quality.setText(model.quality());
        facts.getChildren().clear();
        int row = 0;
        for (StreamModel.Fact fact : model.facts()) {
            Label what = Texts.whole("fact-name");
            what.setText(fact.name());
            Label text = Texts.sentence("fact-text");
            text.setText(fact.text());
            facts.addRow(row++, what, text);
        }
        alerts.show(model.alerts());
    }

    @Override
    public void focus() {
        trend.focus();
    }

    @Override
    public void close() {
        trend.close();
    }
}
