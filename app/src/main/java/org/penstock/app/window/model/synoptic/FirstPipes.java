package org.penstock.app.window.model.synoptic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.penstock.core.runtime.ControlSnapshot;
import org.penstock.core.runtime.FacilitySnapshot;

/** What a person could write into the facility file to get a drawing, with the keys of their own outputs. */
public final class FirstPipes {
    private static final int MOST = 4;

    private FirstPipes() {}

    /** Lines of a facility file. Never empty. */
    public static String of(FacilitySnapshot snapshot) {
        List<String> pumps = keys(snapshot, "pump", "doser");
        List<String> valves = keys(snapshot, "valve");
        List<String> lines = new ArrayList<>();
        for (String pump : pumps) {
            valves.forEach(valve -> lines.add(line("output:" + pump, "output:" + valve)));
        }
        for (ControlSnapshot.Output output : snapshot.control().outputs()) {
            boolean leads = pumps.contains(output.key()) && !valves.isEmpty();
            if (!leads && !output.location().isEmpty()) {
                lines.add(line("output:" + output.key(), "location:" + output.location()));
            }
        }
        if (lines.isEmpty()) {
            lines.add(line("output:pump-1", "output:valve-1"));
        }
        return "relationships:\n" + String.join("\n", lines.size() > MOST ? lines.subList(0, MOST) : lines);
    }

    private static String line(String from, String to) {
        return "  - {from: " + from + ", type: feeds, to: " + to + "}";
    }

    private static List<String> keys(FacilitySnapshot snapshot, String... kinds) {
        return snapshot.control().outputs().stream()
                .filter(o -> List.of(kinds).contains(o.kind().toLowerCase(Locale.ROOT)))
                .map(ControlSnapshot.Output::key)
                .toList();
    }
}
