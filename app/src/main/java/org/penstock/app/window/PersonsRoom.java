package org.penstock.app.window;

import java.util.function.Consumer;
import org.penstock.app.window.model.Converted;
import org.penstock.app.window.model.Words;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.DeviceCare;
import org.penstock.core.runtime.FacilityRecord;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.ForwardingControlRoom;

/**
 * The facility as one person reads it: every value the window is told is in the units of {@link Words#manner}, and what the
 * person writes in them says so. The facility behind it knows nothing of this. Any thread, as the facility itself.
 */
final class PersonsRoom extends ForwardingControlRoom {
    private final ControlRoom room;
    private final Words words;

    PersonsRoom(ControlRoom room, Words words) {
        super(room);
        this.room = room;
        this.words = words;
    }

    @Override
    public FacilitySnapshot snapshot() {
        return Converted.of(room.snapshot(), words.manner());
    }

    @Override
    public Subscription subscribe(Consumer<FacilitySnapshot> listener) {
        return room.subscribe(s -> listener.accept(Converted.of(s, words.manner())));
    }

    @Override
    public FacilityRecord record() {
        return new PersonsRecord(room, words);
    }

    @Override
    public DeviceCare devices() {
        return new PersonsCare(room, words);
    }
}
