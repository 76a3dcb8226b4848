package org.penstock.core.telemetry;

import static org.penstock.core.db.tables.tables.ReadingDays.READING_DAYS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.db.Database;
import org.penstock.core.db.FileDatabase;
import org.penstock.core.db.FileDatabase.FileDamaged;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of readings, one a site and day (UTC), each opened when it is asked for, and a bounded number at once. A file
 * that is damaged is set aside under another name and the days around it go on answering. Reading from any thread, writing
 * and sealing from one ({@link DayKeeper}).
 */
public final class DayFiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DayFiles.class);
    private static final String SUFFIX = ".mv.db";
    private static final String SEALING = ".sealing";
    private static final String FORGETTING = ".forgetting";
    private static final Pattern NAME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern SET_ASIDE = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})\\.damaged-\\d+");
    private static final int MOST_OPEN = 40;
    static final long DAY_MICROS = 86_400_000_000L;

    private final Path directory;
    private final UUID site;
    private final NavigableMap<Long, Day> days = new ConcurrentSkipListMap<>();
    private final Map<String, String> damaged = new ConcurrentHashMap<>();
    private final AtomicLong uses = new AtomicLong();

    /** One file. Shared while it is used, exclusive while it is opened, closed or exchanged. */
    private static final class Day {
        final String name;
        final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        @Nullable
        FileDatabase open;
        /** What a sealed file must be long; −1 for one that may change. */
        long sealedBytes = -1;

        volatile long used;
        volatile boolean gone;

        Day(String name) {
            this.name = name;
        }
    }

    private DayFiles(Path directory, UUID site) {
        this.directory = directory;
        this.site = site;
    }

    /**
     * @param directory of the site, made when it is missing
     * @param database knows which files are sealed
     */
    public static DayFiles open(Path directory, Database database, UUID site) throws IOException {
        Files.createDirectories(directory);
        DayFiles files = new DayFiles(directory, site);
        files.finish(database);
        try (var list = Files.list(directory)) {
            for (Path file : list.toList()) {
                String name = file.getFileName().toString();
                String base = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : "";
                if (name.contains(SEALING)) {
                    // Sealing was cut short, perhaps in compacting; the day's file is as it was.
                    Files.delete(file);
                } else if (NAME.matcher(base).matches()) {
                    files.days.put(dayOf(base), new Day(base));
                } else if (SET_ASIDE.matcher(base).matches()) {
                    files.damaged.put(base, "");
                }
            }
        }
        database.read(sql -> sql.select(READING_DAYS.FILE_NAME, READING_DAYS.SIZE_BYTES)
                        .from(READING_DAYS)
                        .where(READING_DAYS.SITE_ID.eq(site))
                        .and(READING_DAYS.STATE.eq(DayRows.SEALED))
                        .fetch())
                .forEach(row -> {
                    Day day = files.days.get(dayOf(row.value1()));
                    if (day != null) {
                        day.sealedBytes = row.value2();
                    }
                });
        return files;
    }

    /** What was to be forgotten when the program was killed is on record: it is done now. */
    private void finish(Database database) throws IOException {
        ForgottenRows rows = new ForgottenRows(site);
        DayRows known = new DayRows(site);
        for (ForgottenRows.Unfinished left : database.read(rows::unfinished)) {
            Path file = directory.resolve(left.file() + SUFFIX);
            Path prepared = directory.resolve(left.file() + FORGETTING + SUFFIX);
            if (left.sha256() == null) {
                Files.deleteIfExists(file);
            } else if (Files.exists(prepared) && Checksum.of(prepared).equals(left.sha256())) {
                Files.move(prepared, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            force(directory, StandardOpenOption.READ);
            database.run(sql -> settle(sql, known, rows, left));
        }
        try (var list = Files.list(directory)) {
            for (Path file : list.toList()) {
                if (file.getFileName().toString().contains(FORGETTING)) {
                    // It was prepared, perhaps not to its end, and then not decided.
                    Files.delete(file);
                }
            }
        }
    }

    private static void settle(
            DSLContext sql, DayRows known, ForgottenRows rows, ForgottenRows.Unfinished left) {
        String sha256 = left.sha256();
        Long bytes = left.bytes();
        if (sha256 == null || bytes == null) {
            known.forget(sql, left.file());
        } else {
            known.exchanged(sql, left.file(), new Sealed(bytes, sha256));
        }
        rows.done(sql, left.file());
    }

    /** Begin of the day a time belongs to, µs UTC. */
    static long dayOf(long micros) {
        return Math.floorDiv(micros, DAY_MICROS) * DAY_MICROS;
    }

    private static long dayOf(String name) {
        return EngineClock.micros(LocalDate.parse(name).atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    static String nameOf(long day) {
        return LocalDate.ofInstant(EngineClock.instant(day), ZoneOffset.UTC).toString();
    }

    /** Days with a file that overlap the span, both ends inclusive, oldest first. */
    List<Long> days(long fromMicros, long toMicros) {
        long from = dayOf(fromMicros);
        return from > toMicros ? List.of() : List.copyOf(days.subMap(from, true, toMicros, true).keySet());
    }

    /** Files that were set aside, by name, and why as far as it is known. */
    Map<String, String> damaged() {
        return Map.copyOf(damaged);
    }

    /** Asks the file of a day; empty when there is none, or when it is damaged and was set aside. */
    <T> Optional<T> read(long day, Function<DSLContext, T> question) {
        Day d = days.get(day);
        if (d == null) {
            return Optional.empty();
        }
        try {
            FileDatabase file = shared(d, false);
            if (file == null) {
                return Optional.empty();
            }
            try {
                return Optional.of(file.read(question));
            } finally {
                d.lock.readLock().unlock();
            }
        } catch (FileDamaged | ByteSource.Malformed e) {
            setAside(day, d, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Writes into the file of a day in one transaction; on return it is on the disk. Makes the file. */
    void write(long day, Consumer<DSLContext> work) {
        for (boolean again = true; again; ) {
            Day d = days.computeIfAbsent(day, _ -> new Day(nameOf(day)));
            try {
                FileDatabase file = shared(d, true);
                if (file != null) {
                    try {
                        file.run(work);
                        again = false;
                    } finally {
                        d.lock.readLock().unlock();
                    }
                }
            } catch (FileDamaged e) {
                setAside(day, d, String.valueOf(e.getMessage()));
            }
        }
    }

    /**
     * Exchanges the file of a day for a compact one that does not change any more.
     *
     * @param copy fills the new file (second) from the old one (first)
     * @return length and checksum; empty when there is no file, or it is damaged
     */
    Optional<Sealed> seal(long day, DayCopy copy) throws IOException {
        Optional<Sealed> packed = pack(day, SEALING, copy);
        if (packed.isPresent()) {
            exchange(day, SEALING, packed.get());
        }
        return packed;
    }

    /** Makes a file beside that of a day, which {@link #exchange} puts in its place. */
    Optional<Sealed> prepare(long day, DayCopy copy) throws IOException {
        return pack(day, FORGETTING, copy);
    }

    /** Puts what was prepared in the place of the day's file. */
    void exchange(long day, Sealed prepared) throws IOException {
        exchange(day, FORGETTING, prepared);
    }

    /** What was prepared is not wanted. */
    void discard(long day) throws IOException {
        Files.deleteIfExists(directory.resolve(nameOf(day) + FORGETTING + SUFFIX));
    }

    /** Deletes the file of a day. */
    void remove(long day) throws IOException {
        Day d = days.get(day);
        if (d == null) {
            return;
        }
        d.lock.writeLock().lock();
        try {
            closeNow(d);
            d.gone = true;
            days.remove(day, d);
            Files.deleteIfExists(path(d));
            force(directory, StandardOpenOption.READ);
        } finally {
            d.lock.writeLock().unlock();
        }
    }

    /** Length of the sealed file of a day, −1 when there is none or it may change. */
    long sealedBytes(long day) {
        Day d = days.get(day);
        return d == null ? -1 : d.sealedBytes;
    }

    private Optional<Sealed> pack(long day, String ending, DayCopy copy) throws IOException {
        Day d = days.get(day);
        if (d == null) {
            return Optional.empty();
        }
        Path packed = directory.resolve(d.name + ending + SUFFIX);
        Files.deleteIfExists(packed);
        try {
            FileDatabase from = shared(d, false);
            if (from == null) {
                return Optional.empty();
            }
            try {
                FileDatabase to = FileDatabase.open(packed, FileDatabase.Use.PACK);
                try {
                    to.run(sql -> DayTables.make(sql, site, d.name));
                    copy.copy(from, to);
                } finally {
                    to.closeCompact();
                }
            } finally {
                d.lock.readLock().unlock();
            }
        } catch (FileDamaged | ByteSource.Malformed e) {
            setAside(day, d, String.valueOf(e.getMessage()));
            Files.deleteIfExists(packed);
            return Optional.empty();
        }
        force(packed, StandardOpenOption.WRITE);
        return Optional.of(new Sealed(Files.size(packed), Checksum.of(packed)));
    }

    private void exchange(long day, String ending, Sealed sealed) throws IOException {
        Day d = days.computeIfAbsent(day, _ -> new Day(nameOf(day)));
        Path packed = directory.resolve(d.name + ending + SUFFIX);
        d.lock.writeLock().lock();
        try {
            closeNow(d);
            Files.move(packed, path(d), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(directory, StandardOpenOption.READ);
            d.sealedBytes = sealed.bytes();
        } finally {
            d.lock.writeLock().unlock();
        }
    }

    /** Compares a sealed file with its checksum; one that differs is set aside. @return whether it is as it was sealed */
    boolean verify(long day, String sha256) throws IOException {
        Day d = days.get(day);
        if (d == null) {
            return false;
        }
        d.lock.readLock().lock();
        boolean same;
        try {
            same = d.gone || d.sealedBytes < 0 || Checksum.of(path(d)).equals(sha256);
        } finally {
            d.lock.readLock().unlock();
        }
        if (!same) {
            setAside(day, d, "its checksum is not that of the day it was sealed");
        }
        return same;
    }

    /** What a day is copied by. */
    interface DayCopy {
        void copy(FileDatabase from, FileDatabase to);
    }

    /** @param bytes length of the file */
    record Sealed(long bytes, String sha256) {}

    /** Number of files that are open. */
    int openNow() {
        return (int) days.values().stream().filter(d -> d.open != null).count();
    }

    @Override
    public void close() {
        for (Day d : days.values()) {
            d.lock.writeLock().lock();
            try {
                closeNow(d);
                d.gone = true;
            } finally {
                d.lock.writeLock().unlock();
            }
        }
    }

    /** The open file with its shared lock held, or null when it was set aside meanwhile. */
    private @Nullable FileDatabase shared(Day d, boolean write) {
        d.used = uses.incrementAndGet();
        d.lock.readLock().lock();
        FileDatabase known = d.open;
        if (!d.gone && known != null && !(write && known.readOnly())) {
            return known;
        }
        d.lock.readLock().unlock();
        d.lock.writeLock().lock();
        try {
            if (d.gone) {
                return null;
            }
            FileDatabase file = d.open;
            if (file == null || (write && file.readOnly())) {
                closeNow(d);
                file = openNow(d, write);
                d.open = file;
            }
            d.lock.readLock().lock();
            return file;
        } finally {
            d.lock.writeLock().unlock();
            closeOthers(d);
        }
    }

    private FileDatabase openNow(Day d, boolean write) {
        Path path = path(d);
        if (write) {
            d.sealedBytes = -1;
        } else if (d.sealedBytes >= 0) {
            try {
                if (Files.size(path) != d.sealedBytes) {
                    throw new FileDamaged("it is " + Files.size(path) + " bytes long and was sealed with " + d.sealedBytes);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return FileDatabase.open(path, FileDatabase.Use.READ);
        }
        FileDatabase file = FileDatabase.open(path, FileDatabase.Use.WRITE);
        file.run(sql -> DayTables.make(sql, site, d.name));
        return file;
    }

    private void closeOthers(Day but) {
        while (openNow() > MOST_OPEN) {
            Optional<Day> oldest = days.values().stream()
                    .filter(d -> d.open != null && d != but)
                    .min(Comparator.comparingLong(d -> d.used));
            if (oldest.isEmpty() || !oldest.get().lock.writeLock().tryLock()) {
                return; // it is being read; the next one that is opened closes it
            }
            try {
                closeNow(oldest.get());
            } finally {
                oldest.get().lock.writeLock().unlock();
            }
        }
    }

    private static void closeNow(Day d) {
        FileDatabase file = d.open;
        d.open = null;
        if (file != null) {
            file.close();
        }
    }

    private void setAside(long day, Day d, String why) {
        d.lock.writeLock().lock();
        try {
            if (d.gone) {
                return;
            }
            closeNow(d);
            for (int i = 1; ; i++) {
                String name = d.name + ".damaged-" + i;
                Path aside = directory.resolve(name + SUFFIX);
                if (!Files.exists(aside)) {
                    Files.move(path(d), aside);
                    force(directory, StandardOpenOption.READ);
                    damaged.put(name, why);
                    LOG.error("Readings of {} cannot be read: {}. The file was set aside as {}.", d.name, why, aside);
                    break;
                }
            }
            d.gone = true;
            days.remove(day, d);
        } catch (IOException e) {
            throw new UncheckedIOException("The damaged readings of " + d.name + " cannot be set aside", e);
        } finally {
            d.lock.writeLock().unlock();
        }
    }

    private Path path(Day d) {
        return directory.resolve(d.name + SUFFIX);
    }

    /** A file or directory is on the disk; Windows syncs no directories and needs none. */
    private static void force(Path path, StandardOpenOption how) throws IOException {
        if (how == StandardOpenOption.READ && !path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }

    /** Day of a file that was set aside. */
    static Instant dayOfAside(String name) {
        return LocalDate.parse(name.substring(0, 10)).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
