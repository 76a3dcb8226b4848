package org.penstock.app.window;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.DeviceRow;
import org.penstock.app.window.model.ReplaceModel;
import org.penstock.app.window.model.ReplaceModel.Written;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.DevicesPage;
import org.penstock.app.window.view.ReplaceActions;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.StreamReplacement;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.ControlRoom.Answer;
import org.penstock.core.runtime.FacilityChange;

/** A sensor is replaced: one at a time, from its device to the facility file in force. Lives on the JavaFX thread. */
final class ReplaceSensor implements ReplaceActions {
    private final ControlRoom room;
    private final Desk desk;
    private final Executor screen;
    private final DevicesPage page;
    private final Words words;
    private final Present person;
    private final Runnable replaced;
    private @Nullable ReplaceModel model;

    private record Plan(String refused, int references, @Nullable FacilityChange change) {}

    /** @param replaced told when the facility has other streams than before */
    ReplaceSensor(
            ControlRoom room,
            Desk desk,
            Executor screen,
            DevicesPage page,
            Words words,
            Present person,
            Runnable replaced) {
        this.room = room;
        this.desk = desk;
        this.screen = screen;
        this.page = page;
        this.words = words;
        this.person = person;
        this.replaced = replaced;
    }

    /** Asks which sensor, and as what. */
    void begin(DeviceRow device) {
        ReplaceModel next = new ReplaceModel(device, words);
        model = next;
        page.replace(next, this);
    }

    @Override
    public void plan(Written written) {
        ReplaceModel of = model;
        if (of == null || of.waiting()) {
            return;
        }
        if (of.write(written)) {
            of.wait(words.of("add.checking"));
            String old = of.old();
            Written w = of.written();
            desk.work("plan for a new sensor in the place of " + old, () -> plan(old, w))
                    .whenCompleteAsync((plan, failure) -> planned(of, plan, failure), screen);
        }
        show(of);
    }

    private Plan plan(String old, Written w) {
        List<Configuration.File> files = room.configuration().export();
        return switch (StreamReplacement.of(files, old, w.key(), orNull(w.name()), orNull(w.address()))) {
            case StreamReplacement.Outcome.Refused(String why) -> new Plan(why, 0, null);
            case StreamReplacement.Outcome.Replaced(List<Configuration.File> changed, int references) ->
                new Plan("", references, room.configuration().plan(changed, false));
        };
    }

    private static @Nullable String orNull(String written) {
        return written.isEmpty() ? null : written;
    }

    private void planned(ReplaceModel of, @Nullable Plan plan, @Nullable Throwable failure) {
        if (plan == null) {
            of.tell(words.of("add.not-asked", Devices.reason(failure)));
        } else if (plan.change() == null) {
            of.tell(words.of("replace.refused", plan.refused()));
        } else {
            of.planned(plan.references(), plan.change());
        }
        show(of);
    }

    @Override
    public void back() {
        if (model != null) {
            model.back();
            show(model);
        }
    }

    @Override
    public void apply(String reason) {
        ReplaceModel of = model;
        FacilityChange change = of == null ? null : of.applicable();
        if (of == null || change == null || of.waiting()) {
            return;
        }
        if (reason.isBlank()) {
            of.tell(words.of("replace.no-reason"));
        } else {
            of.wait(words.of("add.applying"));
            desk.work("replacing of a sensor", () -> room.configuration().apply(person.asker(), change.id(), reason.strip()))
                    .thenCompose(answer -> answer)
                    .orTimeout(AddDevice.APPLY_SECONDS, TimeUnit.SECONDS)
                    .whenCompleteAsync((answer, failure) -> applied(of, answer, failure), screen);
        }
        show(of);
    }

    private void applied(ReplaceModel of, @Nullable Answer answer, @Nullable Throwable failure) {
        if (answer == null) {
            of.tell(words.of("replace.no-answer", Devices.reason(failure), of.written().key()));
        } else if (answer.accepted()) {
            of.done(answer.text());
            replaced.run();
        } else {
            of.tell(answer.text());
        }
        show(of);
    }

    /** While it is being applied nothing can be taken back, and what came of it must be seen. */
    @Override
    public void leave() {
        ReplaceModel of = model;
        if (of == null || !of.waiting()) {
            model = null;
            page.noDialog();
        }
    }

    private void show(ReplaceModel of) {
        if (of == model) {
            page.replace(of, this);
        }
    }
}
