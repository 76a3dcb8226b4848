package org.penstock.core.facility;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.penstock.core.place.ShiftPlan;
import org.penstock.core.place.ShiftPlan.Shift;

/** {@code shifts} of the site: who works when, as far as it is the same every week. */
final class ShiftFields {
    private static final Shape.Group SHIFT = Shape.group("A shift that is on every week.")
            .must("name", Shape.name())
            .must("from", Shape.text("When it begins, 00:00 to 23:59.", ClockTime.PATTERN))
            .must("to", Shape.text("When it ends; not after `from` means the next day.", ClockTime.PATTERN))
            .may("days", Shape.list("Days it begins on; every day if not written.", Shape.choice("", ClockTime.DAYS)));
    static final Shape SHAPE = Shape.list("The shifts, for the header and the hand-over.", SHIFT);

    private ShiftFields() {}

    static ShiftPlan read(List<Node> nodes, Problems problems) {
        List<Shift> shifts = new ArrayList<>();
        Map<String, Node> first = new HashMap<>();
        for (Node node : nodes) {
            Fields f = Fields.of(node, SHIFT, problems);
            String name = f.name();
            LocalTime from = time(f, "from", problems);
            LocalTime to = time(f, "to", problems);
            Set<DayOfWeek> days = days(f, problems);
            f.done();
            Node same = first.putIfAbsent(name, node);
            if (same != null && !name.isEmpty()) {
                problems.add(
                        f.node("name"),
                        "the shift `" + name + "` is written twice, first in " + same.seenFrom(f.node("name")),
                        "give each shift a name of its own");
            }
            shifts.add(new Shift(name, from, to, days));
        }
        ShiftPlan plan = new ShiftPlan(shifts);
        plan.overlap()
                .ifPresent(o -> problems.add(
                        nodes.get(shifts.indexOf(o.second())),
                        "`" + o.first().name() + "` and `" + o.second().name() + "` are both on at " + o.at() + " on "
                                + o.day().name().toLowerCase(Locale.ROOT),
                        "let one end when the next begins"));
        return plan;
    }

    private static LocalTime time(Fields f, String word, Problems problems) {
        Node at = f.node(word);
        if (at.isMissing()) {
            problems.add(f.node(), "`" + word + "` is missing", "add `" + word + ": \"06:00\"`");
            return LocalTime.MIDNIGHT;
        }
        return ClockTime.read(at, problems).orElse(LocalTime.MIDNIGHT);
    }

    private static Set<DayOfWeek> days(Fields f, Problems problems) {
        if (f.node("days").isMissing()) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        f.items("days")
                .forEach(day -> ClockTime.day(day, problems).map(DayOfWeek::of).ifPresent(days::add));
        return days;
    }
}
