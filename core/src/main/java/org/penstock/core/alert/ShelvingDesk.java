package org.penstock.core.alert;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.penstock.core.control.Scan;
import org.penstock.core.telemetry.Input;

/** Answers who wants alerts shelved and unshelved: all that are named, or none of them. */
final class ShelvingDesk {
    private final AlertLogic logic;
    private final Shelves shelves;

    ShelvingDesk(AlertLogic logic, Shelves shelves) {
        this.logic = logic;
        this.shelves = shelves;
    }

    /** Whether a request is for this desk. */
    static boolean takes(Input.Request request) {
        return request.kind().equals(Shelf.SHELVE) || request.kind().equals(Shelf.UNSHELVE);
    }

    void take(Scan scan, Input.Request r) {
        TreeSet<Long> numbers = numbers(r.subject());
        if (numbers.isEmpty() || numbers.size() > Shelf.MOST) {
            scan.answer(
                    r,
                    false,
                    numbers.isEmpty()
                            ? "`" + r.subject() + "` is not the number of an alert, nor several with commas between"
                            : "at most " + Shelf.MOST + " alerts at once");
        } else if (r.kind().equals(Shelf.SHELVE)) {
            shelve(scan, r, numbers);
        } else {
            unshelve(scan, r, numbers);
        }
    }

    private void shelve(Scan scan, Input.Request r, TreeSet<Long> numbers) {
        List<AlertView> open = new ArrayList<>();
        String refused = refused(scan, r);
        for (long no : numbers) {
            Optional<AlertView> alert = logic.open(no);
            if (refused == null) {
                refused = alert.isEmpty() ? logic.notOpen(no, "shelve") : shelves.refused(scan, alert.get());
            }
            alert.ifPresent(open::add);
        }
        if (refused != null) {
            scan.answer(r, false, refused);
            return;
        }
        open.forEach(alert -> shelves.begin(scan, r, alert));
        scan.answer(
                r,
                true,
                named(numbers) + " shelved for " + time(r.forMicros())
                        + "; back by itself then, or at once when it becomes worse");
    }

    private static @Nullable String refused(Scan scan, Input.Request r) {
        if (r.reason().isBlank()) {
            return "say why it is shelved; whoever looks for it reads that";
        }
        if (r.forMicros() < Shelf.SHORTEST_MICROS || r.forMicros() > Shelf.LONGEST_MICROS) {
            return "an alert is shelved for " + time(Shelf.SHORTEST_MICROS) + " to " + time(Shelf.LONGEST_MICROS)
                    + ", not for " + time(r.forMicros());
        }
        return scan.clockInDoubt()
                ? "the clock is in doubt; confirm it first, or nobody can tell when the alert comes back"
                : null;
    }

    private void unshelve(Scan scan, Input.Request r, TreeSet<Long> numbers) {
        List<Shelf> off = new ArrayList<>();
        for (long no : numbers) {
            Optional<Shelf> shelf = shelves.of(no, logic.open(no).orElse(null), scan.now());
            if (shelf.isEmpty()) {
                scan.answer(r, false, "alert " + no + " is not shelved");
                return;
            }
            off.add(shelf.get());
        }
        off.forEach(shelf -> shelves.end(scan, r, shelf));
        scan.answer(r, true, named(numbers) + " back where it is seen");
    }

    private static String named(TreeSet<Long> numbers) {
        return numbers.size() == 1
                ? "alert " + numbers.first() + " is"
                : "alerts " + numbers.stream().map(String::valueOf).collect(Collectors.joining(", ")) + " are";
    }

    private static TreeSet<Long> numbers(String subject) {
        List<String> parts = Arrays.stream(subject.split(",", -1))
                .map(String::strip)
                .map(p -> p.startsWith("alert:") ? p.substring("alert:".length()) : p)
                .toList();
        return parts.stream().allMatch(p -> p.matches("\\d{1,18}"))
                ? parts.stream().map(Long::valueOf).collect(Collectors.toCollection(TreeSet::new))
                : new TreeSet<>();
    }

    private static String time(long micros) {
        Duration d = Duration.ofSeconds(micros / 1_000_000);
        String minutes = d.toMinutesPart() == 0 ? "" : d.toMinutesPart() + " min";
        String seconds = d.toSecondsPart() == 0 ? "" : d.toSecondsPart() + " s";
        String hours = d.toHours() == 0 ? "" : d.toHours() + " h";
        String all = String.join(
                " ",
                Stream.of(hours, minutes, seconds).filter(s -> !s.isEmpty()).toList());
        return all.isEmpty() ? "no time" : all;
    }
}
