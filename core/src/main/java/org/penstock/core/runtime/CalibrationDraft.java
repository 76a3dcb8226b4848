package org.penstock.core.runtime;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.penstock.core.db.DatabaseAway;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.Devices;
import org.penstock.core.facility.Nearest;
import org.penstock.core.facility.Places;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Quality;
import org.penstock.core.quantity.Unit;

/**
 * Makes of what a person wrote what the engine records: everything in the canonical unit, the offset worked out, and the
 * sentence that is confirmed.
 *
 * @param offset what is to be added from now on, canonical unit
 * @param data for the request
 * @param shut why it would be refused; empty when it can go on
 */
record CalibrationDraft(double offset, SortedMap<String, String> data, String text, List<String> shut) {
    /** Gives the readings that a mean can be made of. */
    interface Minute {
        /**
         * The good readings of the stream's newest minute in the record.
         *
         * @param fromMicros none that were stamped before: they had another offset; µs UTC
         */
        List<Double> of(StreamSpec stream, long fromMicros);
    }

    /** What the stream shows. @param how in words where that is from */
    private record Found(double value, String how) {}

    static CalibrationDraft of(
            DeviceCare.Wish wish, Configuration configuration, @Nullable Picture now, Minute minute) {
        Devices devices = configuration.part(Devices.class);
        StreamSpec stream = devices.stream(wish.stream()).orElse(null);
        if (stream == null) {
            String near = Nearest.to(
                    wish.stream(),
                    devices.streams().stream().map(StreamSpec::key).toList());
            return refused(
                    wish,
                    "there is no stream " + wish.stream() + (near.isEmpty() ? "" : "; did you mean " + near + "?"));
        }
        Unit shown = configuration.part(Places.class).site().shown(stream.metric(), stream.sourceUnit());
        Unit unit = wish.unit().isEmpty()
                ? shown
                : Unit.of(wish.unit(), stream.metric()).orElse(null);
        if (unit == null) {
            return refused(
                    wish,
                    "the unit " + wish.unit() + " does not fit "
                            + stream.metric().key() + "; there are "
                            + Unit.fitting(stream.metric()).stream()
                                    .map(Unit::symbol)
                                    .collect(Collectors.joining(", ")));
        }
        if (stream.metric() == Metric.STATE) {
            return refused(wish, stream.name() + " is either 0 or 1; there is nothing to calibrate");
        }
        if (wish.reason().isBlank()) {
            return refused(wish, "say why it is calibrated; it is kept in the record");
        }
        Picture.Value value = now == null ? null : now.value(stream.no());
        if (now == null || value == null) {
            return refused(wish, "the engine has not seen it yet; try again in a moment");
        }
        return new Making(wish, stream, unit, now, value, minute).draft();
    }

    private static CalibrationDraft refused(DeviceCare.Wish wish, String why) {
        return new CalibrationDraft(Double.NaN, new TreeMap<>(), "Calibrate " + wish.stream() + ".", List.of(why));
    }

    /** A wish about a stream that is there. */
    private record Making(
            DeviceCare.Wish wish, StreamSpec stream, Unit unit, Picture now, Picture.Value value, Minute minute) {
        CalibrationDraft draft() {
            double before = value.offset();
            SortedMap<String, String> data = new TreeMap<>();
            data.put("before", Double.toString(before));
            data.put("certificate", wish.certificate());
            data.put("due", wish.due());
            Double set = wish.offset();
            if (set != null) {
                double offset = rounded(unit.toCanonical(set) - unit.toCanonical(0));
                return new CalibrationDraft(offset, data, said("", offset, before), List.of());
            }
            if (wish.reference() == null) {
                return refused(wish, "give what the reference shows with --reference, or the offset with --offset");
            }
            double reference = unit.toCanonical(wish.reference());
            Found found = found();
            if (found == null) {
                return refused(
                        wish,
                        stream.name() + " has no good value now (" + state()
                                + "); wait for one, or say what it showed with --found");
            }
            data.put("found", Double.toString(found.value()));
            data.put("reference", Double.toString(reference));
            double offset = rounded(before + reference - found.value());
            String showed = stream.name() + " showed " + shown(found.value()) + " (" + found.how() + "), the reference "
                    + shown(reference) + ". ";
            return new CalibrationDraft(offset, data, said(showed, offset, before), List.of());
        }

        private @Nullable Found found() {
            Double given = wish.found();
            if (given != null) {
                return new Found(unit.toCanonical(given), "as written");
            }
            long age = value.bornMicros() == Long.MIN_VALUE ? Long.MAX_VALUE : now.now() - value.bornMicros();
            if (value.quality().quality() != Quality.GOOD || age > stream.maxAgeMicros()) {
                return null;
            }
            List<Double> good;
            try {
                good = minute.of(stream, value.offsetFromMicros());
            } catch (DatabaseAway e) {
                good = List.of();
            }
            if (good.isEmpty()) {
                return new Found(value.value(), "its newest value");
            }
            double mean = good.stream().mapToDouble(v -> v).average().orElse(value.value());
            return new Found(
                    rounded(mean),
                    good.size() == 1 ? "its newest value" : "mean of " + good.size() + " readings of its last minute");
        }

        private String state() {
            return value.bornMicros() == Long.MIN_VALUE
                    ? "never heard"
                    : value.quality().quality() != Quality.GOOD
                            ? value.quality().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                            : "stale";
        }

        private String said(String showed, double offset, double before) {
            return showed + signed(offset) + " is added to every reading of " + stream.name()
                    + " from now on, where it was "
                    + signed(before) + "; what is stored stays as it is."
                    + (wish.due().isEmpty() ? "" : " The next calibration is due on " + wish.due() + ".");
        }

        private double rounded(double canonical) {
            return stream.metric().rounded(canonical);
        }

        private String shown(double canonical) {
            return number(unit.fromCanonical(canonical));
        }

        private String signed(double canonical) {
            double d = CareDesk.difference(unit, canonical);
            return (d > 0 ? "+" : "") + number(d);
        }

        private String number(double v) {
            int decimals = Math.min(6, unit.decimals(stream.metric()) + 1);
            String text = String.format(Locale.ROOT, "%." + decimals + "f", v + 0.0);
            return text + (unit.symbol().isEmpty() ? "" : " " + unit.symbol());
        }
    }
}
