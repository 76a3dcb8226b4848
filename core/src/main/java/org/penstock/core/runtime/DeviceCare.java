package org.penstock.core.runtime;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.penstock.core.identity.Asker;

/**
 * What is known and done about devices and their sensors beyond the {@link FacilitySnapshot}. Every method may block on the
 * database and may be called from any thread.
 */
public interface DeviceCare {
    /** What the record and the counters know about one device of the configuration in force; empty when there is none. */
    Optional<Detail> device(String key);

    /**
     * Beyond {@link FieldSnapshot.Device}.
     *
     * @param today what became of its readings and messages since the site's midnight, by reason; from the record
     * @param sinceStart the same since this process started
     * @param messages how many messages it handed on are in the record
     * @param lastEvent newest event about it, its streams or its outputs
     */
    record Detail(
            SortedMap<String, Long> today,
            SortedMap<String, Long> sinceStart,
            long messages,
            Optional<FacilityRecord.Event> lastEvent) {
        public Detail {
            today = new TreeMap<>(today);
            sinceStart = new TreeMap<>(sinceStart);
        }
    }

    /**
     * Messages it handed on whole, from the record, last recorded first; also of a device that left the file.
     *
     * @param deviceKey none of any device there ever was: an empty list
     */
    List<Message> messages(String deviceKey, int most);

    /**
     * A message as it came.
     *
     * @param kind in the device's own word
     * @param subject what only its address named, the session of a topic; "" otherwise
     * @param id the device's identity of it
     * @param event the device's time, null when it gave none
     * @param body JSON as text
     */
    record Message(
            String kind,
            String subject,
            String id,
            @Nullable Instant event,
            Instant received,
            String body) {}

    /** Calibrations from the record, newest first. @param streamKey only of this stream, null for every one */
    List<Calibration> calibrations(@Nullable String streamKey, int most);

    /**
     * One calibration. Values are in {@code unit}, offsets are differences in it.
     *
     * @param from event time of the first reading the offset is added to
     * @param reference null where an offset was set without one
     * @param found what the stream showed, null where nobody looked
     * @param left what it shows for the same thing afterwards
     * @param expires when the next one is due
     */
    record Calibration(
            String stream,
            String streamName,
            String unit,
            int decimals,
            Instant from,
            Instant at,
            @Nullable Double reference,
            @Nullable Double found,
            @Nullable Double left,
            double before,
            double offset,
            String certificate,
            @Nullable Instant expires,
            String actor,
            String reason) {}

    /** A stream that has a history: in the file, or archived. */
    Optional<Recorded> recorded(String streamKey);

    /** @param unit symbol of the unit shown @param archived when it left the file, null while it is in it */
    record Recorded(
            String key,
            String name,
            String metric,
            String unit,
            int decimals,
            @Nullable Instant archived) {}

    /** Says what a calibration would do; {@link ControlRoom#confirm} does it. */
    ControlRoom.Proposal calibrate(Asker asker, Wish wish);

    /**
     * A calibration as a person writes it.
     *
     * @param reference what the reference shows; null when {@code offset} is given
     * @param found what the stream shows; null for the mean of its last good minute
     * @param offset what shall be added from now on, whatever was found: 0 undoes; null when {@code reference} is given
     * @param unit word of the unit of these; "" for the one the stream is shown in
     * @param due the last day on which it is good, as 2027-05-01; "" for none
     */
    record Wish(
            String stream,
            @Nullable Double reference,
            @Nullable Double found,
            @Nullable Double offset,
            String unit,
            String certificate,
            String due,
            String reason) {}
}
