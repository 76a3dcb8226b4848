package org.penstock.driver.modbus;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which block is read next, kept across connections. Blocks of high priority go before low ones, and blocks of units that
 * answer go before those of units that have not answered yet, are silent or are slow. The latter together get a fifth of
 * the time, each of them holds the link for at most {@link #hold} and the more often it was silent the less often it is
 * asked, so that nobody's value grows old because another device is off. Used by the polling thread only.
 */
final class PollSchedule {
    private static final long SHORTEST_HOLD_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long LONGEST_HOLD_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** After so much waiting a troubled unit, paid from its share, goes before others: the link is always busy. */
    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** Even where high polls take all the time, every so many of them one low poll gets through. */
    private static final int HIGH_IN_A_ROW = 8;

    private final List<BlockGroup> groups;
    private final Map<Integer, UnitPatience> units = new HashMap<>();
    private final long timeoutNanos;
    private long creditNanos;
    private long creditedNanos;
    private int highInARow;

    PollSchedule(ModbusPlan plan, long nowNanos) {
        this.groups = BlockGroup.of(plan.points(), nowNanos);
        this.timeoutNanos = TimeUnit.MILLISECONDS.toNanos(plan.settings().timeoutMillis());
        this.creditedNanos = nowNanos;
        this.creditNanos = LONGEST_HOLD_NANOS;
        Map<Integer, Long> own = new HashMap<>();
        plan.devices().forEach(d -> own.merge(d.unit(), d.timeoutMillis() * 1_000_000, Math::max));
        own.forEach((unit, nanos) -> units.put(unit, new UnitPatience(nanos, nowNanos)));
    }

    List<BlockGroup> groups() {
        return groups;
    }

    boolean empty() {
        return groups.isEmpty();
    }

    /** Whether the unit belongs to a device of this link. */
    boolean knows(int unit) {
        return units.containsKey(unit);
    }

    UnitPatience unit(int unit) {
        UnitPatience u = units.get(unit);
        if (u == null) {
            throw new IllegalArgumentException("unit " + unit + " belongs to no device of this link");
        }
        return u;
    }

    /** How many units have ever answered. */
    int proven() {
        return (int) units.values().stream().filter(UnitPatience::proven).count();
    }

    boolean anyoneWell() {
        return units.values().stream().anyMatch(UnitPatience::well);
    }

    /** A new connection after one that was lost: what was silent because the old one was dead is asked at once. */
    void connected(long nowNanos) {
        boolean someoneWell = anyoneWell();
        units.values().forEach(u -> u.connected(someoneWell, nowNanos));
        for (BlockGroup g : groups) {
            for (Block b : g.pieces()) {
                if (b.dueNanos() - nowNanos > 0) {
                    b.dueAt(nowNanos);
                }
            }
        }
    }

    /** {@code unit} did not answer in time. @param why in words, told of all its blocks when it goes on */
    void silent(int unit, String why, long nowNanos) {
        UnitPatience u = unit(unit);
        u.silent(othersWait(unit), nowNanos);
        if (u.silences() >= UnitPatience.SILENCES_UNTIL_SPARED) {
            blocks(unit).forEach(b -> b.unitSilent(why));
        }
    }

    /** {@code unit} answered after it was given up. */
    void answeredLate(int unit, long tookNanos, long nowNanos) {
        unit(unit).answeredLate(tookNanos, othersWait(unit), nowNanos);
    }

    private boolean othersWait(int unit) {
        return units.entrySet().stream()
                .anyMatch(e -> e.getKey() != unit && e.getValue().well());
    }

    /** All blocks of a unit that is back are due. */
    void back(int unit, long nowNanos) {
        blocks(unit).forEach(b -> b.dueAt(nowNanos));
    }

    private List<Block> blocks(int unit) {
        return groups.stream()
                .flatMap(g -> g.pieces().stream())
                .filter(b -> b.unit() == unit)
                .toList();
    }

    /** The block to read now, or null while none is due. */
    @Nullable
    Block next(long nowNanos) {
        boolean someoneWell = anyoneWell();
        credit(nowNanos);
        Block best = null;
        int bestRank = Integer.MAX_VALUE;
        for (BlockGroup g : groups) {
            g.join(nowNanos);
            for (Block b : g.pieces()) {
                if (dueNanos(b) - nowNanos > 0) {
                    continue;
                }
                int rank = rank(b, someoneWell, nowNanos);
                if (rank < bestRank || (best != null && rank == bestRank && b.dueNanos() - best.dueNanos() < 0)) {
                    best = b;
                    bestRank = rank;
                }
            }
        }
        if (best != null) {
            highInARow = best.high() ? highInARow + 1 : 0;
        }
        return best;
    }

    /** The lower the sooner; {@link Integer#MAX_VALUE} = not now. */
    private int rank(Block b, boolean someoneWell, long nowNanos) {
        if (!someoneWell || unit(b.unit()).well()) {
            boolean starved = !b.high() && highInARow >= HIGH_IN_A_ROW && nowNanos - b.dueNanos() > b.everyNanos();
            return b.high() ? 1 : starved ? 0 : 2;
        }
        if (creditNanos <= 0) {
            return Integer.MAX_VALUE;
        }
        return nowNanos - dueNanos(b) > LONGEST_WAIT_NANOS ? 0 : 3;
    }

    private long dueNanos(Block b) {
        long notBefore = unit(b.unit()).notBeforeNanos();
        return b.dueNanos() - notBefore < 0 ? notBefore : b.dueNanos();
    }

    /** How long nothing can be due, ns. */
    long restNanos(long nowNanos) {
        long rest = TimeUnit.MILLISECONDS.toNanos(100);
        for (BlockGroup g : groups) {
            for (Block b : g.pieces()) {
                rest = Math.min(rest, dueNanos(b) - nowNanos);
            }
        }
        // What is due and must wait for its share of the time is looked at again soon.
        return Math.max(rest, TimeUnit.MILLISECONDS.toNanos(1));
    }

    /** How long nothing of a unit that answers is due, ns; 0 or less when something is. */
    long calmNanos(long nowNanos) {
        boolean someoneWell = anyoneWell();
        long calm = Long.MAX_VALUE;
        for (BlockGroup g : groups) {
            for (Block b : g.pieces()) {
                if (!someoneWell || unit(b.unit()).well()) {
                    calm = Math.min(calm, dueNanos(b) - nowNanos);
                }
            }
        }
        return calm;
    }

    /** How long an answer of {@code unit} is likely to take, ns. */
    long expectedNanos(int unit) {
        UnitPatience u = unit(unit);
        return u.well() ? Math.min(patience(unit), u.likelyNanos()) : patience(unit);
    }

    private void credit(long nowNanos) {
        creditNanos = Math.min(LONGEST_HOLD_NANOS, creditNanos + (nowNanos - creditedNanos) / 5);
        creditedNanos = nowNanos;
    }

    /** A unit that was not well has held the link for so long. */
    void spent(long nanos) {
        creditNanos -= nanos;
    }

    /** How long one unit may hold the link: as long as the most frequent poll of another unit that answers may wait. */
    long hold(int unit) {
        long shortest = Long.MAX_VALUE;
        for (BlockGroup g : groups) {
            Block b = g.pieces().getFirst();
            if (b.unit() != unit) {
                shortest = Math.min(shortest, b.everyNanos());
            }
        }
        return shortest == Long.MAX_VALUE
                ? timeoutNanos
                : Math.min(timeoutNanos, Math.max(SHORTEST_HOLD_NANOS, Math.min(LONGEST_HOLD_NANOS, shortest)));
    }

    /** How long the answer of {@code unit} is waited for, ns. */
    long patience(int unit) {
        return unit(unit).patience(timeoutNanos, hold(unit));
    }
}
