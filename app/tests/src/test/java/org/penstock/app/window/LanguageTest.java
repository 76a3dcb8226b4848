package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.penstock.app.window.model.Moment;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.view.register.RegisterView;
import org.penstock.app.window.view.register.RegisterActions;
import org.penstock.app.window.model.register.Shape;
import org.penstock.app.window.model.register.Pen;
import org.penstock.app.window.model.register.Form;
import org.penstock.app.window.model.recipes.RecipeList;
import org.penstock.app.window.model.register.Filled;
import org.penstock.app.window.model.lots.LotList;
import org.penstock.app.window.model.handover.HandoverList;
import org.penstock.app.window.model.destruction.DestructionList;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.OverviewPage;
import org.penstock.app.window.view.Page;
import org.penstock.app.window.view.PlacePage;
import org.penstock.app.window.view.SettingsPage;
import org.penstock.app.window.view.SystemPage;
import org.penstock.core.place.LocationSpec;
import org.penstock.core.runtime.FacilitySnapshot;

/** The window in a language that is 30 % longer than English: every word comes from the bundle, and has room. */
class LanguageTest {
    /** A word: not a key, a unit or a sign. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z]{3,}");

    private static final Set<String> OF_NO_LANGUAGE =
            Set.of("Ctrl", "Esc", "Enter", "Alt", "Shift", "CET", "PgUp", "PgDn", "ppm", "mol", "Sat", "Nov", "VPD", "VWC", "THI");

    @BeforeAll
    static void toolkit() throws InterruptedException {
        Sight.toolkit();
    }

    @Test
    void everyWordComesFromTheBundleAndALongerLanguageHasRoom() {
        Words words = LongWords.words();
        FacilitySnapshot snapshot = Facilities.abnormal();
        List<String> told = told(snapshot);
        Set<String> strange = new TreeSet<>();
        List<String> faults = new ArrayList<>();
        Sight.on(() -> {
            try (Exhibit exhibit = Exhibit.of(
                    snapshot, new Moment(Facilities.NOW, 0.1, true), Theme.DARK, TextSize.NORMAL, 1366, 768, words)) {
                List<Page> pages = List.of(
                        new OverviewPage(words, Exhibit.NOTHING, Exhibit.NOWHERE),
                        new PlacePage(
                                new PageAddress(PageAddress.Kind.PLACE, "glasshouse-1"),
                                words,
                                Exhibit.NOTHING,
                                Exhibit.NOWHERE),
                        new SettingsPage(words, _ -> {}),
                        new SystemPage(words, Exhibit.NOTHING),
                        empty(PageAddress.Kind.LOTS, LotList.shape(words), words),
                        empty(PageAddress.Kind.RECIPES, RecipeList.shape(words), words),
                        empty(PageAddress.Kind.DESTRUCTION, DestructionList.shape(words), words),
                        empty(PageAddress.Kind.HANDOVER, HandoverList.shape(words), words));
                for (Page page : pages) {
                    exhibit.put(page, page instanceof OverviewPage);
                    String name = "language-" + page.address().kind();
                    Set<String> tipped = tipped(exhibit);
                    exhibit.picture(name).stream()
                            .filter(f -> tipped.stream().noneMatch(t -> f.contains("cut off: \"" + t + '"')))
                            .forEach(faults::add);
                    texts(exhibit).filter(t -> strange(t, told)).forEach(strange::add);
                }
            }
            return 0;
        });
        assertEquals(Set.of(), strange);
        assertEquals(List.of(), faults);
    }

    /** A page over records of a facility that has none yet, as it tells what to do next. */
    private static Page empty(PageAddress.Kind kind, Shape shape, Words words) {
        Pen pen = new Pen(words, new Times(words, Facilities.SITE.zone()), Facilities.NOW, key -> key);
        RegisterView view = new RegisterView(words, shape, UNUSED);
        view.show(
                switch (kind) {
                    case LOTS -> LotList.of(List.of(), Map.of(), k -> k, "", Set.of(), false, "", null, _ -> "", pen);
                    case RECIPES -> RecipeList.of(List.of(), "", Set.of(), "", null, _ -> "", pen);
                    case DESTRUCTION -> DestructionList.of(List.of(), Map.of(), "", "", null, _ -> "", pen);
                    default ->
                        HandoverList.of(new TreeMap<>(), List.of(), HandoverList.NOW, "marta", "marta", "", pen);
                });
        return new FixedPage(PageAddress.of(kind), words.of(kind.wordKey()), view);
    }

    private static final RegisterActions UNUSED = new RegisterActions() {
        @Override
        public void choose(String key) {}

        @Override
        public void filter(String letters, Set<String> on) {}

        @Override
        public void press(String offer) {}

        @Override
        public void filled(Form form, Filled filled) {}

        @Override
        public void used() {}
    };

    /** What says the rest in a tip where it has not enough room. */
    private static Set<String> tipped(Exhibit exhibit) {
        Set<String> tipped = new TreeSet<>();
        for (Node node : exhibit.scene().getRoot().lookupAll(".label")) {
            if (node instanceof Label label && label.getTooltip() != null) {
                tipped.add(label.getText());
            }
        }
        return tipped;
    }

    private static Stream<String> texts(Exhibit exhibit) {
        return exhibit.scene().getRoot().lookupAll("*").stream()
                .filter(n -> n instanceof Labeled && AtTheWindow.isInSight(n))
                .map((Node n) -> ((Labeled) n).getText())
                .filter(t -> t != null && !t.isBlank());
    }

    /** Whether something is left of a text without what the facility told and without what is accented. */
    private static boolean strange(String text, List<String> told) {
        String left = text.replace("_", "");
        for (String t : told) {
            left = left.replace(t, " ");
        }
        left = left.replaceAll("\\S*[áéíóúýÁÉÍÓÚ]\\S*", " ");
        return WORD.matcher(left).results().anyMatch(r -> !OF_NO_LANGUAGE.contains(r.group()));
    }

    private static List<String> told(FacilitySnapshot s) {
        List<String> told = new ArrayList<>(List.of(s.site().name(), s.site().organization(), "marta"));
        s.field().streams().forEach(x -> told.addAll(List.of(x.name(), x.quality(), x.deviceName(), x.locationName(), x.unit())));
        s.control().outputs().forEach(x -> told.addAll(List.of(x.name(), x.why(), x.guard(), String.valueOf(x.shut()))));
        s.control().programs().forEach(x -> told.addAll(List.of(x.name(), String.valueOf(x.shut()))));
        s.alerts().open().forEach(x -> told.add(x.text()));
        s.control().interlocks().forEach(x -> told.addAll(List.of(x.name(), x.why())));
        s.field().links().forEach(x -> told.addAll(List.of(x.link(), x.reason())));
        s.field().map().locations().stream().map(LocationSpec::name).forEach(told::add);
        s.site().shifts().shifts().forEach(x -> told.add(x.name()));
        told.add(String.valueOf(s.health().databaseAway()));
        told.removeIf(String::isBlank);
        told.sort(Comparator.comparingInt(String::length).reversed());
        return told;
    }
}
