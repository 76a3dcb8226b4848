package org.penstock.core.alert;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.penstock.core.facility.Devices;
import org.penstock.core.facility.Draft;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.FileSection;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;
import org.penstock.core.facility.Quantities;
import org.penstock.core.facility.Shape;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.telemetry.Severity;

/** {@code alerts}: what needs a person. */
public final class AlertSection implements FileSection<AlertConfig> {
    private static final List<String> TYPES = Arrays.stream(AlertRuleSpec.Type.values())
            .map(AlertRuleSpec.Type::word)
            .toList();
    private static final List<String> SEVERITIES = Arrays.stream(Severity.values())
            .map(s -> s.name().toLowerCase(Locale.ROOT))
            .toList();

    private static final Shape.Group ALERT = Shape.group("When a person is told.")
            .must("key", Shape.key())
            .must("name", Shape.name())
            .must("stream", Shape.reference("Key of the stream it watches."))
            .must("type", Shape.choice("What it looks for.", TYPES))
            .must("severity", Shape.choice("How much it matters.", SEVERITIES))
            .may("limit", Shape.quantity("Where it begins; not for missing_data."))
            .may("hysteresis", Shape.quantity("How far the value must come back."))
            .may("on_delay", Shape.duration("How long it must last before anybody is told."))
            .may("off_delay", Shape.duration("How long it must be over before it ends."))
            .may("max_age", Shape.duration("Older than this the value is missing; the stream's if not written."));

    @Override
    public Class<AlertConfig> type() {
        return AlertConfig.class;
    }

    @Override
    public Shape.Group shape() {
        return Shape.group("").may("alerts", Shape.list("What needs a person.", ALERT));
    }

    @Override
    public AlertConfig read(Node file, Draft draft, Problems problems) {
        Devices devices = draft.part(Devices.class).orElse(new Devices(List.of(), List.of(), List.of()));
        List<AlertRuleSpec> rules = new ArrayList<>();
        List<Node> written = Fields.of(file, problems).items("alerts");
        for (Node node : written) {
            rules.add(rule(Fields.of(node, ALERT, problems), devices, draft, problems));
        }
        warnOfCrossedLimits(rules, written, problems);
        return new AlertConfig(rules);
    }

    /** Between such limits there is no value at which nobody is told. */
    private static void warnOfCrossedLimits(List<AlertRuleSpec> rules, List<Node> written, Problems problems) {
        Map<Integer, AlertRuleSpec> lowest = new HashMap<>();
        for (AlertRuleSpec rule : rules) {
            if (rule.type() == AlertRuleSpec.Type.LIMIT_HIGH && rule.stream() >= 0) {
                lowest.merge(rule.stream(), rule, (a, b) -> a.limit() <= b.limit() ? a : b);
            }
        }
        for (int i = 0; i < rules.size(); i++) {
            AlertRuleSpec low = rules.get(i);
            AlertRuleSpec high = lowest.get(low.stream());
            if (low.type() == AlertRuleSpec.Type.LIMIT_LOW && high != null && low.limit() >= high.limit()) {
                problems.warn(
                        written.get(i).get("limit"),
                        "below " + low.limitText() + " `" + low.key() + "` tells, above " + high.limitText() + " `"
                                + high.key() + "`: one of them always does",
                        "write a lower limit here, or a higher one there");
            }
        }
    }

    private static AlertRuleSpec rule(Fields f, Devices devices, Draft draft, Problems problems) {
        String key = draft.key(f, "alert");
        String name = f.name();
        Optional<StreamSpec> stream = devices.stream(draft.refer(f, "stream", "stream"));
        AlertRuleSpec.Type type = AlertRuleSpec.Type.valueOf(upper(f.choice("type", TYPES, ""), "MISSING_DATA"));
        Severity severity = Severity.valueOf(upper(f.choice("severity", SEVERITIES, ""), "WARNING"));
        double limit = Double.NaN;
        String limitText = "";
        double hysteresis = 0;
        if (!TYPES.contains(f.node("type").text())) {
            // Which fields belong here is not known; the type is reported already.
            f.text("limit", "");
            f.text("hysteresis", "");
        } else if (type != AlertRuleSpec.Type.MISSING_DATA) {
            limitText = f.text("limit");
            if (stream.isPresent()) {
                limit = Quantities.limit(f, "limit", stream.get().metric(), problems);
                hysteresis = Quantities.difference(f, "hysteresis", stream.get().metric(), problems);
            } else {
                // Without its stream nothing is known about units; the reference is reported already.
                f.text("hysteresis", "");
            }
        }
        long onDelay = f.duration("on_delay", 0);
        long offDelay = f.duration("off_delay", 0);
        long maxAge = f.duration("max_age", stream.map(StreamSpec::maxAgeMicros).orElse(0L));
        stream.filter(s -> f.has("max_age") && maxAge < s.intervalMicros())
                .ifPresent(s -> problems.add(
                        f.node("max_age"),
                        "`max_age: " + f.node("max_age").text() + "` is shorter than the interval of `" + s.key()
                                + "`: its value would be missing most of the time",
                        "write at least its interval"));
        f.done();
        return new AlertRuleSpec(
                key,
                name,
                stream.map(StreamSpec::no).orElse(-1),
                type,
                limit,
                limitText,
                hysteresis,
                onDelay,
                offDelay,
                maxAge,
                severity);
    }

    private static String upper(String word, String fallback) {
        return word.isEmpty() ? fallback : word.toUpperCase(Locale.ROOT);
    }
}
