package org.penstock.app.window;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.AddModel;
import org.penstock.app.window.model.AddModel.Step;
import org.penstock.app.window.model.FindingRow;
import org.penstock.app.window.model.NewDevice;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.AddActions;
import org.penstock.app.window.view.AddView;
import org.penstock.app.window.view.MainView;
import org.penstock.core.facility.Addition;
import org.penstock.core.facility.Configuration;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.ControlRoom.Answer;
import org.penstock.core.runtime.FacilityChange;

/** A new device from its link to the facility file in force. Lives on the JavaFX thread. */
final class AddDevice implements AddActions {
    /** How long a preview reads, ms. */
    static final long PREVIEW_MILLIS = 30_000;

    /** A change is durable within seconds; after this long nobody knows, s. */
    static final long APPLY_SECONDS = 60;

    private final ControlRoom room;
    private final Desk desk;
    private final Executor screen;
    private final MainView main;
    private final Words words;
    private final Present person;
    private final Consumer<String> lookFirst;
    private final Runnable added;
    private final LinkLook preview;
    private @Nullable AddView view;
    private AddModel model;
    private List<FindingRow> picks = List.of();

    AddDevice(
            ControlRoom room,
            Desk desk,
            Executor screen,
            MainView main,
            Words words,
            Present person,
            Consumer<String> lookFirst,
            Runnable added) {
        this.room = room;
        this.desk = desk;
        this.screen = screen;
        this.main = main;
        this.words = words;
        this.person = person;
        this.lookFirst = lookFirst;
        this.added = added;
        this.preview = new LinkLook(room, desk, screen, words, this::previewed);
        this.model = new AddModel(words);
    }

    /** Shows it here from now on. */
    void in(AddView next) {
        view = next;
        show();
    }

    /** Asks how the preview stands. */
    void tick() {
        preview.tick();
    }

    @Override
    public void pick(String link, List<FindingRow> chosen) {
        picks = chosen;
        NewDevice d = model.device();
        model.describe(new NewDevice(link, d.key(), d.name(), d.place(), d.address(), d.streams()));
    }

    /** Describes what these findings are of. */
    void take(String link, List<FindingRow> chosen) {
        model.take(link, chosen);
        show();
    }

    @Override
    public void lookFirst(String link) {
        lookFirst.accept(link);
    }

    @Override
    public void describe(NewDevice device) {
        model.describe(device);
    }

    @Override
    public void write(String text) {
        if (!text.equals(model.text())) {
            model.write(text);
            show();
        }
    }

    @Override
    public void writeAnew() {
        model.writeAnew();
        show();
    }

    @Override
    public void check() {
        AddModel of = model;
        String text = of.text();
        Configuration.File part = of.device().file(text);
        of.wait(words.of("add.checking"));
        show();
        desk.work(
                        "check of a new device",
                        () -> room.configuration()
                                .plan(Addition.of(room.configuration().export(), part), false))
                .whenCompleteAsync((plan, failure) -> checked(of, text, plan, failure), screen);
    }

    private void checked(AddModel of, String text, @Nullable FacilityChange plan, @Nullable Throwable failure) {
        if (plan == null) {
            of.tell(words.of("add.not-asked", Devices.reason(failure)));
        } else {
            of.planned(text, plan);
        }
        show();
    }

    @Override
    public void preview() {
        Configuration.File part = model.device().file(model.text());
        String device = model.deviceKey();
        preview.start(
                "preview of " + device,
                () -> room.commissioning()
                        .preview(Addition.of(room.configuration().export(), part), device, PREVIEW_MILLIS));
    }

    @Override
    public void endPreview() {
        preview.end();
    }

    private void previewed() {
        model.preview(preview.model());
        show();
    }

    @Override
    public void reason(String text) {
        model.reason(text);
    }

    @Override
    public void next() {
        if (model.waiting()) {
            return;
        }
        if (model.step() == Step.APPLY) {
            apply();
            return;
        }
        if (model.step() == Step.TEXT && model.plan() == null) {
            check();
            return;
        }
        if (model.step() == Step.LINK) {
            model.describe(model.device().with(model.device().link(), picks));
        }
        model.next();
        show();
    }

    private void apply() {
        FacilityChange plan = model.plan();
        if (plan == null || !plan.applicable()) {
            model.tell(words.of("add.not-checked"));
            show();
            return;
        }
        if (model.reason().isBlank()) {
            model.tell(words.of("add.no-reason"));
            show();
            return;
        }
        AddModel of = model;
        of.wait(words.of("add.applying"));
        show();
        desk.work("adding of a device", () -> room.configuration().apply(person.asker(), plan.id(), of.reason()))
                .thenCompose(answer -> answer)
                .orTimeout(APPLY_SECONDS, TimeUnit.SECONDS)
                .whenCompleteAsync((answer, failure) -> applied(of, answer, failure), screen);
    }

    private void applied(AddModel of, @Nullable Answer answer, @Nullable Throwable failure) {
        if (answer != null && answer.accepted()) {
            begin();
            model.tell(answer.text());
            added.run();
        } else {
            of.tell(answer != null ? answer.text() : words.of("add.no-answer", Devices.reason(failure)));
        }
        show();
    }

    @Override
    public void back() {
        if (!model.waiting()) {
            model.back();
            show();
        }
    }

    @Override
    public void cancel() {
        if (model.dirty()) {
            main.discard(this::begin);
        } else {
            begin();
        }
    }

    /** Nothing is written yet. */
    private void begin() {
        preview.forget();
        model = new AddModel(words);
        picks = List.of();
        show();
    }

    private void show() {
        if (view != null) {
            view.show(model);
        }
    }
}
