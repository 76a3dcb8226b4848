package org.penstock.core.telemetry;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.penstock.core.audit.ChainId;
import org.penstock.core.db.Database;
import org.penstock.core.db.DatabaseAddress;
import org.penstock.core.place.ReadingKind;

/** Forgets stream after stream of each day until it is killed. Says {@code gone DAY STREAM} for each. */
final class ForgettingChild {
    private ForgettingChild() {}

    public static void main(String[] args) {
        Path directory = Path.of(args[0]);
        UUID site = UUID.fromString(args[1]);
        ChainId chain = ChainId.ofSite(UUID.fromString(args[2]), site);
        Database database = Database.open(new DatabaseAddress.Embedded(directory), InstantSource.system());
        ForgettingStory story = new ForgettingStory(database, site, chain, directory.resolve("readings"));
        System.out.println("ready");
        for (int stream = 1; stream <= ForgettingStory.STREAMS; stream++) {
            for (int day = 0; day < 2; day++) {
                Instant at = ForgettingStory.BEGIN.plusSeconds(86_400L * day);
                if (story.readings(stream, at, at.plusSeconds(86_400)) > 0) {
                    List<Integer> some = List.of(stream);
                    story.forget(at, ForgettingStory.going(Map.of(ReadingKind.RAW, some, ReadingKind.MINUTE, some)));
                    System.out.println("gone " + day + " " + stream);
                }
            }
        }
        System.out.println("over");
    }
}
