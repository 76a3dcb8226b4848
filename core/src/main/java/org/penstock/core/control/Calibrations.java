package org.penstock.core.control;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.quantity.Metric;
import org.penstock.core.telemetry.Adjustments.Offset;
import org.penstock.core.telemetry.Gate;
import org.penstock.core.telemetry.Input.Request;
import org.penstock.core.telemetry.Severity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is added to the readings of streams that were calibrated, and when the next calibration is due. An offset acts from
 * the reading after the newest one, in the stream's own time: what was received before keeps its value, also when it is
 * delivered again. Survives starts; belongs to the number of the stream, so that a replaced sensor begins without one.
 */
final class Calibrations {
    /** Offsets remembered for each stream: older readings than the oldest of them are beyond every backlog. */
    private static final int MOST = 32;

    /** 2200-01-01T00:00:00Z. */
    private static final long LAST = 7_258_118_400_000_000L;

    static final String ALERT = "calibration_due";
    static final String VERB = "calibration.record";
    /** Kind of the record that tells of a calibration. */
    static final String RECORDED = "calibration.recorded";

    private final ProcessImage image;
    private final SortedMap<Integer, List<Offset>> offsets = new TreeMap<>();
    private final SortedMap<Integer, Due> due = new TreeMap<>();
    private final TreeSet<Integer> told = new TreeSet<>();
    private SortedMap<Integer, StreamSpec> streams = new TreeMap<>();
    private long next = Long.MAX_VALUE;

    /** @param date the last day on which it is good @param wallMicros when that day is over, µs UTC */
    private record Due(String date, long wallMicros) {}

    Calibrations(ProcessImage image) {
        this.image = image;
    }

    void configure(EngineScan scan) {
        SortedMap<Integer, StreamSpec> now = new TreeMap<>();
        scan.config().streams().forEach(s -> now.put(s.no(), s));
        streams = now;
        told.removeIf(no -> !now.containsKey(no));
        plan(scan);
    }

    /** The wall clock moved: what is due comes at another instant. */
    void clockStepped(EngineScan scan) {
        plan(scan);
    }

    private void plan(EngineScan scan) {
        next = Long.MAX_VALUE;
        due.forEach((no, d) -> {
            if (streams.containsKey(no) && !told.contains(no)) {
                next = Math.min(next, d.wallMicros());
            }
        });
        if (next != Long.MAX_VALUE && next > scan.wall()) {
            scan.wakeAt(scan.now() + (next - scan.wall()));
        }
    }

    /** Tells what is overdue. */
    void tick(EngineScan scan) {
        if (scan.wall() < next) {
            return;
        }
        due.forEach((no, d) -> {
            StreamSpec stream = streams.get(no);
            if (stream != null && scan.wall() >= d.wallMicros() && told.add(no)) {
                scan.raise(
                        "stream:" + stream.key(),
                        ALERT,
                        ALERT,
                        Severity.WARNING,
                        stream.name() + " had to be calibrated by " + d.date()
                                + ". Its readings go on as they are; calibrate it, or replace the sensor",
                        Double.NaN,
                        Double.NaN);
            }
        });
        plan(scan);
    }

    /** What is added to the next reading of {@code stream}, canonical unit. */
    double offset(int stream) {
        List<Offset> all = offsets.getOrDefault(stream, List.of());
        return all.isEmpty() ? 0 : all.getLast().value();
    }

    SortedMap<Integer, List<Offset>> offsets() {
        return new TreeMap<>(offsets);
    }

    /** Records a calibration, or refuses it in words. */
    void take(EngineScan scan, Request r) {
        StreamSpec stream = streams.values().stream()
                .filter(s -> s.key().equals(r.subject()))
                .findFirst()
                .orElse(null);
        if (stream == null) {
            scan.answer(
                    r,
                    false,
                    "there is no stream " + r.subject()
                            + Requests.meant(
                                    r.subject(),
                                    streams.values().stream()
                                            .map(StreamSpec::key)
                                            .toList()));
            return;
        }
        long until = until(r.data().getOrDefault("due", ""), scan.config().zone());
        String refused = refusal(scan, r, stream, until);
        if (refused != null) {
            scan.answer(r, false, refused);
            return;
        }
        record(scan, r, stream, until);
    }

    private @Nullable String refusal(EngineScan scan, Request r, StreamSpec stream, long until) {
        Metric metric = stream.metric();
        if (r.reason().isBlank()) {
            return "say why " + stream.name() + " is calibrated; it is kept in the record";
        }
        if (metric == Metric.STATE) {
            return stream.name() + " is either 0 or 1; there is nothing to calibrate";
        }
        if (!Double.isFinite(r.value()) || Math.abs(r.value()) > metric.max() - metric.min()) {
            return "an offset of " + Words.value(stream, r.value()) + " is more than " + stream.name()
                    + " can measure at all";
        }
        String before = r.data().getOrDefault("before", "");
        if (!before.equals(Double.toString(offset(stream.no())))) {
            return stream.name() + " was calibrated meanwhile: its offset is "
                    + Words.value(stream, offset(stream.no())) + " now. Look at its value again";
        }
        for (String name : List.of("found", "reference")) {
            if (!number(r.data().getOrDefault(name, ""))) {
                return name + " is no number: " + r.data().get(name);
            }
        }
        if (until == Long.MIN_VALUE) {
            return "the next calibration is due on `" + r.data().get("due") + "`, which is no date such as 2027-05-01";
        }
        if (until != Long.MAX_VALUE && until >= LAST) {
            return "the next calibration is due after the year 2199; that is no date anybody keeps";
        }
        return until <= scan.wall() ? "the day on which the next calibration is due is over already" : null;
    }

    /** Whether it is a number the record can hold, or not given. */
    private static boolean number(String text) {
        try {
            return text.isEmpty() || Double.isFinite(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** When the day is over, {@link Long#MAX_VALUE} without a day, {@link Long#MIN_VALUE} for no day at all. */
    private static long until(String date, ZoneId zone) {
        if (date.isEmpty()) {
            return Long.MAX_VALUE;
        }
        try {
            Instant end = LocalDate.parse(date).plusDays(1).atStartOfDay(zone).toInstant();
            return ChronoUnit.MICROS.between(Instant.EPOCH, end);
        } catch (DateTimeException | ArithmeticException e) {
            return Long.MIN_VALUE;
        }
    }

    private void record(EngineScan scan, Request r, StreamSpec stream, long until) {
        int no = stream.no();
        double before = offset(no);
        double offset = stream.metric().rounded(r.value());
        List<Offset> all = new ArrayList<>(offsets.getOrDefault(no, List.of()));
        long from = from(scan, stream, all);
        all.add(new Offset(from, offset));
        offsets.put(no, List.copyOf(all.subList(Math.max(0, all.size() - MOST), all.size())));
        due.remove(no);
        if (until != Long.MAX_VALUE) {
            due.put(no, new Due(r.data().getOrDefault("due", ""), until));
        }
        if (told.remove(no)) {
            scan.clear("stream:" + stream.key(), ALERT, stream.name() + ": calibrated by " + r.actor());
        }
        plan(scan);
        scan.record(
                "stream:" + stream.key(),
                RECORDED,
                "actor",
                r.actor(),
                "certificate",
                r.data().getOrDefault("certificate", ""),
                "due",
                r.data().getOrDefault("due", ""),
                "found",
                r.data().getOrDefault("found", ""),
                "from_micros",
                Long.toString(from),
                "due_micros",
                until == Long.MAX_VALUE ? "" : Long.toString(until),
                "offset",
                Double.toString(offset),
                "offset_before",
                Double.toString(before),
                "reason",
                r.reason(),
                "reference",
                r.data().getOrDefault("reference", ""),
                "unit",
                stream.metric().canonical().code());
        scan.answer(
                r,
                true,
                String.format(
                        Locale.ROOT,
                        "%s is added to every reading of %s from now on",
                        Words.value(stream, offset),
                        stream.name()));
    }

    /** Just behind the newest reading of the stream, in the time of its device; a silent one counts from now. */
    private long from(EngineScan scan, StreamSpec stream, List<Offset> earlier) {
        boolean fresh = image.known(stream.no())
                && image.age(stream.no()) < stream.maxAgeMicros()
                && image.eventMicros(stream.no()) <= scan.wall() + Gate.FUTURE_MICROS;
        long from = fresh ? image.eventMicros(stream.no()) + 1 : scan.wall();
        // Never before an earlier one: each has a time of its own.
        return earlier.isEmpty() ? from : Math.max(from, earlier.getLast().fromMicros() + 1);
    }

    void save(ObjectNode state) {
        ArrayNode every = state.putArray("offsets");
        offsets.forEach((no, all) -> all.forEach(o -> {
            ObjectNode node = every.addObject().put("stream", no).put("from", o.fromMicros());
            State.put(node, "offset", o.value());
        }));
        ArrayNode dues = state.putArray("due");
        due.forEach((no, d) -> dues.addObject()
                .put("stream", no)
                .put("date", d.date())
                .put("until", d.wallMicros())
                .put("told", told.contains(no)));
    }

    void load(JsonNode state) {
        offsets.clear();
        due.clear();
        told.clear();
        for (JsonNode n : state.required("offsets")) {
            int no = n.required("stream").asInt();
            List<Offset> all = new ArrayList<>(offsets.getOrDefault(no, List.of()));
            all.add(new Offset(n.required("from").asLong(), State.number(n, "offset")));
            offsets.put(no, List.copyOf(all));
        }
        for (JsonNode n : state.required("due")) {
            int no = n.required("stream").asInt();
            due.put(
                    no,
                    new Due(n.required("date").asString(), n.required("until").asLong()));
            if (n.required("told").asBoolean()) {
                told.add(no);
            }
        }
        next = Long.MAX_VALUE;
        due.forEach((no, d) ->
                next = streams.containsKey(no) && !told.contains(no) ? Math.min(next, d.wallMicros()) : next);
    }
}
