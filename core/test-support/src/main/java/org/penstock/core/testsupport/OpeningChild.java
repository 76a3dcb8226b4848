package org.penstock.core.testsupport;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import org.penstock.core.audit.EventChain;
import org.penstock.core.db.Database;
import org.penstock.core.db.DatabaseAddress;
import org.penstock.core.identity.ActorEvents;

/** Opens a new database in the directory of its argument, writes one event, says {@code ready} and waits to be ended. */
final class OpeningChild {
    private OpeningChild() {}

    public static void main(String[] args) throws Exception {
        Path directory = Files.createDirectories(Path.of(args[0]));
        try (Database database = Database.open(new DatabaseAddress.Embedded(directory), InstantSource.system())) {
            Northglass.put(database);
            database.run(sql -> ActorEvents.append(
                    sql,
                    EventChain.chains(sql).getFirst(),
                    List.of(new ActorEvents.ActorEvent(1, "system", "step.ended", "run:1", new TreeMap<>()))));
        }
        System.out.println("ready");
        Thread.sleep(Long.MAX_VALUE);
    }
}
