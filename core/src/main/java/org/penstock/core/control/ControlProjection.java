package org.penstock.core.control;

import static org.penstock.core.db.tables.tables.Commands.COMMANDS;
import static org.penstock.core.db.tables.tables.InterlockTrips.INTERLOCK_TRIPS;
import static org.penstock.core.db.tables.tables.Outputs.OUTPUTS;

import com.github.f4b6a3.uuid.UuidCreator;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.penstock.core.identity.Actors;
import org.penstock.core.place.PlaceRows;
import org.penstock.core.place.PlaceRows.Placed;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.JournalRecord;
import org.penstock.core.telemetry.Projection;

/**
 * Brings commands and interlock trips into the database, and into the chain what the engine itself records: commands,
 * interlocks and their bypasses, outputs, what rules in shadow would have done, requests and their answers, links, the clock, starts. Runs and alerts have projections of their own.
 * Comes after {@link ConfigurationProjection}, whose outputs it points at.
 */
public final class ControlProjection implements Projection {
    private static final int TEXT = 1_000;

    /** First words of the kinds that become events here; {@code command.sent} is a time in the row, not an event. */
    private static final Set<String> OURS =
            Set.of("command", "interlock", "output", "request", "link", "clock", "site", "rule");

    private final String organizationKey;
    private final String siteKey;

    /** @param organizationKey key of the organization of this data directory @param siteKey key of its site */
    public ControlProjection(String organizationKey, String siteKey) {
        this.organizationKey = organizationKey;
        this.siteKey = siteKey;
    }

    @Override
    public void apply(DSLContext sql, JournalRecord record, List<Fact> events) {
        if (record instanceof JournalRecord.Effects effects) {
            for (int i = 0; i < effects.effects().size(); i++) {
                long wall = effects.wallMicros()[i];
                switch (effects.effects().get(i)) {
                    case Effect.Drive drive -> issued(sql, drive, wall, events);
                    case Effect.Record fact -> recorded(sql, fact, wall, events);
                    // The engine records what a Cancel did; raises and clears become rows as alerts.
                    case Effect.Cancel _, Effect.Raise _, Effect.Clear _, Effect.WakeAt _ -> {}
                }
            }
        }
    }

    private void recorded(DSLContext sql, Effect.Record fact, long wall, List<Fact> events) {
        int dot = fact.kind().indexOf('.');
        if (dot < 0 || !OURS.contains(fact.kind().substring(0, dot))) {
            return;
        }
        Instant at = instant(wall);
        boolean told = switch (fact.kind().substring(0, dot)) {
            case "command" -> moved(sql, fact, at);
            case "interlock" -> {
                trip(sql, fact, at);
                yield true;
            }
            default -> true;
        };
        if (told) {
            TreeMap<String, String> data = new TreeMap<>(fact.data());
            String actor = data.remove("actor");
            events.add(new Fact(wall, actor == null ? Actors.SYSTEM : actor, fact.kind(), fact.subject(), data));
        }
    }

    /** A command begins. The repeats of a write to safe are rows, but only the first is an event. */
    private void issued(DSLContext sql, Effect.Drive drive, long wall, List<Fact> events) {
        UUID site = place(sql).siteId();
        UUID output = output(sql, site, drive.output());
        boolean repeated = drive.toSafe() && failedToSafe(sql, site, output);
        sql.insertInto(COMMANDS)
                .set(COMMANDS.ID, UuidCreator.getTimeOrderedEpoch())
                .set(COMMANDS.SITE_ID, site)
                .set(COMMANDS.COMMAND_NO, drive.command())
                .set(COMMANDS.OUTPUT_ID, output)
                .set(COMMANDS.WANTED_VALUE, Double.isNaN(drive.value()) ? null : drive.value())
                .set(COMMANDS.TO_SAFE, drive.toSafe())
                .set(COMMANDS.MAX_ON_SECONDS, BigDecimal.valueOf(drive.maxOnMicros(), 6))
                .set(COMMANDS.TIMEOUT_SECONDS, BigDecimal.valueOf(drive.timeoutMicros(), 6))
                .set(COMMANDS.REQUESTED_BY, text(drive.why()))
                .set(COMMANDS.STATE, "pending")
                .set(COMMANDS.ISSUED_AT, instant(wall))
                .execute();
        if (!repeated) {
            TreeMap<String, String> data = new TreeMap<>();
            data.put("output", key(sql, output));
            data.put("to_safe", Boolean.toString(drive.toSafe()));
            data.put("value", Double.isNaN(drive.value()) ? "" : decimal(drive.value()));
            data.put("why", drive.why());
            events.add(new Fact(wall, Actors.SYSTEM, "command.issued", "command:" + drive.command(), data));
        }
    }

    /** Whether the newest command of the output was a write to safe that did not succeed. */
    private static boolean failedToSafe(DSLContext sql, UUID site, UUID output) {
        return sql.select(COMMANDS.TO_SAFE, COMMANDS.STATE)
                .from(COMMANDS)
                .where(COMMANDS.SITE_ID.eq(site))
                .and(COMMANDS.OUTPUT_ID.eq(output))
                .orderBy(COMMANDS.COMMAND_NO.desc())
                .limit(1)
                .fetchOptional()
                .map(r -> r.value1() && Set.of("failed", "timed_out").contains(r.value2()))
                .orElse(false);
    }

    /** @return whether it is worth an event */
    private boolean moved(DSLContext sql, Effect.Record fact, Instant at) {
        UUID site = place(sql).siteId();
        long no = Long.parseLong(fact.subject().substring("command:".length()));
        String state = fact.kind().substring("command.".length());
        String value = fact.data().get("value");
        var row = sql.selectFrom(COMMANDS)
                .where(COMMANDS.SITE_ID.eq(site))
                .and(COMMANDS.COMMAND_NO.eq(no))
                .fetchOptional()
                .orElseThrow(() -> new IllegalStateException("command " + no + " has no row"));
        boolean repeat =
                state.equals("failed") || state.equals("timed_out") ? repeats(sql, site, row.getOutputId(), no) : false;
        row.setState(state);
        switch (state) {
            case "sent" -> row.setSentAt(at);
            case "acknowledged" -> {
                row.setAcknowledgedAt(at);
                row.setEndedAt(at);
            }
            default -> row.setEndedAt(at);
        }
        row.setReadValue(value == null ? null : Double.valueOf(value));
        row.setReason(text(fact.data().getOrDefault("reason", "")));
        row.update();
        return !state.equals("sent") && !repeat;
    }

    /** Whether the command before this one of the same output was a write to safe that failed: this is one of many. */
    private static boolean repeats(DSLContext sql, UUID site, UUID output, long no) {
        return sql.select(COMMANDS.TO_SAFE, COMMANDS.STATE)
                .from(COMMANDS)
                .where(COMMANDS.SITE_ID.eq(site))
                .and(COMMANDS.OUTPUT_ID.eq(output))
                .and(COMMANDS.COMMAND_NO.lt(no))
                .orderBy(COMMANDS.COMMAND_NO.desc())
                .limit(1)
                .fetchOptional()
                .map(r -> r.value1() && Set.of("failed", "timed_out").contains(r.value2()))
                .orElse(false);
    }

    private void trip(DSLContext sql, Effect.Record fact, Instant at) {
        Placed place = place(sql);
        UUID site = place.siteId();
        String key = fact.subject().substring("interlock:".length());
        SortedMap<String, String> data = fact.data();
        var open = sql.selectFrom(INTERLOCK_TRIPS)
                .where(INTERLOCK_TRIPS.SITE_ID.eq(site))
                .and(INTERLOCK_TRIPS.INTERLOCK_KEY.eq(key))
                .and(INTERLOCK_TRIPS.ENDED_AT.isNull())
                .fetchOne();
        switch (fact.kind()) {
            case "interlock.tripped" -> {
                if (open == null) {
                    sql.insertInto(INTERLOCK_TRIPS)
                            .set(INTERLOCK_TRIPS.ID, UuidCreator.getTimeOrderedEpoch())
                            .set(INTERLOCK_TRIPS.SITE_ID, site)
                            .set(INTERLOCK_TRIPS.INTERLOCK_KEY, key)
                            .set(INTERLOCK_TRIPS.WHY, text(data.getOrDefault("why", "")))
                            .set(INTERLOCK_TRIPS.LATCHED, Boolean.valueOf(data.get("latch")))
                            .set(INTERLOCK_TRIPS.TRIPPED_AT, at)
                            .execute();
                } else {
                    open.setTimes(open.getTimes() + 1);
                    open.setWhy(text(data.getOrDefault("why", "")));
                    open.setClearedAt(null);
                    open.update();
                }
            }
            case "interlock.cleared" -> {
                if (open != null) {
                    open.setClearedAt(at);
                    open.setEndedAt(open.getLatched() ? null : at);
                    open.update();
                }
            }
            case "interlock.reset" -> {
                if (open != null) {
                    open.setEndedAt(at);
                    open.setResetBy(Actors.idOf(
                            sql,
                            place.organizationId(),
                            Actors.keyFrom(data.getOrDefault("actor", Actors.SYSTEM)),
                            at));
                    open.update();
                }
            }
            // A bypass moves no trip: the interlock is judged as before. What happened is the event; who agreed, the sign-off.
            case "interlock.bypassed", "interlock.bypass_ended" -> {}
            case "interlock.removed" -> {
                if (open != null) {
                    open.setEndedAt(at);
                    open.update();
                }
            }
            default -> throw new IllegalStateException("an interlock cannot be " + fact.kind());
        }
    }

    private Placed place(DSLContext sql) {
        return PlaceRows.find(sql, organizationKey, siteKey)
                .orElseThrow(() -> new IllegalStateException("the site " + organizationKey + "/" + siteKey
                        + " has no row: its configuration was not applied"));
    }

    private static UUID output(DSLContext sql, UUID site, int no) {
        UUID output = sql.select(OUTPUTS.ID)
                .from(OUTPUTS)
                .where(OUTPUTS.SITE_ID.eq(site))
                .and(OUTPUTS.OUTPUT_NO.eq(no))
                .fetchOne(OUTPUTS.ID);
        if (output == null) {
            throw new IllegalStateException("output number " + no + " has no row: its configuration was not applied");
        }
        return output;
    }

    private static String key(DSLContext sql, UUID output) {
        return sql.select(OUTPUTS.OUTPUT_KEY)
                .from(OUTPUTS)
                .where(OUTPUTS.ID.eq(output))
                .fetchOptional(OUTPUTS.OUTPUT_KEY)
                .orElse("");
    }

    private static String decimal(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** What devices say can hold anything, and PostgreSQL takes no NUL. */
    static String text(String said) {
        return text(said, TEXT);
    }

    /** @param most characters that the column holds */
    static String text(String said, int most) {
        StringBuilder clean = new StringBuilder(Math.min(said.length(), most));
        said.codePoints().limit(most / 2).forEach(c -> {
            boolean odd = Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE;
            clean.appendCodePoint(odd ? ' ' : c);
        });
        return clean.toString();
    }

    private static Instant instant(long wallMicros) {
        return Instant.EPOCH.plus(wallMicros, ChronoUnit.MICROS);
    }
}
