package org.penstock.app.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.FacilitySnapshot;
import tools.jackson.databind.JsonNode;

/**
 * What the local API answers and {@code --json} prints, one record for each. {@code schema} names the document and its
 * version; fields are only ever added. Described for readers in {@code app/API.md}.
 */
public final class Documents {
    private Documents() {}

    /** The facility now. {@code alerts} are the open ones. */
    public record Status(
            String schema,
            Instant at,
            Parts.Place site,
            boolean simulated,
            Parts.Process process,
            List<Parts.Alert> alerts,
            List<Parts.Interlock> interlocks,
            List<Parts.Run> running,
            List<Parts.Program> programs,
            List<Parts.Output> outputs,
            List<Parts.Link> links,
            Parts.Health health,
            AuditDocuments.Unsigned unsigned) {}

    /** Every interlock: what it holds, and which outputs pass it for now. */
    public record Interlocks(String schema, Instant at, Parts.Place site, List<Parts.Interlock> interlocks) {}

    /** Rules that only look on, and what they would have done. */
    public record Shadows(String schema, Instant at, Parts.Place site, List<Parts.Shadow> shadows) {}

    /** What the facility talks to: devices, links, the streams that come in, the outputs that go out. */
    public record Devices(
            String schema,
            Instant at,
            Parts.Place site,
            boolean live,
            List<Parts.Device> devices,
            List<Parts.Link> links,
            List<Parts.Stream> streams,
            List<Parts.Output> outputs) {
        /** For who may let no device in: without the codes that do. */
        Devices withoutCodes() {
            return new Devices(
                    schema,
                    at,
                    site,
                    live,
                    devices.stream().map(Parts.Device::withoutCode).toList(),
                    links,
                    streams,
                    outputs);
        }

        /** As a snapshot shows it. @param live whether who answers talks to the devices */
        public static Devices of(FacilitySnapshot s, boolean live) {
            return new Devices(
                    "penstock.devices.1",
                    s.at(),
                    Parts.Place.of(s.site()),
                    live,
                    s.field().devices().stream().map(Parts.Device::of).toList(),
                    s.field().links().stream().map(Parts.Link::of).toList(),
                    s.field().streams().stream().map(Parts.Stream::of).toList(),
                    s.control().outputs().stream().map(Parts.Output::of).toList());
        }
    }

    /** The streams alone, for readers that poll. */
    public record Streams(String schema, Instant at, Parts.Place site, boolean live, List<Parts.Stream> streams) {}

    /**
     * Readings of one stream, oldest first, in {@code unit}. {@code more}: there are others after the last one; ask
     * again with {@code next} as the cursor. {@code contradicted}: what was told again of a time among them and differs from
     * the reading that stands.
     */
    public record Readings(
            String schema,
            Parts.Place site,
            String stream,
            String name,
            String metric,
            String unit,
            int decimals,
            Instant from,
            Instant to,
            boolean more,
            @Nullable String next,
            List<Reading> readings,
            List<Forgotten> forgotten,
            List<Reading> contradicted) {}

    /** A time of which no reading of the stream is kept any more, as the facility's plan says. @param to not included */
    public record Forgotten(Instant from, Instant to) {}

    /** The newest reading of one stream that is not after {@code asOf}, whatever its quality; null when there is none. */
    public record ReadingAsOf(
            String schema,
            Parts.Place site,
            String stream,
            String name,
            String metric,
            String unit,
            int decimals,
            Instant asOf,
            @Nullable Reading reading) {}

    /**
     * One reading. {@code late}: stored, but never acted on. {@code word}: what a state's value is called, else null.
     * {@code raw}: without what calibration added.
     */
    public record Reading(
            Instant at,
            @Nullable Double value,
            String quality,
            boolean late,
            @Nullable String word,
            @Nullable Double raw) {}

    /** Runs, newest first, with what runs now and what is planned. */
    public record Runs(
            String schema,
            Parts.Place site,
            List<Parts.Run> running,
            List<Parts.Program> programs,
            List<Parts.Run> runs) {}

    /** Alerts, newest first. */
    public record Alerts(String schema, Parts.Place site, List<Parts.Alert> alerts, List<Parts.Shelved> shelved) {}

    /** Events of the site's chain, newest first. */
    public record Events(String schema, Parts.Place site, List<Event> events) {}

    /** One chained event; {@code data} as chained, decimals as strings. */
    public record Event(long seq, Instant at, String actor, String kind, String subject, JsonNode data) {}

    /** What a person is asked to confirm. {@code shut} lists the gates that would refuse it now. */
    public record Proposal(
            String schema, String id, String text, List<String> shut, String significance, Instant expires) {
        /** As the runtime proposes it. */
        public static Proposal of(ControlRoom.Proposal p) {
            return new Proposal(
                    "penstock.proposal.1",
                    p.id(),
                    p.text(),
                    p.shut(),
                    p.significance().name().toLowerCase(Locale.ROOT),
                    p.expires());
        }
    }

    /** What became of a confirmed proposal. */
    public record Answer(String schema, boolean accepted, String text) {
        /** As the runtime answers. */
        public static Answer of(ControlRoom.Answer a) {
            return new Answer("penstock.answer.1", a.accepted(), a.text());
        }
    }

    /**
     * A verification of the event chains.
     *
     * @param state none, running, intact, broken, or failed when it could not be carried out
     * @param checked events checked so far
     * @param findings what is wrong, in sentences
     * @param readings what was looked at of the readings, null when that was not asked for
     */
    public record Audit(
            String schema,
            String state,
            long checked,
            List<String> findings,
            @Nullable Instant started,
            @Nullable Instant ended,
            @Nullable AuditedReadings readings) {}

    /** @param hours closings checked so far @param checked readings @param until end of the last closed hour */
    public record AuditedReadings(
            long hours, long checked, @Nullable Instant until) {}

    /** Why there is no other answer. */
    public record Problem(String schema, String code, String message, String remedy) {}
}
