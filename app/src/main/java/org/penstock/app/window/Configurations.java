package org.penstock.app.window;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.configuration.Checked;
import org.penstock.app.window.model.configuration.Draft;
import org.penstock.app.window.model.configuration.Drafted;
import org.penstock.app.window.model.configuration.Edit;
import org.penstock.app.window.model.configuration.ElementKind;
import org.penstock.app.window.model.configuration.NewElement;
import org.penstock.app.window.model.configuration.PlanModel;
import org.penstock.app.window.model.configuration.PlanModel.Purpose;
import org.penstock.app.window.model.configuration.PresentValue;
import org.penstock.app.window.view.Going;
import org.penstock.app.window.view.configuration.ConfigurationActions;
import org.penstock.app.window.view.configuration.ConfigurationPage;
import org.penstock.app.window.view.configuration.ConfigurationPage.Sheet;
import org.penstock.core.facility.BaseLine;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.FacilityElements.ElementId;
import org.penstock.core.facility.Shape;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.NotAllowed;
import org.penstock.core.identity.Permission;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.ControlRoom.Answer;
import org.penstock.core.runtime.FacilityChange;

/**
 * The page of the configuration: its history and the editors of the file. Every change, a form's or a version's that comes
 * back, is a text that is checked, planned and applied as the command line does it. Lives on the JavaFX thread.
 */
final class Configurations implements ConfigurationActions {
    /** Between two looks whether something else was applied, s. */
    static final double LOOK_SECONDS = 5;

    /** A change is durable within seconds; after this long nobody knows, s. */
    static final long APPLY_SECONDS = 60;

    private final ControlRoom room;
    private final Desk desk;
    private final Words words;
    private final Executor screen;
    private final Present person;
    private final Going going;
    private final ConfigurationPage page;
    private final VersionHistory history;
    private final DraftDesk drafts;
    private final Timeline beat = new Timeline(new KeyFrame(Duration.seconds(LOOK_SECONDS), _ -> read()));
    private @Nullable PlanModel plan;
    private String reason = "";
    private int asked;

    /** @param screen runs on the JavaFX thread @param person recorded as who applied it */
    Configurations(ControlRoom room, Desk desk, Words words, Executor screen, Present person, Going going) {
        this.room = room;
        this.desk = desk;
        this.words = words;
        this.screen = screen;
        this.person = person;
        this.going = going;
        DraftDesk[] later = new DraftDesk[1];
        page = new ConfigurationPage(
                words, this, at -> PresentValue.of(at, later[0].stream()), this::ended, this::mayNot);
        Times times = new Times(words, room.snapshot().site().zone());
        history = new VersionHistory(room, desk, screen, words, times, page.history());
        drafts = new DraftDesk(room, desk, screen, words, page.edit());
        later[0] = drafts;
        beat.setCycleCount(Animation.INDEFINITE);
        beat.play();
        read();
    }

    /** What is put into the window. Closing it ends everything here. */
    ConfigurationPage page() {
        return page;
    }

    /** Shows one element in the editors. */
    void show(ElementId id) {
        page.turn(Sheet.EDIT);
        page.edit().choose(id.kind() + ":" + id.key());
    }

    private void ended() {
        beat.stop();
        asked++;
    }

    /** Whose the screen is may also be locked out for a moment: what he had begun is there when he is back. */
    private String mayNot() {
        Asker holder = person.holder();
        if (room.persons().may(holder, Permission.CONFIGURATION_READ)) {
            return "";
        }
        try {
            room.persons().admit(holder, Permission.CONFIGURATION_READ);
            return "";
        } catch (NotAllowed e) {
            return String.valueOf(e.getMessage());
        }
    }

    private void read() {
        if (!mayNot().isEmpty()) {
            return;
        }
        history.read();
        desk.work("the configuration in force", room.configuration()::export)
                .whenCompleteAsync(
                        (files, failure) -> {
                            if (files != null) {
                                drafts.refresh(files);
                            } else if (drafts.draft() == null) {
                                page.edit()
                                        .list(List.of(), words.of("config.not-read", Devices.reason(failure)));
                            }
                        },
                        screen);
    }

    @Override
    public void turned(Sheet sheet) {
        read();
    }

    @Override
    public void look(List<Integer> versions, boolean compare) {
        history.look(versions, compare);
    }

    @Override
    public void older() {
        history.older();
    }

    @Override
    public void restore(int version) {
        make(Purpose.RESTORE, Integer.toString(version), () -> room.configuration().plan(
                room.configuration().files(version)
                        .orElseThrow(() -> new NoSuchElementException(
                                words.of("config.version-gone", Integer.toString(version)))),
                false));
    }

    @Override
    public void sift(@Nullable ElementKind kind, String letters) {
        drafts.sift(kind, letters);
    }

    @Override
    public void choose(ElementId id) {
        drafts.choose(id);
    }

    @Override
    public void write(String word, String value) {
        drafts.write(word, value);
    }

    @Override
    public void writeLines(String text) {
        drafts.writeLines(text);
    }

    @Override
    public void undo() {
        drafts.undo();
    }

    @Override
    public void redo() {
        drafts.redo();
    }

    @Override
    public void discard() {
        Draft draft = drafts.draft();
        if (draft != null && !draft.empty()) {
            page.ask(words.of("config.discard.text", Integer.toString(draft.done())), drafts::discard);
        }
    }

    @Override
    public void plan() {
        Draft draft = drafts.draft();
        if (draft != null) {
            make(Purpose.DRAFT, "", () -> room.configuration().plan(Drafted.of(draft).files(), false));
        }
    }

    @Override
    public void archive() {
        Draft draft = drafts.draft();
        ElementId id = drafts.chosen();
        if (draft != null && id != null) {
            Draft without = draft.with(new Edit.Archive(id));
            make(
                    Purpose.ARCHIVE,
                    words.of("config.id", id.kind(), id.key()),
                    () -> room.configuration().plan(Drafted.of(without).files(), false));
        }
    }

    @Override
    public void open() {
        ElementId id = drafts.chosen();
        if (id != null) {
            switch (ElementKind.of(id.kind()).orElse(ElementKind.SITE)) {
                case STREAM, LIMIT, RULE -> going.go(new PageAddress(PageAddress.Kind.STREAM, drafts.stream()));
                case OUTPUT -> going.go(new PageAddress(PageAddress.Kind.OUTPUT, id.key()));
                case LOCATION -> going.go(new PageAddress(PageAddress.Kind.PLACE, id.key()));
                case PROGRAM -> going.go(PageAddress.of(PageAddress.Kind.PROGRAMS));
                case DEVICE -> going.go(PageAddress.of(PageAddress.Kind.DEVICES));
                case LINK, INTERLOCK -> going.go(PageAddress.of(PageAddress.Kind.SYSTEM));
                case DESTRUCTION, JURISDICTION_RULE -> going.go(PageAddress.of(PageAddress.Kind.DESTRUCTION));
                case EQUIPMENT, RELATIONSHIP, SITE, ORGANIZATION, USER, SCHEMA ->
                    going.go(PageAddress.of(PageAddress.Kind.OVERVIEW));
            }
        }
    }

    @Override
    public void begin(ElementKind kind) {
        Checked checked = drafts.checked();
        if (checked != null) {
            page.begin(
                    kind,
                    checked.drafted().elements().all().stream()
                            .filter(e -> e.id().kind().equals(ElementKind.DEVICE.word()))
                            .map(e -> e.id().key())
                            .toList());
        }
    }

    @Override
    public void add(NewElement element) {
        Checked checked = drafts.checked();
        Shape.Group file = drafts.file();
        if (checked == null || file == null) {
            return;
        }
        String missing = element.missing(checked.drafted().elements(), words);
        if (!missing.isEmpty()) {
            page.missing(missing);
            return;
        }
        page.noDialog();
        drafts.change(element.edit(file));
        drafts.reveal(element.id());
    }

    @Override
    public void reason(String text) {
        reason = text;
    }

    private void make(Purpose purpose, String subject, Callable<FacilityChange> how) {
        PlanModel making = PlanModel.making(purpose, subject, words);
        int number = ++asked;
        show(making);
        desk.work("plan of a configuration", how)
                .whenCompleteAsync(
                        (change, failure) -> {
                            if (number == asked) {
                                show(change == null
                                        ? making.told(words.of("config.not-checked", Devices.reason(failure)))
                                        : making.made(change, words));
                            }
                        },
                        screen);
    }

    private void show(PlanModel next) {
        plan = next;
        page.plan(next);
    }

    @Override
    public void doPlan() {
        PlanModel now = plan;
        if (now == null || now.plan() == null || !now.doable()) {
            return;
        }
        if (now.purpose() == Purpose.ARCHIVE) {
            ElementId id = drafts.chosen();
            leave();
            if (id != null) {
                drafts.change(new Edit.Archive(id));
            }
            return;
        }
        if (reason.isBlank()) {
            show(now.told(words.of("config.plan.no-reason")));
            return;
        }
        String change = now.plan().id();
        String why = reason.strip();
        show(now.applying(words));
        int number = ++asked;
        desk.work("application of a configuration", () -> room.configuration().apply(person.asker(), change, why))
                .thenCompose(answer -> answer)
                .orTimeout(APPLY_SECONDS, TimeUnit.SECONDS)
                .whenCompleteAsync((answer, failure) -> applied(number, now, answer, failure), screen);
    }

    private void applied(int number, PlanModel of, @Nullable Answer answer, @Nullable Throwable failure) {
        if (answer != null && answer.accepted() && of.purpose() == Purpose.DRAFT) {
            // What was changed is in force now; what is in force is the next thing to change.
            afresh();
        } else {
            read();
        }
        if (number == asked) {
            String told = answer == null ? words.of("config.plan.no-answer", Devices.reason(failure)) : answer.text();
            show(answer != null && answer.accepted() ? of.done(told) : of.told(told));
        }
    }

    private void afresh() {
        history.read();
        desk.work("the configuration in force", room.configuration()::export)
                .whenCompleteAsync(
                        (files, _) -> {
                            if (files != null) {
                                drafts.begin(Draft.of(files));
                            }
                        },
                        screen);
    }

    @Override
    public void rebase() {
        Draft draft = drafts.draft();
        PlanModel now = plan;
        if (draft == null || now == null || !now.rebasable()) {
            return;
        }
        int number = ++asked;
        PlanModel making = PlanModel.making(now.purpose(), now.subject(), words);
        show(making);
        desk.work("rebase of a changed configuration", () -> merged(draft))
                .whenCompleteAsync(
                        (merged, failure) -> {
                            if (number != asked) {
                                return;
                            }
                            if (merged == null) {
                                show(making.told(words.of("config.not-checked", Devices.reason(failure))));
                            } else {
                                show(making.made(merged.plan(), words));
                                if (merged.draft() != null) {
                                    drafts.begin(merged.draft());
                                }
                            }
                        },
                        screen);
    }

    private record Rebased(FacilityChange plan, @Nullable Draft draft) {}

    private Rebased merged(Draft draft) {
        FacilityChange change = room.configuration().plan(Drafted.of(draft).files(), true);
        if (!change.movedOn().isEmpty() || change.faults() > 0) {
            return new Rebased(change, null);
        }
        List<Configuration.File> onto = BaseLine.with(change.files(), change.base());
        return new Rebased(change, Draft.of(room.configuration().export()).with(new Edit.Merged(onto)));
    }

    @Override
    public void leave() {
        PlanModel now = plan;
        if (now != null && now.sent() && now.waiting()) {
            return;
        }
        asked++;
        plan = null;
        page.noDialog();
    }
}
