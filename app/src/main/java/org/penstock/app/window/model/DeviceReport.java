package org.penstock.app.window.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penstock.core.link.DeviceHealth;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.LinkStatus;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.FieldSnapshot;
import org.penstock.core.runtime.FieldSnapshot.Stream;

/**
 * Says of one device how it is and why: first the link it depends on, then what went wrong with the device itself, then
 * its values. Made for one snapshot.
 */
final class DeviceReport {
    private static final double MICROS = 1e6;

    private final FacilitySnapshot snapshot;
    private final List<DeviceHealth> health;
    private final Instant now;
    private final boolean lost;
    private final Words words;
    private final Times times;

    DeviceReport(
            FacilitySnapshot snapshot, List<DeviceHealth> health, Instant now, boolean lost, Words words, Times times) {
        this.snapshot = snapshot;
        this.health = health;
        this.now = now;
        this.lost = lost;
        this.words = words;
        this.times = times;
    }

    DeviceRow row(Inventory.DeviceEntry device, String place) {
        List<Stream> streams = snapshot.field().streams().stream()
                .filter(s -> s.device().equals(device.key()))
                .toList();
        int good = (int) streams.stream().filter(s -> mark(s) == Mark.NONE).count();
        @Nullable
        LinkStatus link = snapshot.field().links().stream()
                .filter(l -> l.link().equals(device.link()))
                .findFirst()
                .orElse(null);
        @Nullable
        DeviceHealth own = health.stream()
                .filter(h -> h.device().equals(device.key()))
                .findFirst()
                .orElse(null);
        FieldSnapshot.Device known = snapshot.field().devices().stream()
                .filter(d -> d.key().equals(device.key()))
                .findFirst()
                .orElse(null);
        String state = known == null ? "" : known.state();
        boolean disabled = state.equals("maintenance");
        boolean away = link == null || link.state() == LinkState.OFFLINE || link.state() == LinkState.STOPPED;
        boolean failing = own != null && failing(own);
        return new DeviceRow(
                "device:" + device.key(),
                device.key(),
                device.name(),
                device.link(),
                place,
                disabled
                        ? Mark.NONE
                        : away ? Mark.AWAY : good < streams.size() ? Mark.STALE : failing ? Mark.BAD : Mark.NONE,
                switch (lost ? "" : state) {
                    case "pending" ->
                        away || failing ? state(away, good, streams.size(), failing) : words.of("device.state.pending");
                    case "joining" -> words.of("device.state.joining");
                    case "maintenance" -> words.of("device.state.disabled");
                    default -> state(away, good, streams.size(), failing);
                },
                lastGood(own, streams),
                own == null
                        ? ""
                        : words.of(
                                "device.counts",
                                words.number(own.answers(), 0),
                                words.number(own.errors(), 0),
                                words.number(own.timeouts(), 0)),
                own == null || own.maxResponseMicros() == 0 ? "" : response(own),
                disabled && known != null ? disabled(known) : why(device, link, own, good, streams),
                streams.stream().map(this::value).toList(),
                PairingRow.of(known, now, words, times),
                disabled);
    }

    /** Where the link tells nothing of single devices, the youngest good value says it. */
    private String lastGood(@Nullable DeviceHealth own, List<Stream> streams) {
        if (own != null) {
            return own.lastGoodMicros() == null
                    ? words.of("device.never")
                    : words.of("device.ago", times.span(since(own.lastGoodMicros())));
        }
        return streams.stream()
                .filter(s -> mark(s) == Mark.NONE && Double.isFinite(s.ageSeconds()))
                .mapToDouble(Stream::ageSeconds)
                .min()
                .stream()
                .mapToObj(age -> words.of("device.ago", times.span(age)))
                .findFirst()
                .orElse(words.of("device.not-told"));
    }

    private List<String> disabled(FieldSnapshot.Device d) {
        Instant since = d.stateSince();
        return List.of(words.of(
                "device.why.disabled",
                since == null ? "" : times.moment(since, now),
                d.stateBy(),
                ended(d.stateReason()),
                d.key()));
    }

    private String state(boolean away, int good, int all, boolean failing) {
        if (lost) {
            return words.of("device.state.lost");
        }
        if (away) {
            return words.of("device.state.away");
        }
        if (all == 0) {
            return words.of(failing ? "device.state.failing" : "device.state.drives");
        }
        if (good == 0) {
            return words.of("device.state.silent");
        }
        return good < all
                ? words.of("device.state.partly", Integer.toString(good), Integer.toString(all))
                : words.of(failing ? "device.state.failing" : "device.state.good");
    }

    private List<String> why(
            Inventory.DeviceEntry device,
            @Nullable LinkStatus link,
            @Nullable DeviceHealth own,
            int good,
            List<Stream> streams) {
        List<String> why = new ArrayList<>();
        if (lost) {
            why.add(words.of("device.why.lost"));
        }
        if (link == null) {
            why.add(words.of("device.why.no-link", device.link()));
        } else if (link.state() != LinkState.ONLINE) {
            LinkRow row = LinkRow.of(link, now, words, times);
            why.add(words.of("device.why.link", row.name(), row.state(), row.reason()));
        }
        if (own == null) {
            why.add(words.of("device.why.not-watched"));
        } else {
            why.addAll(ofHealth(own));
        }
        int all = streams.size();
        if (all > 0 && good < all) {
            why.add(words.of("device.why.values", Integer.toString(all - good), Integer.toString(all)));
        }
        return why;
    }

    private List<String> ofHealth(DeviceHealth own) {
        List<String> why = new ArrayList<>();
        Long error = own.lastErrorMicros();
        Long good = own.lastGoodMicros();
        if (error != null && failing(own)) {
            why.add(words.of("device.why.failing", times.span(since(error)), ended(own.lastError())));
        }
        if (good == null) {
            why.add(words.of(own.answers() == 0 && error == null ? "device.why.never" : "device.why.never-good"));
        } else if (failing(own)) {
            why.add(words.of("device.why.last-good", times.clock(at(good)), times.span(since(good))));
        } else {
            why.add(words.of("device.why.good", times.span(since(good))));
            if (error != null) {
                why.add(words.of("device.why.earlier", times.span(since(error)), ended(own.lastError())));
            }
        }
        if (!own.note().isEmpty()) {
            why.add(words.of("device.why.note", own.note()));
        }
        if (good != null && own.timeouts() > 0 && own.answers() > 0) {
            why.add(words.of(
                    "device.why.time-outs",
                    words.number(own.timeouts(), 0),
                    words.number(own.answers() + own.errors() + own.timeouts(), 0)));
        }
        return why;
    }

    /** The last thing that was heard of it was a fault. */
    private static boolean failing(DeviceHealth own) {
        return Optional.ofNullable(own.lastErrorMicros())
                .map(error -> own.lastGoodMicros() == null || error > own.lastGoodMicros())
                .orElse(false);
    }

    private DeviceRow.DeviceValue value(Stream stream) {
        boolean seen = Double.isFinite(stream.ageSeconds());
        String number = words.number(stream.value(), stream.decimals());
        return new DeviceRow.DeviceValue(
                "stream:" + stream.key(),
                stream.key(),
                stream.name(),
                mark(stream),
                stream.unit().isEmpty() || Double.isNaN(stream.value()) ? number : number + " " + stream.unit(),
                words.of(seen && stream.stale() ? "device.value-stale" : "device.value", quality(stream)),
                seen ? times.span(stream.ageSeconds()) : words.of("device.never"));
    }

    private Mark mark(Stream stream) {
        boolean seen = Double.isFinite(stream.ageSeconds());
        return stream.bad() && seen ? Mark.BAD : stream.stale() || lost ? Mark.STALE : Mark.NONE;
    }

    private String quality(Stream stream) {
        return words.orElse("quality." + stream.quality(), stream.quality());
    }

    private String response(DeviceHealth own) {
        return words.of("device.response", millis(own.lastResponseMicros()), millis(own.maxResponseMicros()));
    }

    private String millis(long micros) {
        return words.number(micros / 1_000.0, micros < 10_000 ? 1 : 0);
    }

    private static String ended(String sentence) {
        return sentence.endsWith(".") || sentence.isEmpty() ? sentence : sentence + ".";
    }

    private double since(long micros) {
        return now.toEpochMilli() / 1_000.0 - micros / MICROS;
    }

    private static Instant at(long micros) {
        return Instant.ofEpochMilli(micros / 1_000);
    }
}
