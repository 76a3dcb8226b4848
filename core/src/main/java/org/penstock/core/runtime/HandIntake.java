package org.penstock.core.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.MediaFiles;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.DeviceSpec;
import org.penstock.core.facility.Devices;
import org.penstock.core.facility.Places;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.Provenance;
import org.penstock.core.link.Driver;
import org.penstock.core.link.LinkSpec;
import org.penstock.core.link.Links;
import org.penstock.core.link.Sample;
import org.penstock.core.quantity.QualityCode;
import org.penstock.core.quantity.StateWords;
import org.penstock.core.quantity.Unit;
import org.penstock.core.telemetry.EngineClock;
import org.penstock.core.telemetry.Gate;

/**
 * Takes readings that a person wrote down. The reading is durable first, then who wrote it is on record: whoever was cut off
 * in between writes the same again, and what is missing is added. Thread-safe.
 */
final class HandIntake {
    private static final int LONGEST_NOTE = 2_000;
    private static final long FOLLOWS_MILLIS = 10_000;

    private final PeopleDesk people;
    private final Supplier<Configuration> configuration;
    private final List<Driver> drivers;
    private final IntakeRecord record;
    private final HandRecord hand;
    private final IntakeDelivery delivery;
    private final MediaFiles files;

    /** Evidence of what a person wrote down. Blocks on the database. */
    interface HandRecord {
        /** Whether the event is there already. */
        boolean has(String subject, String at);

        /** Puts picture and event on record, in one transaction. @param photo null for none */
        void add(
                Provenance by,
                String subject,
                String picture,
                MediaFiles.@Nullable Stored photo,
                SortedMap<String, String> data);
    }

    HandIntake(
            PeopleDesk people,
            Supplier<Configuration> configuration,
            List<Driver> drivers,
            IntakeRecord record,
            HandRecord hand,
            IntakeDelivery delivery,
            MediaFiles files) {
        this.people = people;
        this.configuration = configuration;
        this.drivers = List.copyOf(drivers);
        this.record = record;
        this.hand = hand;
        this.delivery = delivery;
        this.files = files;
    }

    Intake.Written write(Asker asker, Intake.ByHand given) {
        Configuration now = configuration.get();
        StreamSpec spec = now.part(Devices.class).stream(given.stream())
                .orElseThrow(() -> new IntakeRefused("There is no stream \"" + given.stream()
                        + "\" in this facility. penstock devices lists them."));
        Provenance by = people.admit(asker, Permission.READING_RECORD, spec.location());
        String link = byHand(now, spec);
        Unit shown = now.part(Places.class).site().shown(spec.metric(), spec.sourceUnit());
        double value = value(spec, given, shown);
        long at = at(spec, given.at());
        if (given.note().length() > LONGEST_NOTE) {
            throw new IntakeRefused("The note is longer than " + LONGEST_NOTE + " characters.");
        }
        delivery.mustBeOpen();
        boolean again = there(spec, at, value);
        byte[] bytes = given.photo();
        MediaFiles.Stored photo = bytes == null ? null : keep(bytes);
        if (!again) {
            delivery.live(link, new Sample(spec.no(), spec.sourceUnit().fromCanonical(value), at, QualityCode.GOOD));
            follow();
        }
        Instant instant = EngineClock.instant(at);
        String subject = "stream:" + spec.key();
        if (!again || !hand.has(subject, instant.toString())) {
            SortedMap<String, String> data = new TreeMap<>();
            data.put("at", instant.toString());
            data.put("value", Fitness.shown(spec, value));
            if (!given.note().isBlank()) {
                data.put("note", given.note().strip());
            }
            if (photo != null) {
                data.put("photo", photo.sha256());
            }
            hand.add(by, subject, "reading:" + spec.key() + "@" + instant, photo, data);
        }
        return new Intake.Written(
                spec.key(),
                instant,
                shown.fromCanonical(value),
                shown.symbol(),
                shown.decimals(spec.metric()),
                photo == null ? "" : photo.sha256(),
                again);
    }

    /** So that the same again is found at once. It is durable already: a database that is behind costs nothing. */
    private void follow() {
        try {
            record.await(FOLLOWS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private MediaFiles.Stored keep(byte[] bytes) {
        try {
            return files.keep(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a person reads this stream. */
    boolean takes(String stream) {
        Configuration now = configuration.get();
        return now.part(Devices.class).stream(stream)
                .flatMap(spec -> link(now, spec))
                .isPresent();
    }

    /** The link of a stream that a person reads. */
    private String byHand(Configuration now, StreamSpec spec) {
        return link(now, spec)
                .orElseThrow(() -> new IntakeRefused("The readings of " + spec.name() + " come from the device "
                        + spec.device() + ". Only a stream on a link with `driver: person` takes them by hand."));
    }

    private Optional<String> link(Configuration now, StreamSpec spec) {
        String link = now.part(Devices.class).devices().stream()
                .filter(d -> d.key().equals(spec.device()))
                .map(DeviceSpec::link)
                .findFirst()
                .orElse("");
        return now.part(Links.class).links().stream()
                .filter(l -> l.key().equals(link))
                .filter(l -> drivers.stream()
                        .anyMatch(d -> d.byHand() && d.protocol().equals(l.protocol())))
                .map(LinkSpec::key)
                .findFirst();
    }

    private long at(StreamSpec spec, @Nullable Instant given) {
        long now = delivery.now();
        long at = given == null ? now : EngineClock.micros(given);
        if (at > now + Gate.FUTURE_MICROS) {
            throw new IntakeRefused(EngineClock.instant(at) + " is in the future. Say when it was read.");
        }
        if (now - at > spec.backlogMicros()) {
            throw new IntakeRefused(EngineClock.instant(at) + " is longer ago than readings of " + spec.name()
                    + " are taken by hand (" + spec.backlogMicros() / 86_400_000_000L
                    + " days). Bring it in with penstock readings import.");
        }
        return at;
    }

    /** Canonical unit. */
    private static double value(StreamSpec spec, Intake.ByHand given, Unit shown) {
        String text = given.value().strip();
        StateWords words = spec.words();
        if (words != null && (text.equalsIgnoreCase(words.zero()) || text.equalsIgnoreCase(words.one()))) {
            return text.equalsIgnoreCase(words.one()) ? 1 : 0;
        }
        Unit unit = given.unit().isBlank()
                ? shown
                : Unit.of(given.unit().strip(), spec.metric())
                        .orElseThrow(() -> new IntakeRefused("\"" + given.unit() + "\" is no unit of "
                                + spec.metric().key().replace('_', ' ') + "."));
        double value;
        try {
            value = Double.parseDouble(text.indexOf('.') < 0 ? text.replace(',', '.') : text);
        } catch (NumberFormatException e) {
            throw new IntakeRefused("\"" + text + "\" is no number"
                    + (words == null ? "." : "; say " + words.zero() + " or " + words.one() + "."));
        }
        double canonical = spec.metric().rounded(unit.toCanonical(value));
        String unfit = Fitness.unfit(spec, canonical);
        if (unfit != null) {
            throw new IntakeRefused(spec.name() + ": " + unfit + ".");
        }
        return canonical;
    }

    /** Whether the same is on record. @throws IntakeRefused when something else is */
    private boolean there(StreamSpec spec, long at, double value) {
        List<IntakeRecord.Known> known = record.known(spec, at, at + 1, 1);
        if (known.isEmpty()) {
            return false;
        }
        double there = known.getFirst().raw();
        if (spec.metric().rounded(there) == spec.metric().rounded(value)) {
            return true;
        }
        throw new IntakeRefused(
                Fitness.shown(spec, there) + " is written down for " + spec.name() + " at " + EngineClock.instant(at)
                        + " already, and stands. Say the time to the second if this is another reading.");
    }
}
