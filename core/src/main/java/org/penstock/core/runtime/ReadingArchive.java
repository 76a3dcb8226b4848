package org.penstock.core.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.ChainId;
import org.penstock.core.db.Database;
import org.penstock.core.telemetry.DayFiles;
import org.penstock.core.telemetry.DayForgetting;
import org.penstock.core.telemetry.DayKeeper;
import org.penstock.core.telemetry.EngineClock;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.MessageMemory;
import org.penstock.core.telemetry.MonthForgetting;
import org.penstock.core.telemetry.MonthKeeper;
import org.penstock.core.telemetry.ReadingForgetting;
import org.penstock.core.telemetry.ReadingStore;
import org.penstock.core.telemetry.StorageSizes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the readings of a site are kept: in the embedded database until their day moves into a file of its own, on a server in
 * tables of months. Thread-safe; {@link #keepDays} is the body of a thread.
 */
final class ReadingArchive implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReadingArchive.class);

    private final Database database;
    private final ChainId chain;
    private final UUID site;
    private final Path directory;
    private final KnownStreams known;
    private final ReadingStore store;
    private final @Nullable DayFiles files;
    private final @Nullable DayKeeper keeper;
    private final MonthKeeper months;

    /** @param notices takes what the engine should know */
    ReadingArchive(
            Database database, ChainId chain, FacilityOptions options, KnownStreams known, Consumer<Input> notices) {
        this.database = database;
        this.chain = chain;
        this.site = chain.id();
        this.known = known;
        directory = options.data().resolve("readings").resolve(known.place().key());
        files = database.embedded() ? dayFiles() : null;
        months = new MonthKeeper(database, site, options.wall());
        keeper = files == null || !options.drive()
                ? null
                : new DayKeeper(
                        database,
                        site,
                        files,
                        known::zone,
                        options.wall(),
                        why -> notices.accept(new Input.Notice("projector", "damaged", "", why)));
        store = new ReadingStore(
                database,
                site,
                known::source,
                c -> notices.accept(known.notice(c)),
                known::key,
                known::zone,
                files,
                known::rawRows);
        tellOfRawRows();
    }

    private DayFiles dayFiles() {
        try {
            return DayFiles.open(directory, database, site);
        } catch (IOException e) {
            throw new UncheckedIOException("The files of readings in " + directory + " cannot be read", e);
        }
    }

    /** Says when the site wants rows that nobody writes: no reason not to start, for nothing kept or controlled depends on them. */
    void tellOfRawRows() {
        if (known.rawRows() && database.embedded()) {
            LOG.warn(
                    "The facility file says `raw_rows: true` at the site, but the record is in the embedded database: no raw"
                            + " rows are written, only on PostgreSQL. Start with --database jdbc:postgresql://… or take the word out.");
        }
    }

    ReadingStore store() {
        return store;
    }

    /** Where readings were moved; null where everything is in the database. */
    @Nullable
    DayFiles files() {
        return files;
    }

    /** What deletes readings that nobody has to keep. */
    ReadingForgetting forgetting() {
        return files == null
                ? new MonthForgetting(database, site, chain, store::forgotten)
                : new DayForgetting(database, site, chain, files, keeper, store::forgotten);
    }

    /** How much room readings take. */
    StorageSizes sizes() {
        return new StorageSizes(database, site, files == null ? null : directory);
    }

    /** Lets the gate remember the messages that the database knows. A database that is away is passed over. */
    void recall(MessageMemory messages, EngineClock clock) {
        try {
            store.recall(messages, clock);
        } catch (RuntimeException e) {
            LOG.warn("Messages of the last 72 h cannot be read from the database: {}", e.getMessage());
        }
    }

    /** Body of the thread that moves readings into the files of their days or, on a server, makes their months. */
    void keepDays() {
        if (keeper != null) {
            keeper.run();
        } else if (!database.embedded()) {
            months.run();
        }
    }

    /** Ends {@link #keepDays} soon. */
    void stopKeepingDays() {
        if (keeper != null) {
            keeper.close();
        }
        months.close();
    }

    /** Compares one sealed file with its checksum, another one each time; one that differs is set aside and told. */
    void verifyNextDay() throws IOException {
        if (keeper != null) {
            keeper.verifyNext();
        }
    }

    @Override
    public void close() {
        if (files != null) {
            files.close();
        }
    }
}
