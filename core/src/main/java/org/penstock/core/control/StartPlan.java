package org.penstock.core.control;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which planned instants of one program are still to come, and which have been decided for good, so that none runs twice
 * however the wall clock moves. Wall times, µs UTC.
 *
 * <p>An instant that ran or was skipped is never handed out again. One that passed while nothing ran (missed) comes again
 * when the clock is set back before it: its time is then still ahead.
 */
final class StartPlan {
    /** Decided instants remembered one by one; older than the oldest of them nothing is handed out. */
    static final int REMEMBERED = 512;

    /** Backward movement below this is the slewing of a disciplined clock and needs no new plan. */
    private static final long SLEW = 1_000_000;

    /** A plan looks back no further than this: what was missed longer ago is one sentence, not a thousand rows. */
    static final long LOOK_BACK = 400L * 86_400_000_000L;

    private ProgramSpec.Schedule schedule;
    private ZoneId zone;
    private final TreeSet<Long> decided = new TreeSet<>();
    private long floor = Long.MIN_VALUE;
    private long upTo;
    private long seen;
    private long next = Long.MAX_VALUE;

    /** A program that is new at {@code wall}: nothing before is its business. */
    StartPlan(ProgramSpec.Schedule schedule, ZoneId zone, long wall) {
        this.schedule = schedule;
        this.zone = zone;
        upTo = wall;
        seen = wall;
        replan();
    }

    /** The schedule or the zone changed; what was decided stays decided. */
    void schedule(ProgramSpec.Schedule changed, ZoneId inZone) {
        schedule = changed;
        zone = inZone;
        replan();
    }

    /** The next planned instant, {@link Long#MAX_VALUE} when there is none. */
    long next() {
        return next;
    }

    /** The planned instants that have come by {@code wall} and are not decided, ascending. Each is handed out once. */
    List<Long> come(long wall) {
        if (wall < seen - SLEW) {
            // Set back: what lies ahead again is planned again, except what is decided for good.
            upTo = wall;
            seen = wall;
            replan();
            return List.of();
        }
        seen = Math.max(seen, wall);
        if (wall < next) {
            return List.of();
        }
        List<Long> come = new ArrayList<>();
        for (long at : PlannedStarts.between(schedule, zone, Math.max(upTo, wall - LOOK_BACK), wall)) {
            if (free(at)) {
                come.add(at);
            }
        }
        upTo = wall;
        replan();
        return come;
    }

    /** {@code at} ran or was skipped: never again. */
    void decide(long at) {
        decided.add(at);
        if (decided.size() > REMEMBERED) {
            floor = Math.max(floor, decided.pollFirst());
        }
        if (at == next) {
            replan();
        }
    }

    /** The planned instants later than {@code wall} and not later than {@code until}. */
    List<Long> between(long wall, long until) {
        return PlannedStarts.between(schedule, zone, wall, until).stream()
                .filter(this::free)
                .toList();
    }

    private boolean free(long at) {
        return at > floor && !decided.contains(at);
    }

    private void replan() {
        OptionalLong found = PlannedStarts.next(schedule, zone, upTo);
        while (found.isPresent() && !free(found.getAsLong())) {
            found = PlannedStarts.next(schedule, zone, found.getAsLong());
        }
        next = found.orElse(Long.MAX_VALUE);
    }

    void save(ObjectNode state) {
        state.put("up_to", upTo).put("seen", seen).put("floor", floor);
        ArrayNode array = state.putArray("decided");
        decided.forEach(array::add);
    }

    void load(JsonNode state) {
        upTo = state.required("up_to").asLong();
        seen = state.required("seen").asLong();
        floor = state.required("floor").asLong();
        decided.clear();
        for (JsonNode at : state.required("decided")) {
            decided.add(at.asLong());
        }
        replan();
    }
}
