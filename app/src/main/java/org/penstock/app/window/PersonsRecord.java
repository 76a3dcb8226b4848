package org.penstock.app.window;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penstock.app.window.model.Converted;
import org.penstock.app.window.model.Words;
import org.penstock.core.control.CommandQuery;
import org.penstock.core.runtime.AlertSnapshot;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.ControlSnapshot;
import org.penstock.core.runtime.FacilityRecord;
import org.penstock.core.runtime.FieldSnapshot;

/** The past of a facility in the units of one person. Threads as {@link FacilityRecord}. */
final class PersonsRecord implements FacilityRecord {
    private final ControlRoom room;
    private final FacilityRecord record;
    private final Words words;

    PersonsRecord(ControlRoom room, Words words) {
        this.room = room;
        this.record = room.record();
        this.words = words;
    }

    @Override
    public List<Reading> readings(String streamKey, Instant from, Instant to, int most) {
        return converted(streamKey, record.readings(streamKey, from, to, most));
    }

    @Override
    public ReadingPage page(String streamKey, Instant from, Instant to, int most) {
        ReadingPage page = record.page(streamKey, from, to, most);
        return new ReadingPage(converted(streamKey, page.readings()), page.next());
    }

    @Override
    public List<Reading> contradicted(String streamKey, Instant from, Instant to, int most) {
        return converted(streamKey, record.contradicted(streamKey, from, to, most));
    }

    @Override
    public Optional<Reading> asOf(String streamKey, Instant at) {
        return converted(streamKey, record.asOf(streamKey, at).stream().toList()).stream()
                .findFirst();
    }

    @Override
    public List<Forgotten> forgotten(String streamKey, Instant from, Instant to) {
        return record.forgotten(streamKey, from, to);
    }

    @Override
    public List<Reading> outline(String streamKey, Instant from, Instant to, Duration piece) {
        return converted(streamKey, record.outline(streamKey, from, to, piece));
    }

    private List<Reading> converted(String streamKey, List<Reading> told) {
        return PersonsUnit.of(room.snapshot(), streamKey, words)
                .map(i -> told.stream()
                        .map(r -> new Reading(
                                r.at(),
                                Converted.value(r.value(), i.from(), i.to()),
                                r.quality(),
                                r.late(),
                                Converted.value(r.raw(), i.from(), i.to())))
                        .toList())
                .orElse(told);
    }

    @Override
    public List<AlertSnapshot.Alert> alerts(int most) {
        Map<String, FieldSnapshot.Stream> streams = new HashMap<>();
        room.snapshot().field().streams().forEach(s -> streams.put(s.key(), s));
        return Converted.alerts(record.alerts(most), streams, words.manner());
    }

    @Override
    public List<ControlSnapshot.Run> runs(int most) {
        return record.runs(most);
    }

    @Override
    public List<CommandQuery.Recorded> commands(String output, int most) {
        return record.commands(output, most);
    }

    @Override
    public List<Event> events(int most) {
        return record.events(most);
    }

    @Override
    public List<Event> events(Wanted wanted) {
        return record.events(wanted);
    }
}
