package org.penstock.core.telemetry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.EventChain;
import org.penstock.core.db.Database;
import org.penstock.core.place.ReadingKind;

/**
 * Forgets by days, each a file of its own. A file of which everything goes is deleted; of which some goes is packed without it
 * beside the old one, and exchanged: rows are never deleted from a file. What is to happen is on record, with the checksums of
 * both files, before it happens, and {@link DayFiles#open} does what a killed process had not come to. Only files that are
 * sealed, and with nothing late on the way to them.
 */
public final class DayForgetting implements ReadingForgetting {
    private static final List<ReadingKind> IN_FILE =
            List.of(ReadingKind.RAW, ReadingKind.MINUTE, ReadingKind.FIVE_MINUTES);

    private final Database database;
    private final UUID site;
    private final ChainId chain;
    private final DayFiles files;
    private final @Nullable DayKeeper keeper;
    private final Consumer<Forgotten> told;
    private final ForgottenRows rows;
    private final DayRows days;
    private final ForgettingTables tables;

    /**
     * @param keeper null where nothing is moved: then nothing can be forgotten either
     * @param told of what went, before it is gone
     */
    public DayForgetting(
            Database database,
            UUID site,
            ChainId chain,
            DayFiles files,
            @Nullable DayKeeper keeper,
            Consumer<Forgotten> told) {
        this.database = database;
        this.site = site;
        this.chain = chain;
        this.files = files;
        this.keeper = keeper;
        this.told = told;
        this.rows = new ForgottenRows(site);
        this.days = new DayRows(site);
        this.tables = new ForgettingTables(site);
    }

    @Override
    public List<Piece> pieces(long beforeMicros) {
        Long first = database.read(tables::first);
        List<Long> there = files.days(0, beforeMicros);
        long from = Math.min(
                first == null ? Long.MAX_VALUE : DayFiles.dayOf(first),
                there.isEmpty() ? Long.MAX_VALUE : there.getFirst());
        List<Piece> pieces = new ArrayList<>();
        for (long day = from; day != Long.MAX_VALUE && day + DayFiles.DAY_MICROS <= beforeMicros; day += DayFiles.DAY_MICROS) {
            pieces.add(new Piece(DayFiles.nameOf(day), day, day + DayFiles.DAY_MICROS));
        }
        return pieces;
    }

    @Override
    public Forgotten forgotten() {
        return database.read(rows::read);
    }

    @Override
    public String mark(Piece piece) {
        return database.read(sql -> days.checksum(sql, piece.name())).orElse("");
    }

    @Override
    public Contents look(Piece piece, Going going) {
        Map<ReadingKind, Map<Integer, Long>> n = new EnumMap<>(ReadingKind.class);
        Map<ReadingKind, Map<Integer, Long>> bytes = new EnumMap<>(ReadingKind.class);
        files.read(piece.fromMicros(), file -> {
                    tables.look(file, piece, IN_FILE, n, bytes);
                    return true;
                })
                .ifPresent(_ -> {});
        database.read(sql -> {
            tables.lookFor(sql, piece, going, List.of(ReadingKind.HOUR, ReadingKind.DAY), n, bytes);
            return true;
        });
        return new Contents(n, bytes, Math.max(0, files.sealedBytes(piece.fromMicros())));
    }

    @Override
    public Outcome forget(Run run, Piece piece, Function<DSLContext, Going> decision) {
        DayKeeper alone = keeper;
        if (alone == null) {
            throw new IllegalStateException("readings are forgotten only where the facility runs");
        }
        try {
            return alone.alone(() -> exclusively(run, piece, decision));
        } catch (UncheckedIOException e) {
            return new Outcome.Later("the disk does not take it: " + e.getMessage());
        }
    }

    private Outcome exclusively(Run run, Piece piece, Function<DSLContext, Going> decision) {
        long day = piece.fromMicros();
        boolean file = !files.days(day, day).isEmpty();
        Optional<String> before = database.read(sql -> days.checksum(sql, piece.name()));
        if (file && before.isEmpty()) {
            return new Outcome.Later("the day changes still");
        }
        if (database.read(sql -> tables.onTheWay(sql, piece))) {
            return new Outcome.Later("late readings are on their way to the day");
        }
        Going wanted = database.read(decision::apply);
        Contents there = look(piece, wanted);
        Going going = there.of(wanted);
        if (going.isEmpty()) {
            return new Outcome.Nothing();
        }
        StreamSet minutes = going.of(ReadingKind.RAW).without(wanted.of(ReadingKind.MINUTE));
        boolean change = IN_FILE.stream().anyMatch(kind -> !going.of(kind).isEmpty());
        boolean left = !minutes.isEmpty()
                || IN_FILE.stream().anyMatch(kind -> !there.streams(kind).without(going.of(kind)).isEmpty());
        DayFiles.Sealed packed = null;
        DayPacking packing = new DayPacking(site, going, minutes);
        try {
            if (change && left) {
                Optional<DayFiles.Sealed> made = files.prepare(day, packing);
                if (made.isEmpty()) {
                    return new Outcome.Later("the file of the day is damaged");
                }
                packed = made.get();
            }
            ForgottenRows.@Nullable File of =
                    change ? new ForgottenRows.File(piece.name(), before.orElse(""), packed) : null;
            if (!decided(run, piece, decision, wanted, going, there, of)) {
                files.discard(day);
                return new Outcome.Later("what is to go changed meanwhile");
            }
            long now = 0;
            if (packed != null) {
                files.exchange(day, packed);
                now = packed.bytes();
            } else if (change) {
                files.remove(day);
            }
            settle(run, piece.name(), change, packed, packing);
            return new Outcome.Gone(
                    there.readings(ReadingKind.RAW, going.of(ReadingKind.RAW)),
                    change ? Math.max(0, there.fileBytes() - now) : 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On record, or not: a hold that was placed meanwhile wins. */
    private boolean decided(
            Run run,
            Piece piece,
            Function<DSLContext, Going> decision,
            Going wanted,
            Going going,
            Contents there,
            ForgottenRows.@Nullable File file) {
        Leaving leaving = Leaving.of(there, wanted, going);
        Forgotten known = forgotten();
        told.accept(known.with(leaving.spans(piece)));
        boolean decided = false;
        try {
            decided = database.transact(sql -> {
                EventChain.append(sql, chain, List.of());
                if (!decision.apply(sql).equals(wanted)) {
                    return false;
                }
                tables.delete(sql, piece, going, List.of(ReadingKind.HOUR, ReadingKind.DAY));
                tables.deleteBeside(sql, piece, going.of(ReadingKind.RAW), leaving.whole().contains(ReadingKind.RAW));
                rows.forget(sql, chain, run, piece, leaving.all(), leaving.sizes(), leaving.whole(), file);
                return true;
            });
        } finally {
            if (!decided) {
                told.accept(known);
            }
        }
        return decided;
    }

    private void settle(Run run, String name, boolean change, DayFiles.@Nullable Sealed packed, DayPacking packing) {
        if (!change) {
            return;
        }
        database.run(sql -> {
            if (packed == null) {
                days.forget(sql, name);
            } else {
                days.sealed(sql, name, packed, packing.chunks(), packing.readings(), run.at());
            }
            rows.done(sql, name);
        });
    }
}
