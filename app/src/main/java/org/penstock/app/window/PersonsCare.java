package org.penstock.app.window;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Converted;
import org.penstock.app.window.model.Words;
import org.penstock.core.identity.Asker;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.ControlRoom.Proposal;
import org.penstock.core.runtime.DeviceCare;

/** Devices and their calibrations in the units of one person. Threads as {@link DeviceCare}. */
final class PersonsCare implements DeviceCare {
    private final ControlRoom room;
    private final DeviceCare care;
    private final Words words;

    PersonsCare(ControlRoom room, Words words) {
        this.room = room;
        this.care = room.devices();
        this.words = words;
    }

    private Optional<PersonsUnit> instead(String stream) {
        return PersonsUnit.of(room.snapshot(), stream, words);
    }

    @Override
    public Optional<Detail> device(String key) {
        return care.device(key);
    }

    @Override
    public List<Message> messages(String deviceKey, int most) {
        return care.messages(deviceKey, most);
    }

    @Override
    public List<Calibration> calibrations(@Nullable String streamKey, int most) {
        return care.calibrations(streamKey, most).stream()
                .map(c -> instead(c.stream())
                        .filter(i -> i.from().symbol().equals(c.unit()))
                        .map(i -> converted(c, i))
                        .orElse(c))
                .toList();
    }

    private Calibration converted(Calibration c, PersonsUnit i) {
        return new Calibration(
                c.stream(),
                c.streamName(),
                i.to().symbol(),
                i.decimals(),
                c.from(),
                c.at(),
                converted(c.reference(), i),
                converted(c.found(), i),
                converted(c.left(), i),
                i.from().difference(c.before(), i.to()),
                i.from().difference(c.offset(), i.to()),
                c.certificate(),
                c.expires(),
                c.actor(),
                c.reason());
    }

    private @Nullable Double converted(@Nullable Double value, PersonsUnit i) {
        return value == null ? null : Double.valueOf(Converted.value(value, i.from(), i.to()));
    }

    @Override
    public Optional<Recorded> recorded(String streamKey) {
        return care.recorded(streamKey)
                .map(r -> instead(streamKey)
                        .map(i -> new Recorded(
                                r.key(), r.name(), r.metric(), i.to().symbol(), i.decimals(), r.archived()))
                        .orElse(r));
    }

    /** What a person wrote is in the unit that was shown: the facility is told which. */
    @Override
    public Proposal calibrate(Asker asker, Wish wish) {
        Wish said = wish.unit().isEmpty()
                ? instead(wish.stream())
                        .map(i -> new Wish(
                                wish.stream(),
                                wish.reference(),
                                wish.found(),
                                wish.offset(),
                                i.to().symbol(),
                                wish.certificate(),
                                wish.due(),
                                wish.reason()))
                        .orElse(wish)
                : wish;
        return care.calibrate(asker, said);
    }
}
