package org.penstock.app.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.penstock.core.alert.Shelf;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What can be done about alerts besides acknowledging them. */
final class AlertCommands {
    private AlertCommands() {}

    private static String numbers(List<String> alerts) {
        return alerts.stream()
                .map(a -> TellingCommands.numbered(a, "ALERT", "an alert"))
                .collect(Collectors.joining(","));
    }

    @Command(
            name = "shelve",
            description =
                    "Let alerts draw the eye no more for a while: still recorded, back by themselves when the time is"
                            + " over, or at once when they become worse. Never an emergency. All that are named, or none.")
    static final class Shelve extends Telling {
        @Parameters(
                arity = "1..*",
                paramLabel = "ALERT",
                description = "Numbers of open alerts; penstock alerts lists them.")
        private List<String> alerts = List.of();

        @Option(
                names = "--for",
                paramLabel = "TIME",
                defaultValue = "1h",
                description = "How long: 1min to 12h, mostly 15min, 1h, 4h or 12h; default ${DEFAULT-VALUE}.")
        private String time = "";

        Shelve(Penstock penstock) {
            super(penstock);
        }

        @Override
        Wish wish() {
            double seconds = Moments.duration(time, "--for").toMillis() / 1_000.0;
            return new Wish(Shelf.SHELVE, numbers(alerts), null, seconds);
        }
    }

    @Command(name = "unshelve", description = "Let shelved alerts draw the eye again at once.")
    static final class Unshelve extends Telling {
        @Parameters(
                arity = "1..*",
                paramLabel = "ALERT",
                description = "Numbers as penstock alerts tells them of what is shelved.")
        private List<String> alerts = List.of();

        Unshelve(Penstock penstock) {
            super(penstock);
        }

        @Override
        Wish wish() {
            return new Wish(Shelf.UNSHELVE, numbers(alerts), null, null);
        }
    }
}
