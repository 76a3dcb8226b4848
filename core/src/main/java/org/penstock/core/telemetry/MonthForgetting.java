package org.penstock.core.telemetry;

import static org.penstock.core.db.tables.tables.ReadingChunks.READING_CHUNKS;
import static org.penstock.core.db.tables.tables.ReadingRollups.READING_ROLLUPS;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.EventChain;
import org.penstock.core.db.Database;
import org.penstock.core.db.SiteMonths;
import org.penstock.core.place.ReadingKind;

/**
 * Forgets on a server, by months of the site, which are nobody else's. A month of which everything goes is dropped; of which
 * most goes is written anew without it; of which little goes loses the rows. All in one transaction with the event, so a
 * killed process leaves all of it or nothing.
 */
public final class MonthForgetting implements ReadingForgetting {
    private static final List<ReadingKind> KINDS = List.of(ReadingKind.values());
    private static final List<ReadingKind> ROLLUPS = KINDS.subList(1, KINDS.size());

    private final Database database;
    private final UUID site;
    private final ChainId chain;
    private final Consumer<Forgotten> told;
    private final ForgottenRows rows;
    private final ForgettingTables tables;
    private final MonthTables months;

    /** @param told of what went, before it is gone */
    public MonthForgetting(Database database, UUID site, ChainId chain, Consumer<Forgotten> told) {
        this.database = database;
        this.site = site;
        this.chain = chain;
        this.told = told;
        this.rows = new ForgottenRows(site);
        this.tables = new ForgettingTables(site);
        this.months = MonthTables.of(site);
    }

    @Override
    public List<Piece> pieces(long beforeMicros) {
        Long first = database.read(sql -> Stream.of(tables.first(sql), tables.firstChunk(sql, 0))
                .filter(Objects::nonNull)
                .min(Long::compare)
                .orElse(null));
        List<Piece> pieces = new ArrayList<>();
        if (first == null) {
            return pieces;
        }
        YearMonth month = month(first);
        while (micros(month.plusMonths(1)) <= beforeMicros) {
            pieces.add(new Piece(month.toString(), micros(month), micros(month.plusMonths(1))));
            month = month.plusMonths(1);
        }
        return pieces;
    }

    private static YearMonth month(long micros) {
        return YearMonth.from(LocalDate.ofInstant(EngineClock.instant(micros), ZoneOffset.UTC));
    }

    private static long micros(YearMonth month) {
        return EngineClock.micros(month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    @Override
    public Forgotten forgotten() {
        return database.read(rows::read);
    }

    @Override
    public String mark(Piece piece) {
        return "";
    }

    @Override
    public Contents look(Piece piece, Going going) {
        Map<ReadingKind, Map<Integer, Long>> n = new EnumMap<>(ReadingKind.class);
        Map<ReadingKind, Map<Integer, Long>> bytes = new EnumMap<>(ReadingKind.class);
        database.read(sql -> {
            tables.look(sql, piece, KINDS, n, bytes);
            return true;
        });
        return new Contents(n, bytes, 0);
    }

    @Override
    public Outcome forget(Run run, Piece piece, Function<DSLContext, Going> decision) {
        Going wanted = database.read(decision::apply);
        if (wanted.isEmpty()) {
            return new Outcome.Nothing();
        }
        if (database.read(sql -> tables.late(sql, piece))) {
            return new Outcome.Later("late readings are on their way to the month");
        }
        Contents there = look(piece, wanted);
        Going going = there.of(wanted);
        if (going.isEmpty()) {
            return new Outcome.Nothing();
        }
        Leaving leaving = Leaving.of(there, wanted, going);
        Forgotten known = forgotten();
        told.accept(known.with(leaving.spans(piece)));
        boolean decided = false;
        try {
            decided = database.transact(sql -> {
                take(sql, piece, going, there);
                tables.deleteBeside(
                        sql, piece, going.of(ReadingKind.RAW), leaving.whole().contains(ReadingKind.RAW));
                // Last, for whoever puts something on record waits from here to the commit.
                EventChain.append(sql, chain, List.of());
                if (!decision.apply(sql).equals(wanted)) {
                    throw new Changed();
                }
                rows.forget(sql, chain, run, piece, leaving.all(), leaving.sizes(), leaving.whole(), null);
                return true;
            });
        } catch (Changed e) {
            return new Outcome.Later("what is to go changed meanwhile");
        } catch (DataAccessException e) {
            if (!SiteMonths.inUse(e)) {
                throw e;
            }
            return new Outcome.Later("somebody is reading what is to be dropped");
        } finally {
            if (!decided) {
                told.accept(known);
            }
        }
        return new Outcome.Gone(
                there.readings(ReadingKind.RAW, going.of(ReadingKind.RAW)),
                leaving.sizes().values().stream()
                        .mapToLong(ForgottenRows.Size::bytes)
                        .sum());
    }

    /** Rolls back. */
    private static final class Changed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private void take(DSLContext sql, Piece piece, Going going, Contents there) {
        YearMonth month = month(piece.fromMicros());
        if (!going.of(ReadingKind.RAW).isEmpty()) {
            Condition goes = going.of(ReadingKind.RAW).has(READING_CHUNKS.STREAM_NO);
            take(
                    sql,
                    piece,
                    going,
                    List.of(ReadingKind.RAW),
                    months.chunks(),
                    month,
                    goes,
                    mostly(there, going, List.of(ReadingKind.RAW)));
        }
        List<ReadingKind> levels =
                ROLLUPS.stream().filter(kind -> !going.of(kind).isEmpty()).toList();
        if (!levels.isEmpty()) {
            Condition goes = levels.stream()
                    .map(kind -> READING_ROLLUPS
                            .ROLLUP_LEVEL
                            .eq(kind.word())
                            .and(going.of(kind).has(READING_ROLLUPS.STREAM_NO)))
                    .reduce(Condition::or)
                    .orElseThrow();
            take(sql, piece, going, levels, months.rollups(), month, goes, mostly(there, going, ROLLUPS));
        }
        if (!going.of(ReadingKind.RAW).isEmpty()) {
            takeRows(sql, piece, going, month, mostly(there, going, List.of(ReadingKind.RAW)));
        }
    }

    /** The rows for other tools, last: the projector writes them last. */
    private void takeRows(DSLContext sql, Piece piece, Going going, YearMonth month, boolean mostly) {
        Condition goes = tables.rows(going.of(ReadingKind.RAW));
        if (mostly && months.rows().has(sql, month)) {
            // Others read it for as long as they like: not written anew first and then waited for.
            months.rows().alone(sql);
            letGo(sql, months.rows(), month, goes);
        } else {
            tables.deleteRows(sql, piece, goes);
        }
    }

    private void take(
            DSLContext sql,
            Piece piece,
            Going going,
            List<ReadingKind> kinds,
            SiteMonths table,
            YearMonth month,
            Condition goes,
            boolean mostly) {
        if (mostly && table.has(sql, month)) {
            letGo(sql, table, month, goes);
        } else {
            tables.delete(sql, piece, going, kinds);
        }
    }

    private static void letGo(DSLContext sql, SiteMonths table, YearMonth month, Condition goes) {
        table.lock(sql, month);
        if (table.keeps(sql, month, goes)) {
            table.rewrite(sql, month, goes);
        } else {
            table.drop(sql, month);
        }
    }

    /** Whether more of the table goes than stays. */
    private static boolean mostly(Contents there, Going going, List<ReadingKind> kinds) {
        long go = kinds.stream()
                .mapToLong(kind -> there.bytes(kind, going.of(kind)))
                .sum();
        long all = kinds.stream()
                .mapToLong(kind -> there.bytes(kind, there.streams(kind)))
                .sum();
        return go * 2 > all;
    }
}
