package org.penstock.app.window;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Documents;
import org.penstock.app.api.Parts;
import org.penstock.app.api.WiringDocuments;
import org.penstock.app.commission.Chosen;
import org.penstock.app.commission.Commissioner;
import org.penstock.app.commission.Field;
import org.penstock.app.commission.RoomField;
import org.penstock.app.commission.SheetFile;
import org.penstock.app.commission.StepTest;
import org.penstock.app.print.CommissioningSheet;
import org.penstock.app.print.CommissioningSheet.Remark;
import org.penstock.app.start.ProgramVersion;
import org.penstock.app.window.model.DeviceRow;
import org.penstock.app.window.model.StepTestModel;
import org.penstock.app.window.model.StepTestModel.Stage;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.DevicesPage;
import org.penstock.app.window.view.StepTestActions;
import org.penstock.core.runtime.ControlRoom;

/**
 * The step test of one device at a time, from the choice to the sheet on disk. Lives on the JavaFX thread; the walk
 * itself has a thread of the {@link Desk}. Whoever turns away from the page while something is away from safe has it
 * released: nothing moves that nobody looks at.
 */
final class StepTests implements StepTestActions {
    private static final double LONGEST_SECONDS = 3_600;

    private final Desk desk;
    private final Executor screen;
    private final DevicesPage page;
    private final Words words;
    private final Present person;
    private final InstantSource wall;
    private final Field field;
    private @Nullable StepTestModel model;
    private @Nullable ScreenCompanion companion;
    private @Nullable CommissioningSheet sheet;
    private String device = "";
    private boolean warned;
    private long turn;

    StepTests(
            ControlRoom room,
            Desk desk,
            Executor screen,
            DevicesPage page,
            Words words,
            Present person,
            InstantSource wall) {
        this.desk = desk;
        this.screen = screen;
        this.page = page;
        this.words = words;
        this.person = person;
        this.wall = wall;
        this.field = new RoomField(room, person::holder);
    }

    /** Asks which outputs of a device. */
    void begin(DeviceRow row) {
        long mine = ++turn;
        device = row.id();
        sheet = null;
        companion = null;
        to(StepTestModel.of(row, words));
        desk.work("what can be tested of " + row.id(), () -> outputs(row.id()))
                .whenCompleteAsync((outputs, failure) -> known(mine, outputs, failure), screen);
    }

    private List<Parts.Output> outputs(String of) {
        Documents.Devices seen = field.look();
        return field.wiring().outputs().stream()
                .filter(o -> o.device().equals(of))
                .map(o -> Field.output(seen, o.key()))
                .toList();
    }

    private void known(long mine, @Nullable List<Parts.Output> outputs, @Nullable Throwable failure) {
        if (mine == turn && model != null) {
            to(
                    outputs == null
                            ? model.failed(words.of("step.not-known", Devices.reason(failure)))
                            : model.choosing(outputs, words));
        }
    }

    @Override
    public void begin(List<String> outputs, String seconds, boolean inputs) {
        long holdMillis = millis(seconds);
        StepTestModel now = model;
        if (now == null || now.stage() != Stage.CHOOSING) {
            return;
        }
        if (outputs.isEmpty() && !inputs) {
            to(now.tell(words.of("step.none-chosen")));
            return;
        }
        if (holdMillis <= 0) {
            to(now.tell(words.of("step.no-seconds")));
            return;
        }
        long mine = ++turn;
        String of = device;
        ScreenCompanion walking = new ScreenCompanion(words, change -> screen.execute(() -> change(mine, change)));
        companion = walking;
        to(now.at(""));
        desk.work("step test of " + of, () -> walk(walking, of, outputs, holdMillis, inputs))
                .whenCompleteAsync((found, failure) -> ended(mine, found, failure), screen);
    }

    private CommissioningSheet walk(
            ScreenCompanion walking, String of, List<String> outputs, long holdMillis, boolean inputs) {
        Commissioner commissioner = new Commissioner(
                field, wall, walking, new Commissioner.Visit(person.name(), person.account(), ProgramVersion.words(), holdMillis));
        Chosen chosen = Chosen.of(commissioner.seen(), commissioner.wiring(), outputs, of, List.of());
        // No key of an output would mean all of them.
        List<WiringDocuments.Output> wanted = outputs.isEmpty() ? List.of() : chosen.outputs();
        List<StepTest.Subject> subjects = wanted.stream()
                .map(o -> StepTest.Subject.of(commissioner.seen(), o, null, List.of(), holdMillis, person.name()))
                .toList();
        commissioner.outputs(subjects, stopped -> {
            if (inputs && !stopped) {
                commissioner.inputs(chosen.streams());
            }
        });
        return commissioner.sheet(chosen.devices());
    }

    private void ended(long mine, @Nullable CommissioningSheet found, @Nullable Throwable failure) {
        if (mine != turn || model == null) {
            return;
        }
        companion = null;
        sheet = found;
        warned = false;
        to(
                found == null
                        ? model.failed(words.of("step.failed", Devices.reason(failure)))
                        : model.ended(
                                found, documents().resolve(SheetFile.name(found)).toString(), words));
    }

    /** Where a person looks for papers. */
    private static Path documents() {
        Path home = Path.of(System.getProperty("user.home"));
        Path documents = home.resolve("Documents");
        return Files.isDirectory(documents) ? documents : home;
    }

    /** Time passed: how the output and what is around it are now. */
    void tick() {
        StepTestModel now = model;
        ScreenCompanion walking = companion;
        StepTest.Subject subject = walking == null ? null : walking.subject();
        if (now != null && subject != null && (now.stage() == Stage.ASKING || now.stage() == Stage.MOVING)) {
            // A snapshot is at hand; nothing is waited for.
            to(now.live(field.look(), subject.output().key(), subject.watched(), words));
        }
    }

    @Override
    public void drive() {
        if (companion != null) {
            companion.drive(true);
        }
    }

    @Override
    public void skip() {
        if (companion != null) {
            companion.drive(false);
        }
    }

    @Override
    public void stop() {
        if (companion != null && model != null) {
            companion.stop();
            to(model.tell(words.of("step.stopping")));
        }
    }

    @Override
    public void saw(@Nullable Boolean asExpected, String remark) {
        if (companion != null) {
            companion.saw(new Remark(asExpected, remark.strip()));
        }
    }

    @Override
    public void save(String file) {
        CommissioningSheet of = sheet;
        if (of == null || model == null) {
            return;
        }
        long mine = turn;
        to(model.tell(words.of("step.saving")));
        desk.work("writing of a commissioning sheet", () -> write(of, file.strip()))
                .whenCompleteAsync((told, failure) -> saved(mine, told, failure), screen);
    }

    private Path write(CommissioningSheet of, String file) {
        try {
            return SheetFile.at(Path.of(file)).write(of).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(words.of("step.no-file", file), e);
        }
    }

    private void saved(long mine, @Nullable Path where, @Nullable Throwable failure) {
        if (mine == turn && model != null) {
            warned = warned || where != null;
            to(
                    model.tell(
                            where == null
                                    ? words.of("step.not-saved", Devices.reason(failure))
                                    : words.of("step.saved", where.toString())));
        }
    }

    @Override
    public void leave() {
        if (companion != null) {
            stop();
        } else if (sheet != null && !warned && model != null) {
            warned = true;
            to(model.tell(words.of("step.unsaved")));
        } else {
            turn++;
            model = null;
            sheet = null;
            page.noDialog();
        }
    }

    private void change(long mine, UnaryOperator<StepTestModel> change) {
        if (mine == turn && model != null) {
            to(change.apply(model));
        }
    }

    private void to(StepTestModel next) {
        model = next;
        page.stepTest(next, this);
    }

    private static long millis(String seconds) {
        try {
            double s = Double.parseDouble(seconds.strip().replace(',', '.'));
            return s > 0 && s <= LONGEST_SECONDS ? Math.round(s * 1_000) : 0;
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
