package org.penstock.core.compliance;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penstock.core.place.Keep;
import org.penstock.core.place.ReadingKind;
import org.penstock.core.place.RetentionPlan;
import org.penstock.core.place.RetentionPlan.StreamClass;
import org.penstock.core.quantity.Metric;
import org.penstock.core.telemetry.EngineClock;
import org.penstock.core.telemetry.Going;
import org.penstock.core.telemetry.ReadingForgetting.Piece;
import org.penstock.core.telemetry.StreamSet;

/**
 * What may go today: the plan of the site, what each stream measures, and the holds that win over it. A piece goes when the
 * whole of it is older than its class is kept, counted in days UTC. Immutable.
 */
public final class RetentionRules {
    private final Map<StreamClass, StreamSet> classes = new LinkedHashMap<>();
    private final List<LegalHold> holds;
    private final LocalDate today;

    /**
     * @param metrics what each stream of the site measures, also those that left the file
     * @param holds those in force
     */
    public RetentionRules(RetentionPlan plan, Map<Integer, Metric> metrics, List<LegalHold> holds, Instant now) {
        Map<StreamClass, List<Integer>> members = new HashMap<>();
        metrics.forEach((no, metric) ->
                members.computeIfAbsent(plan.of(metric), _ -> new ArrayList<>()).add(no));
        members.forEach((c, some) -> classes.put(c, StreamSet.of(some)));
        this.holds = List.copyOf(holds);
        this.today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    private long before(Keep keep) {
        return EngineClock.micros(keep.before(today).atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    /** Pieces that end after this are not looked at: nothing is kept so short. */
    public long beforeMicros() {
        long newest = Long.MIN_VALUE;
        for (StreamClass c : classes.keySet()) {
            for (ReadingKind kind : ReadingKind.values()) {
                newest = Math.max(newest, before(c.keep(kind)));
            }
        }
        return newest;
    }

    /** What is older than it must be kept, holds aside. */
    public Going expired(Piece piece) {
        Map<ReadingKind, StreamSet> going = new EnumMap<>(ReadingKind.class);
        classes.forEach((c, streams) -> {
            for (ReadingKind kind : ReadingKind.values()) {
                if (piece.toMicros() <= before(c.keep(kind))) {
                    going.merge(kind, streams, StreamSet::or);
                }
            }
        });
        return new Going(going);
    }

    /** What may go. */
    public Going allowed(Piece piece) {
        return without(expired(piece), piece);
    }

    private Going without(Going expired, Piece piece) {
        Map<ReadingKind, StreamSet> going = new EnumMap<>(ReadingKind.class);
        expired.streams().forEach((kind, streams) -> {
            StreamSet left = streams;
            for (LegalHold hold : holds) {
                left = left.without(hold.keeps(streams, piece.fromMicros(), piece.toMicros()));
            }
            going.put(kind, left);
        });
        return new Going(going);
    }

    /** What of it each hold keeps; holds that keep nothing are left out. */
    public Map<LegalHold, Going> kept(Piece piece) {
        Going expired = expired(piece);
        Map<LegalHold, Going> kept = new LinkedHashMap<>();
        for (LegalHold hold : holds) {
            Map<ReadingKind, StreamSet> by = new EnumMap<>(ReadingKind.class);
            expired.streams()
                    .forEach((kind, streams) ->
                            by.put(kind, hold.keeps(streams, piece.fromMicros(), piece.toMicros())));
            Going going = new Going(by);
            if (!going.isEmpty()) {
                kept.put(hold, going);
            }
        }
        return kept;
    }
}
