package org.penstock.core.alert;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.penstock.core.control.InterlockSpec;
import org.penstock.core.control.Scan;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.Severity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * The shelves in force, by cause. Their end is counted on engine time, which a wall clock that is set back does not move;
 * when the wall clock jumps ahead, because the machine slept or somebody set it, they are shorter by as much; when nobody can
 * tell what time it is they end. Single-threaded.
 */
final class Shelves {
    private static final String BY = "by_";

    private final TreeMap<String, One> all = new TreeMap<>();

    /** @param until engine time at which it is over */
    private record One(
            long no,
            String source,
            String key,
            Severity severity,
            String text,
            String actor,
            String reason,
            long since,
            long until) {
        String identity() {
            return Shelves.identity(source, key);
        }
    }

    private static String identity(String source, String key) {
        return source + "\n" + key;
    }

    /** Ends what is over. */
    void tick(Scan scan) {
        end(scan, "its time is over", one -> one.until <= scan.now());
    }

    void clockStepped(Scan scan, Input.ClockStepped step) {
        if (step.inDoubt()) {
            end(scan, "the clock is in doubt, and nobody can tell how long it would last", _ -> true);
        } else if (step.deltaMicros() > 0) {
            all.replaceAll((_, one) -> new One(
                    one.no,
                    one.source,
                    one.key,
                    one.severity,
                    one.text,
                    one.actor,
                    one.reason,
                    one.since,
                    one.until - step.deltaMicros()));
        }
    }

    /** Ends those that cannot be any more, because an interlock is an emergency stop now. */
    void configure(Scan scan) {
        end(scan, "it is an emergency stop now", one -> emergencyStop(scan, one.source));
    }

    /** Ends the shelf of an alert that became worse than what was shelved. */
    void told(Scan scan, AlertView alert) {
        One one = all.get(identity(alert.source(), alert.key()));
        if (one != null && alert.severity().compareTo(one.severity) > 0) {
            end(
                    scan,
                    "it became " + word(alert.severity()) + ", and was shelved as " + word(one.severity),
                    one::equals);
        }
    }

    /** Why {@code alert} cannot be shelved now; null when it can. */
    @Nullable
    String refused(Scan scan, AlertView alert) {
        if (alert.severity() == Severity.EMERGENCY) {
            return "alert " + alert.no() + " is an emergency: nobody shelves that";
        }
        if (emergencyStop(scan, alert.source())) {
            return "alert " + alert.no() + " is about an emergency stop or door: nobody shelves that";
        }
        One one = all.get(identity(alert.source(), alert.key()));
        return one == null
                ? null
                : "alert " + alert.no() + " is shelved by " + one.actor + " already, because " + one.reason
                        + "; unshelve it first";
    }

    /** Shelves what was not refused. */
    void begin(Scan scan, Input.Request r, AlertView alert) {
        One one = new One(
                alert.no(),
                alert.source(),
                alert.key(),
                alert.severity(),
                alert.text(),
                r.actor(),
                r.reason().strip(),
                scan.wall(),
                scan.now() + r.forMicros());
        all.put(one.identity(), one);
        List<String> data = new ArrayList<>(List.of(
                "actor", one.actor,
                "alert_key", one.key,
                "for_seconds", Long.toString(r.forMicros() / 1_000_000),
                "reason", one.reason,
                "severity", word(one.severity),
                "source", one.source,
                "text", one.text,
                "until", Instant.EPOCH.plus(scan.wall() + r.forMicros(), ChronoUnit.MICROS).toString()));
        addAsker(data, r);
        scan.record("alert:" + one.no, "alert.shelved", data.toArray(String[]::new));
    }

    /** The shelf that the alert {@code no} lies on, or was put on. */
    Optional<Shelf> of(long no, @Nullable AlertView open, long now) {
        return all(now).stream()
                .filter(s -> s.no() == no
                        || (open != null && s.source().equals(open.source()) && s.key().equals(open.key())))
                .findFirst();
    }

    /** A person takes one off. */
    void end(Scan scan, Input.Request r, Shelf shelf) {
        One one = all.remove(identity(shelf.source(), shelf.key()));
        if (one != null) {
            List<String> data = new ArrayList<>(List.of("actor", r.actor()));
            addAsker(data, r);
            recordEnd(scan, one, r.reason().isBlank() ? "unshelved" : r.reason().strip(), data);
        }
    }

    private void end(Scan scan, String why, Predicate<One> which) {
        for (One one : all.values().stream().filter(which).toList()) {
            all.remove(one.identity());
            recordEnd(scan, one, why, new ArrayList<>());
        }
    }

    private static void recordEnd(Scan scan, One one, String why, List<String> data) {
        data.addAll(List.of(
                "alert_key", one.key, "reason", why, "severity", word(one.severity), "source", one.source, "text",
                one.text));
        scan.record("alert:" + one.no, "alert.unshelved", data.toArray(String[]::new));
    }

    private static void addAsker(List<String> data, Input.Request r) {
        r.data().forEach((name, value) -> {
            if (name.startsWith(BY)) {
                data.add(name);
                data.add(value);
            }
        });
    }

    /** Those in force: the one that ends first is first. */
    List<Shelf> all(long now) {
        return all.values().stream()
                .map(one -> new Shelf(
                        one.no,
                        one.source,
                        one.key,
                        one.severity,
                        one.text,
                        one.actor,
                        one.reason,
                        one.since,
                        Math.max(0, one.until - now)))
                .sorted((a, b) -> Long.compare(a.leftMicros(), b.leftMicros()))
                .toList();
    }

    /** Engine time at which the next one is over, {@link Long#MAX_VALUE} when there is none. */
    long nextDue() {
        long due = Long.MAX_VALUE;
        for (One one : all.values()) {
            due = Math.min(due, one.until);
        }
        return due;
    }

    private static boolean emergencyStop(Scan scan, String source) {
        return scan.config().interlocks().stream()
                .anyMatch(i -> source.equals("interlock:" + i.key())
                        && i.condition() instanceof InterlockSpec.Condition.EStop);
    }

    private static String word(Severity s) {
        return s.name().toLowerCase(Locale.ROOT);
    }

    void save(ArrayNode state) {
        for (One one : all.values()) {
            state.addObject()
                    .put("no", one.no)
                    .put("source", one.source)
                    .put("key", one.key)
                    .put("severity", one.severity.name())
                    .put("text", one.text)
                    .put("actor", one.actor)
                    .put("reason", one.reason)
                    .put("since", one.since)
                    .put("until", one.until);
        }
    }

    /** Restores what {@link #save} wrote; a checkpoint of before there were any has none. */
    void load(JsonNode state) {
        all.clear();
        for (JsonNode n : state) {
            One one = new One(
                    n.required("no").asLong(),
                    n.required("source").asString(),
                    n.required("key").asString(),
                    Severity.valueOf(n.required("severity").asString()),
                    n.required("text").asString(),
                    n.required("actor").asString(),
                    n.required("reason").asString(),
                    n.required("since").asLong(),
                    n.required("until").asLong());
            all.put(one.identity(), one);
        }
    }
}
