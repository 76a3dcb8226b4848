package org.penstock.core.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.penstock.core.alert.Shelf;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.Severity;

/** Says what shelving and unshelving would do, and what is in the way. The engine decides. */
final class ShelvingText {
    private ShelvingText() {}

    static String shelve(FacilitySnapshot now, Input.Request r, List<String> shut) {
        List<String> named = numbers(r);
        for (String no : named) {
            Optional<AlertSnapshot.Alert> alert = alert(now, no);
            if (alert.isEmpty()) {
                shut.add("no alert " + no + " is open");
            } else if (alert.get().severity() == Severity.EMERGENCY) {
                shut.add("alert " + no + " is an emergency: nobody shelves that");
            } else if (alert.get().shelf() != null) {
                shut.add("alert " + no + " is shelved already; unshelve it first");
            }
        }
        if (r.reason().isBlank()) {
            shut.add("say why it is shelved; whoever looks for it reads that");
        }
        if (r.forMicros() < Shelf.SHORTEST_MICROS || r.forMicros() > Shelf.LONGEST_MICROS) {
            shut.add("an alert is shelved for 1 min to " + ProposalText.time(Shelf.LONGEST_MICROS / 1e6));
        }
        return subject(now, named) + " shelved for " + ProposalText.time(r.forMicros() / 1e6)
                + ": still recorded, not in the strip. Back by itself then, or at once when it becomes worse.";
    }

    static String unshelve(FacilitySnapshot now, Input.Request r, List<String> shut) {
        List<String> named = numbers(r);
        for (String no : named) {
            boolean shelved = alert(now, no).map(a -> a.shelf() != null).orElse(false)
                    || now.alerts().shelves().stream()
                            .anyMatch(s -> Long.toString(s.no()).equals(no));
            if (!shelved) {
                shut.add("alert " + no + " is not shelved");
            }
        }
        return subject(now, named) + " back where it is seen.";
    }

    private static String subject(FacilitySnapshot now, List<String> named) {
        return named.size() == 1
                ? "Alert " + named.getFirst()
                        + alert(now, named.getFirst())
                                .map(a -> " (" + a.text() + ")")
                                .orElse("")
                        + " is"
                : named.size() + " alerts are";
    }

    private static Optional<AlertSnapshot.Alert> alert(FacilitySnapshot now, String no) {
        return now.alerts().open().stream()
                .filter(a -> Long.toString(a.no()).equals(no))
                .findFirst();
    }

    private static List<String> numbers(Input.Request r) {
        return Arrays.stream(r.subject().split(",", -1))
                .map(String::strip)
                .distinct()
                .collect(Collectors.toList());
    }
}
