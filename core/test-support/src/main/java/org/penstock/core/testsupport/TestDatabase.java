package org.penstock.core.testsupport;

import java.time.InstantSource;
import org.penstock.core.db.Database;
import org.penstock.core.db.DatabaseAddress;

/**
 * A fresh database with the product's schema, opened through the product's door. Close it and it is gone;
 * {@link BothDatabases} closes it after each test.
 */
public final class TestDatabase implements AutoCloseable {
    private final String name;
    private final DatabaseAddress address;
    private final Runnable drop;
    private Database database;

    TestDatabase(String name, DatabaseAddress address, Runnable drop) {
        this.name = name;
        this.address = address;
        this.drop = drop;
        this.database = Database.open(address, InstantSource.system());
    }

    /** The open door. */
    public Database database() {
        return database;
    }

    /** Where it is, to open it once more. H2 must be closed first. */
    public DatabaseAddress address() {
        return address;
    }

    /** Whether this is the embedded one. */
    public boolean embedded() {
        return address instanceof DatabaseAddress.Embedded;
    }

    /** Closes the door and opens it again, as a restart does. */
    public Database reopen() {
        database.close();
        database = Database.open(address, InstantSource.system());
        return database;
    }

    @Override
    public void close() {
        database.close();
        drop.run();
    }

    @Override
    public String toString() {
        return name;
    }
}
