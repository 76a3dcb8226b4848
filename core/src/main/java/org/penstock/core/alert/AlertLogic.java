package org.penstock.core.alert;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.Severity;

/**
 * The life cycle of alerts, as a pure state machine: at most one open alert for a (source, key), told again it counts up,
 * told with a higher severity it asks for a person again. Each method returns the transitions it made, in order; telling
 * an open alert again is no transition. Single-threaded; wall times in µs UTC.
 */
public final class AlertLogic {
    /** Resolved alerts remembered for screens and for naming the right one in a refusal. */
    static final int REMEMBERED = 200;

    private final Map<Identity, AlertView> open = new TreeMap<>();
    private final Deque<AlertView> resolved = new ArrayDeque<>();
    private long lastNo;

    private record Identity(String source, String key) implements Comparable<Identity> {
        private static final Comparator<Identity> ORDER =
                Comparator.comparing(Identity::source).thenComparing(Identity::key);

        @Override
        public int compareTo(Identity other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * One step of an alert's life.
     *
     * @param what active, acknowledged, returned, resolved: the state it came into
     * @param alert the alert as it is now
     * @param actor who did it, {@code system} when nobody
     * @param reason what was said with it
     */
    public record Transition(AlertState what, AlertView alert, String actor, String reason) {}

    /** What became of an acknowledgement. @param refusal why it was refused, "" when it was taken */
    public record Acknowledged(List<Transition> transitions, String refusal) {}

    /** The cause is there. */
    public List<Transition> raise(Effect.Raise told, long wall) {
        Identity id = new Identity(told.source(), told.key());
        AlertView before = open.get(id);
        if (before == null) {
            AlertView made = new AlertView(
                    ++lastNo,
                    told.source(),
                    told.key(),
                    told.type(),
                    told.severity(),
                    AlertState.ACTIVE,
                    told.text(),
                    told.value(),
                    told.limit(),
                    wall,
                    wall,
                    0,
                    "",
                    0,
                    0,
                    1);
            open.put(id, made);
            return List.of(new Transition(AlertState.ACTIVE, made, "system", ""));
        }
        boolean worse = told.severity().compareTo(before.severity()) > 0;
        boolean back = before.state() == AlertState.RETURNED;
        // Who acknowledged a warning has not acknowledged an emergency.
        boolean again = back || (worse && before.state() == AlertState.ACKNOWLEDGED);
        AlertView now = new AlertView(
                before.no(),
                before.source(),
                before.key(),
                told.type(),
                worse ? told.severity() : before.severity(),
                again ? AlertState.ACTIVE : before.state(),
                told.text(),
                told.value(),
                told.limit(),
                before.raisedMicros(),
                wall,
                again ? 0 : before.acknowledgedMicros(),
                again ? "" : before.acknowledgedBy(),
                0,
                0,
                before.count() == Integer.MAX_VALUE ? before.count() : before.count() + 1);
        open.put(id, now);
        if (worse) {
            return List.of(new Transition(
                    now.state(),
                    now,
                    "system",
                    "severity raised from " + word(before.severity()) + " to " + word(now.severity())));
        }
        return back ? List.of(new Transition(AlertState.ACTIVE, now, "system", "the cause is back")) : List.of();
    }

    /** The cause of the alert (source, key) is gone; nothing happens when there is none. */
    public List<Transition> clear(String source, String key, String text, long wall) {
        Identity id = new Identity(source, key);
        AlertView before = open.get(id);
        if (before == null || before.state() == AlertState.RETURNED) {
            return List.of();
        }
        if (before.state() == AlertState.ACKNOWLEDGED) {
            return List.of(
                    resolve(id, before, "system", text, wall, before.acknowledgedMicros(), before.acknowledgedBy()));
        }
        AlertView now = with(before, AlertState.RETURNED, 0, "", wall, 0);
        open.put(id, now);
        return List.of(new Transition(AlertState.RETURNED, now, "system", text));
    }

    /** A person knows. Names the instance, so that nobody acknowledges what he has not seen. */
    public Acknowledged acknowledge(long no, String actor, String reason, long wall) {
        for (Map.Entry<Identity, AlertView> entry : open.entrySet()) {
            AlertView alert = entry.getValue();
            if (alert.no() == no) {
                return switch (alert.state()) {
                    case ACTIVE -> {
                        AlertView now = with(alert, AlertState.ACKNOWLEDGED, wall, actor, 0, 0);
                        open.put(entry.getKey(), now);
                        yield new Acknowledged(
                                List.of(new Transition(AlertState.ACKNOWLEDGED, now, actor, reason)), "");
                    }
                    case RETURNED ->
                        new Acknowledged(List.of(resolve(entry.getKey(), alert, actor, reason, wall, wall, actor)), "");
                    case ACKNOWLEDGED ->
                        refused("alert " + no + " was acknowledged by " + alert.acknowledgedBy()
                                + " already; it resolves when its cause is gone");
                    case RESOLVED -> throw new IllegalStateException("a resolved alert is among the open ones: " + no);
                };
            }
        }
        return refused(stale(no, "acknowledge"));
    }

    /** The open alert (source, key). */
    public Optional<AlertView> find(String source, String key) {
        return Optional.ofNullable(open.get(new Identity(source, key)));
    }

    /** The open alert with a number. */
    public Optional<AlertView> open(long no) {
        return open.values().stream().filter(a -> a.no() == no).findFirst();
    }

    /** Why the alert {@code no}, which is not open, is none to {@code verb}. */
    String notOpen(long no, String verb) {
        return stale(no, verb);
    }

    /** Everything open: worst first, then newest first. */
    public List<AlertView> open() {
        List<AlertView> all = new ArrayList<>(open.values());
        all.sort(Comparator.comparing(AlertView::severity)
                .thenComparing(AlertView::no)
                .reversed());
        return List.copyOf(all);
    }

    /** The last resolved, newest first. */
    public List<AlertView> resolved() {
        return List.copyOf(resolved);
    }

    /** Number of the newest alert, 0 before the first. */
    public long lastNo() {
        return lastNo;
    }

    /** Goes on from what {@link #open}, {@link #resolved} and {@link #lastNo} gave. */
    public void restore(List<AlertView> openOnes, List<AlertView> resolvedOnes, long last) {
        open.clear();
        for (AlertView a : openOnes) {
            open.put(new Identity(a.source(), a.key()), a);
        }
        resolved.clear();
        resolved.addAll(resolvedOnes);
        lastNo = last;
    }

    private Transition resolve(
            Identity id, AlertView before, String actor, String reason, long wall, long ackedAt, String ackedBy) {
        open.remove(id);
        long returned = before.state() == AlertState.RETURNED ? before.returnedMicros() : wall;
        AlertView now = with(before, AlertState.RESOLVED, ackedAt, ackedBy, returned, wall);
        resolved.addFirst(now);
        if (resolved.size() > REMEMBERED) {
            resolved.removeLast();
        }
        return new Transition(AlertState.RESOLVED, now, actor, reason);
    }

    private String stale(long no, String verb) {
        AlertView old = null;
        for (AlertView r : resolved) {
            if (r.no() == no) {
                old = r;
            }
        }
        if (old == null) {
            return no > 0 && no <= lastNo
                    ? "alert " + no + " was resolved long ago; look at the list of open alerts"
                    : "there is no alert " + no + "; look at the list of open alerts";
        }
        @Nullable AlertView newer = open.get(new Identity(old.source(), old.key()));
        return newer == null
                ? "alert " + no + " is resolved already; there is nothing to " + verb
                : "alert " + no + " is over; its cause came back as alert " + newer.no() + ": " + verb + " that one";
    }

    private static Acknowledged refused(String why) {
        return new Acknowledged(List.of(), why);
    }

    private static String word(Severity s) {
        return s.name().toLowerCase(Locale.ROOT);
    }

    private static AlertView with(
            AlertView a, AlertState state, long ackedAt, String ackedBy, long returnedAt, long resolvedAt) {
        return new AlertView(
                a.no(),
                a.source(),
                a.key(),
                a.type(),
                a.severity(),
                state,
                a.text(),
                a.value(),
                a.limit(),
                a.raisedMicros(),
                a.refreshedMicros(),
                ackedAt,
                ackedBy,
                returnedAt,
                resolvedAt,
                a.count());
    }
}
