package org.penstock.app.window;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.HandNote;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.HandForm;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.Intake;

/** Takes what a person writes down to the facility, under the name of who is signed in. JavaFX thread. */
final class HandWriting {
    private final ControlRoom room;
    private final Desk desk;
    private final Words words;
    private final Present person;
    private final Executor screen;

    HandWriting(ControlRoom room, Desk desk, Words words, Present person, Executor screen) {
        this.room = room;
        this.desk = desk;
        this.words = words;
        this.person = person;
        this.screen = screen;
    }

    /** A form for a stream that a person reads; null for one that a device tells. */
    @Nullable
    HandForm form(String stream) {
        return room.intake().byHand(stream) ? new HandForm(words, (note, told) -> write(stream, note, told)) : null;
    }

    private void write(String stream, HandNote note, Consumer<HandForm.Outcome> told) {
        Instant now = room.snapshot().at();
        ZoneId site = room.snapshot().site().zone();
        Optional<HandNote.When> when = note.read(now, site);
        if (when.isEmpty()) {
            told.accept(new HandForm.Outcome(false, words.of("hand.no-time", note.when())));
            return;
        }
        Instant at = when.get().at();
        desk.told(
                        "a reading of " + stream,
                        () -> room.intake()
                                .write(
                                        person.asker(),
                                        new Intake.ByHand(
                                                stream,
                                                note.value(),
                                                "",
                                                at,
                                                note.note(),
                                                note.photo().isEmpty()
                                                        ? null
                                                        : Files.readAllBytes(Path.of(note.photo())))))
                .whenCompleteAsync((written, failure) -> told.accept(outcome(written, failure, site)), screen);
    }

    private HandForm.Outcome outcome(Intake.@Nullable Written written, @Nullable Throwable failure, ZoneId site) {
        if (written == null) {
            return new HandForm.Outcome(false, Devices.reason(failure));
        }
        String value = (String.format(Locale.ROOT, "%." + written.decimals() + "f", written.value()) + " "
                        + written.unit())
                .strip();
        String time = written.at()
                .atZone(site)
                .toLocalDateTime()
                .withNano(0)
                .toString()
                .replace('T', ' ');
        return new HandForm.Outcome(true, words.of(written.again() ? "hand.again" : "hand.written", value, time));
    }
}
