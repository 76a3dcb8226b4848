package org.penstock.app.window;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import javafx.animation.PauseTransition;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.configuration.Checked;
import org.penstock.app.window.model.configuration.Draft;
import org.penstock.app.window.model.configuration.Drafted;
import org.penstock.app.window.model.configuration.Edit;
import org.penstock.app.window.model.configuration.ElementKind;
import org.penstock.app.window.model.configuration.FormModel;
import org.penstock.app.window.model.configuration.Outline;
import org.penstock.app.window.view.configuration.EditView;
import org.penstock.core.facility.Change;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.FacilityElements.ElementId;
import org.penstock.core.facility.Shape;
import org.penstock.core.link.Driver;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.FieldSnapshot.Stream;
import org.penstock.core.runtime.Rooms;

/**
 * The sheet of the editors: what a person changes is a draft of the text of the file, and each change is checked as the
 * file is, one check at a time, a moment after the last letter. Lives on the JavaFX thread.
 */
final class DraftDesk {
    /** After the last letter, ms: a check of every letter would be late for each. */
    static final double QUIET_MILLIS = 250;

    private final ControlRoom room;
    private final Desk desk;
    private final Executor screen;
    private final Words words;
    private final EditView view;
    private final PauseTransition quiet = new PauseTransition(Duration.millis(QUIET_MILLIS));
    private @Nullable Draft draft;
    private @Nullable Checked checked;
    private Shape.@Nullable Group file;
    private @Nullable ElementId chosen;
    private @Nullable ElementKind only;
    private String letters = "";
    private volatile String stream = "";
    private boolean busy;
    private boolean again;

    private record Answer(Shape.Group file, Checked checked) {}

    DraftDesk(ControlRoom room, Desk desk, Executor screen, Words words, EditView view) {
        this.room = room;
        this.desk = desk;
        this.screen = screen;
        this.words = words;
        this.view = view;
        quiet.setOnFinished(_ -> check());
    }

    /** Key of the stream that the chosen element is about, "" for none. Any thread. */
    String stream() {
        return stream;
    }

    /** Takes what is in force, unless something was changed that is not applied. */
    void refresh(List<Configuration.File> inForce) {
        if (draft == null || (draft.empty() && !draft.base().equals(inForce))) {
            begin(Draft.of(inForce));
        } else if (!draft.empty() && !draft.base().equals(inForce) && checked != null && !checked.movedOn()) {
            check();
        }
    }

    /** Goes on from here. */
    void begin(Draft next) {
        draft = next;
        check();
    }

    /** What is changed; null before the facility file was read. */
    @Nullable
    Draft draft() {
        return draft;
    }

    /** What the last check said; null before the first. */
    @Nullable
    Checked checked() {
        return checked;
    }

    /** What may be written in a facility file; null before the first check. */
    Shape.@Nullable Group file() {
        return file;
    }

    @Nullable
    ElementId chosen() {
        return chosen;
    }

    void sift(@Nullable ElementKind kind, String text) {
        only = kind;
        letters = text;
        list();
    }

    void choose(ElementId id) {
        if (!id.equals(chosen)) {
            chosen = id;
            form();
        }
    }

    /** Writes a word of the chosen element. */
    void write(String word, String value) {
        ElementId id = chosen;
        Shape.Group all = file;
        if (id != null && all != null) {
            List<String> order = ElementKind.of(id.kind())
                    .map(k -> List.copyOf(k.shape(all).words().keySet()))
                    .orElse(List.of());
            change(new Edit.Word(id, word, value, order));
        }
    }

    /** Writes the lines of the chosen element. */
    void writeLines(String text) {
        if (chosen != null) {
            change(new Edit.Lines(chosen, text));
        }
    }

    /** Makes a change. */
    void change(Edit edit) {
        if (draft != null) {
            draft = draft.with(edit);
            quiet.playFromStart();
            state();
        }
    }

    void undo() {
        turn(draft == null ? null : draft.undo());
    }

    void redo() {
        turn(draft == null ? null : draft.redo());
    }

    /** Throws everything away that is not applied. */
    void discard() {
        turn(draft == null ? null : Draft.of(draft.base()));
    }

    private void turn(@Nullable Draft next) {
        if (next != null && !next.equals(draft)) {
            draft = next;
            check();
        }
    }

    /** Shows an element that is just added. */
    void reveal(ElementId id) {
        chosen = id;
        view.choose(id.kind() + ":" + id.key());
    }

    private void check() {
        Draft of = draft;
        if (of == null) {
            return;
        }
        if (busy) {
            again = true;
            return;
        }
        busy = true;
        state();
        Shape.Group known = file;
        desk.work("check of a changed configuration", () -> {
                    Shape.Group all = known == null ? shape() : known;
                    Drafted drafted = Drafted.of(of);
                    return new Answer(all, Checked.of(drafted, room.configuration().check(drafted.files()), ""));
                })
                .whenCompleteAsync((answer, failure) -> checked(of, answer, failure), screen);
    }

    private static Shape.Group shape() {
        List<Driver> drivers = ServiceLoader.load(Driver.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        return Rooms.facilityFile(drivers, UuidCreator::getTimeOrderedEpoch).shape();
    }

    private void checked(Draft of, @Nullable Answer answer, @Nullable Throwable failure) {
        busy = false;
        if (answer != null) {
            file = answer.file();
        }
        if (of.equals(draft)) {
            if (answer != null) {
                checked = answer.checked();
                follow(answer.checked());
                list();
                form();
            }
            state(answer == null ? words.of("config.not-checked", Devices.reason(failure)) : "");
        }
        if (again) {
            again = false;
            check();
        }
    }

    /** Lines that gave the chosen element another key are looked at under that key. */
    private void follow(Checked now) {
        Draft d = draft;
        if (chosen == null || d == null || d.empty() || now.drafted().elements().find(chosen).isPresent()) {
            return;
        }
        if (d.counted().getLast() instanceof Edit.Lines l && l.id().equals(chosen) && now.plan() != null) {
            now.plan().changes().stream()
                    .filter(c -> c.kind().equals(l.id().kind())
                            && now.drafted().elements().find(new ElementId(c.kind(), c.key())).isPresent()
                            && c instanceof Change.Added)
                    .findFirst()
                    .ifPresent(c -> reveal(new ElementId(c.kind(), c.key())));
        }
    }

    private void list() {
        if (checked != null) {
            view.list(
                    Outline.of(checked, only, letters, words),
                    words.of(letters.isBlank() ? "config.none-of-kind" : "config.none-found"));
        }
    }

    private void form() {
        if (checked == null || file == null || chosen == null) {
            view.form(null);
            return;
        }
        FormModel model =
                FormModel.of(checked, chosen, file, shownUnit(), words).orElse(null);
        stream = model == null ? "" : model.stream();
        view.form(model);
    }

    private UnaryOperator<String> shownUnit() {
        List<Stream> streams = room.snapshot().field().streams();
        return key -> streams.stream()
                .filter(s -> s.key().equals(key))
                .map(Stream::unit)
                .findFirst()
                .orElse("");
    }

    private void state() {
        state("");
    }

    private void state(String trouble) {
        Draft d = draft;
        Checked c = checked;
        if (d == null) {
            view.state(words.of("config.reading"), List.of(), false, false, false);
            return;
        }
        boolean current = c != null && c.drafted().draft().equals(d);
        view.state(
                trouble.isEmpty() ? told(d, current ? c : null) : trouble,
                current && c != null ? c.elsewhere(words) : List.of(),
                !d.empty(),
                d.redoable(),
                current && c != null && c.plannable());
    }

    private String told(Draft d, @Nullable Checked current) {
        if (d.empty()) {
            return words.of("config.state.none");
        }
        String last = d.counted().getLast().title(words);
        String count = Integer.toString(d.done());
        if (current == null) {
            return words.of("config.state.checking", count, last);
        }
        if (current.movedOn()) {
            return words.of("config.state.moved-on", count, last);
        }
        int faults = current.faults();
        return faults > 0
                ? words.of("config.state.faults", count, last, Integer.toString(faults))
                : words.of("config.state.good", count, last);
    }
}
