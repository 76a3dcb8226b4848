package org.penstock.app.window.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.penstock.core.runtime.ControlSnapshot;

/** A line of the list of planned starts. */
public sealed interface StartLine extends Keyed {
    /** A day, above its starts. */
    record Day(String key, String name) implements StartLine {}

    /**
     * One planned start.
     *
     * @param time site time
     * @param lasts how long it is planned to take
     * @param in how long until then
     */
    record Start(String key, String time, String program, String lasts, String in) implements StartLine {}

    /** One start of one program, before it has words. */
    record Planned(Instant at, ControlSnapshot.Program program) {}

    /** Every planned start after {@code now}, earliest first, under its day. */
    static List<StartLine> of(List<ControlSnapshot.Program> programs, Instant now, Words words, Times times) {
        List<Planned> planned = programs.stream()
                .flatMap(p -> p.next().stream().filter(at -> at.isAfter(now)).map(at -> new Planned(at, p)))
                .sorted(Comparator.comparing(Planned::at))
                .toList();
        List<StartLine> lines = new ArrayList<>(planned.size() + 14);
        String day = "";
        for (Planned start : planned) {
            String thisDay = times.day(start.at(), now);
            if (!thisDay.equals(day)) {
                day = thisDay;
                lines.add(new Day("day:" + day, day));
            }
            ControlSnapshot.Program program = start.program();
            lines.add(new Start(
                    "start:" + program.key() + ":" + start.at().getEpochSecond(),
                    times.minute(start.at()),
                    program.name(),
                    words.of("starts.lasts", times.exactly(program.plannedSeconds())),
                    words.of("starts.in", times.span(start.at().getEpochSecond() - now.getEpochSecond()))));
        }
        return lines;
    }
}
