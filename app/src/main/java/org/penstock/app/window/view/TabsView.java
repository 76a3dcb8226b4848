package org.penstock.app.window.view;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.penstock.app.window.model.Words;

/** The titles of the open pages, the way back, and what can be done with the page in sight. */
public final class TabsView extends HBox {
    private static final PseudoClass HERE = PseudoClass.getPseudoClass("here");

    /** What a person can do with the tabs. Tabs are counted from 0. */
    public interface Wishes {
        void choose(int tab);

        void closeTab(int tab);

        void back();

        void forward();

        void detach();
    }

    private final Wishes wishes;
    private final HBox titles = new HBox();
    private final Button back;
    private final Button forward;
    private final Words words;
    private List<String> shown = List.of();

    TabsView(Words words, Wishes wishes) {
        this.words = words;
        this.wishes = wishes;
        getStyleClass().add("tabs");
        back = quiet("tabs.back", wishes::back);
        forward = quiet("tabs.forward", wishes::forward);
        Button detach = quiet("tabs.detach", wishes::detach);
        titles.getStyleClass().add("tab-titles");
        getChildren().addAll(back, forward, titles, Texts.spring(), detach);
    }

    private Button quiet(String key, Runnable act) {
        Button button = new Button(words.of(key));
        button.getStyleClass().add("quiet-button");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> act.run());
        return button;
    }

    /**
     * Shows what is open.
     *
     * @param here the tab in sight
     * @param canGoBack whether there is a page to go back to
     * @param canGoForward whether there is a page to go forward to
     */
    public void show(List<String> open, int here, boolean canGoBack, boolean canGoForward) {
        back.setDisable(!canGoBack);
        forward.setDisable(!canGoForward);
        if (open.size() != shown.size()) {
            List<HBox> made = new ArrayList<>();
            for (int i = 0; i < open.size(); i++) {
                made.add(tab(i, open.size() > 1));
            }
            titles.getChildren().setAll(made);
        }
        shown = List.copyOf(open);
        for (int i = 0; i < open.size(); i++) {
            HBox tab = (HBox) titles.getChildren().get(i);
            ((Button) tab.getChildren().getFirst()).setText(open.get(i));
            tab.pseudoClassStateChanged(HERE, i == here);
        }
    }

    private HBox tab(int no, boolean closable) {
        Button title = new Button();
        title.getStyleClass().add("tab-title");
        title.setOnAction(_ -> wishes.choose(no));
        title.setMinWidth(0);
        HBox tab = new HBox(title);
        tab.getStyleClass().add("tab");
        if (closable) {
            Button close = quiet("tabs.close", () -> wishes.closeTab(no));
            close.getStyleClass().add("tab-close");
            tab.getChildren().add(close);
            title.setOnMouseClicked(event -> {
                if (event.getButton() == MouseButton.MIDDLE) {
                    wishes.closeTab(no);
                }
            });
        }
        return tab;
    }
}
