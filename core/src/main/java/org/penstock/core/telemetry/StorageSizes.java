package org.penstock.core.telemetry;

import static org.penstock.core.db.tables.tables.ReadingDays.READING_DAYS;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.penstock.core.db.Database;

/** How large what is kept of readings is, by day. Blocks on disk and database; any thread. */
public final class StorageSizes {
    private final Database database;
    private final UUID site;
    private final @Nullable Path directory;

    /** @param directory of the day files; null on a server */
    public StorageSizes(Database database, UUID site, @Nullable Path directory) {
        this.database = database;
        this.site = site;
        this.directory = directory;
    }

    /**
     * What there is.
     *
     * @param bytes of all readings and roll-ups
     * @param days size of each finished day, where days are files
     * @param disk size of the disk, 0 where it is another computer's
     * @param free what is free on it
     */
    public record Sizes(long bytes, NavigableMap<LocalDate, Long> days, long disk, long free) {}

    /** Looks. @param now a day of a server is the mean of its newest months */
    public Sizes look(Instant now) throws IOException {
        Path files = directory;
        return files == null ? onServer(now) : inFiles(files);
    }

    private Sizes inFiles(Path files) throws IOException {
        TreeMap<LocalDate, Long> days = new TreeMap<>();
        database.read(sql -> sql.select(READING_DAYS.DAY_ON, READING_DAYS.SIZE_BYTES)
                        .from(READING_DAYS)
                        .where(READING_DAYS.SITE_ID.eq(site))
                        .and(READING_DAYS.STATE.eq(DayRows.SEALED))
                        .fetch())
                .forEach(r -> days.merge(r.value1(), r.value2(), Long::sum));
        long bytes = 0;
        try (var list = Files.list(files)) {
            for (Path file : list.toList()) {
                bytes += size(file);
            }
        }
        // The main database holds what was not moved yet, and hours and days.
        Path data = files.toAbsolutePath().getParent();
        FileStore store = Files.getFileStore(files);
        return new Sizes(bytes, days, data == null ? 0 : store.getTotalSpace(), store.getUsableSpace());
    }

    /** A file may be exchanged or forgotten while it is looked at. */
    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    private Sizes onServer(Instant now) {
        Map<String, Long> tables = new TreeMap<>();
        List<String> parts = MonthTables.of(site).all().stream()
                .map(table -> "coalesce(to_regclass('" + table.part() + "'), to_regclass('" + table.table() + "'))")
                .toList();
        // TimescaleDB's months inherit as well; its table is not by site, so it counts whole.
        database.read(
                        sql -> sql.fetch(
                                "with recursive kept (id) as (select unnest(array[" + String.join(", ", parts)
                                        + "]) union all select i.inhrelid from pg_inherits i join kept on i.inhparent = kept.id)"
                                        + " select c.relname, pg_total_relation_size(c.oid) from kept join pg_class c on c.oid = kept.id"))
                .forEach(r -> tables.put(r.get(0, String.class), r.get(1, Long.class)));
        TreeMap<LocalDate, Long> days = new TreeMap<>();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        tables.forEach((name, size) -> {
            String[] words = name.split("_");
            if (name.matches(".*_\\d{4}_\\d{2}")) {
                LocalDate first = LocalDate.of(
                        Integer.parseInt(words[words.length - 2]), Integer.parseInt(words[words.length - 1]), 1);
                LocalDate end = first.plusMonths(1).isAfter(today) ? today : first.plusMonths(1);
                long length = Math.max(1, end.toEpochDay() - first.toEpochDay());
                for (LocalDate day = first; day.isBefore(end); day = day.plusDays(1)) {
                    days.merge(day, size / length, Long::sum);
                }
            }
        });
        return new Sizes(tables.values().stream().mapToLong(Long::longValue).sum(), days, 0, 0);
    }
}
