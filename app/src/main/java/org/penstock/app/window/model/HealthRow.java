package org.penstock.app.window.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.runtime.SystemHealth;

/**
 * One thing about the program itself.
 *
 * @param state its word
 * @param why what is wrong and what goes on all the same, "" when all is well
 * @param ask what a person can do about it, null when nothing
 */
public record HealthRow(
        String key,
        String name,
        Mark mark,
        String state,
        String why,
        @Nullable Ask ask) implements Keyed {
    /** More than this behind, and the database is called late, s. */
    static final double LAG_WORTH_SAYING = 5;

    static List<HealthRow> of(SystemHealth health, Words words, Times times) {
        List<HealthRow> rows = new ArrayList<>();
        String engine = health.engineStopped();
        if (engine != null) {
            rows.add(new HealthRow(
                    "health:engine", words.of("health.engine"), Mark.AWAY, words.of("health.stopped"), engine, null));
        }
        String journalAway = health.journalAway();
        rows.add(new HealthRow(
                "health:journal",
                words.of("health.journal"),
                journalAway == null ? Mark.NONE : Mark.AWAY,
                journalAway == null
                        ? words.of("health.journal-ok", words.number(health.journalMillis(), 1))
                        : words.of("health.away"),
                journalAway == null ? "" : words.of("health.journal-away", journalAway),
                null));
        rows.add(database(health, words, times));
        SystemHealth.Room room = health.room();
        if (room != null) {
            rows.add(room(room, words));
        }
        rows.add(new HealthRow(
                "health:clock",
                words.of("health.clock"),
                health.clockInDoubt() ? Mark.AWAY : Mark.NONE,
                words.of(health.clockInDoubt() ? "health.clock-doubt" : "health.ok"),
                health.clockInDoubt() ? words.of("health.clock-why") : "",
                health.clockInDoubt() ? Ask.confirmClock(words) : null));
        rows.add(new HealthRow(
                "health:readings",
                words.of("health.readings"),
                Mark.NONE,
                health.dropped() == 0
                        ? words.of("health.accepted", words.number(health.readings(), 0))
                        : words.of(
                                "health.accepted-dropped",
                                words.number(health.readings(), 0),
                                words.number(health.dropped(), 0)),
                "",
                null));
        return List.copyOf(rows);
    }

    private static HealthRow room(SystemHealth.Room room, Words words) {
        boolean enough = room.why().isEmpty();
        return new HealthRow(
                "health:room",
                words.of("health.room"),
                enough ? Mark.NONE : Mark.AWAY,
                room.full() == null
                        ? words.of("health.room-years", words.number(room.bytes() / 1e9, 3))
                        : words.of(
                                "health.room-until",
                                words.number(room.bytes() / 1e9, 3),
                                room.full().toString()),
                room.why(),
                null);
    }

    private static HealthRow database(SystemHealth health, Words words, Times times) {
        String away = health.databaseAway();
        boolean late = health.lagSeconds() >= LAG_WORTH_SAYING;
        String state =
                late ? words.of("health.behind", times.span(health.lagSeconds())) : words.of("health.up-to-date");
        return new HealthRow(
                "health:database",
                words.of("health.database"),
                away != null || late ? Mark.AWAY : Mark.NONE,
                away == null ? state : words.of("health.away-behind", times.span(health.lagSeconds())),
                away == null ? (late ? words.of("health.late") : "") : words.of("health.database-away", away),
                null);
    }
}
