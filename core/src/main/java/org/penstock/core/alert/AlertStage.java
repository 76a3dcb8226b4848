package org.penstock.core.alert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.penstock.core.control.ControlConfig;
import org.penstock.core.control.InterlockSpec;
import org.penstock.core.control.OutputSpec;
import org.penstock.core.control.ProgramSpec;
import org.penstock.core.control.Scan;
import org.penstock.core.control.Stage;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.Input;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Alerts: the last stage of a scan. Takes what the other stages told, watches its own rules, answers acknowledgements,
 * and records every transition as {@code alert.active}, {@code alert.acknowledged}, {@code alert.returned} or
 * {@code alert.resolved} of subject {@code alert:<no>}; what a person shelves as {@code alert.shelved} and {@code
 * alert.unshelved} beside it. Used on the engine's thread only, views included.
 */
public final class AlertStage implements Stage {
    /** The verb of an acknowledgement; its subject is the number of the alert. */
    public static final String ACKNOWLEDGE = "alert.acknowledge";

    private final AlertLogic logic = new AlertLogic();
    private final Contradictions contradictions = new Contradictions(logic);
    private final Shelves shelves = new Shelves();
    private final ShelvingDesk shelving = new ShelvingDesk(logic, shelves);
    private List<RuleWatch> watches = List.of();
    private Map<String, JsonNode> saved = new LinkedHashMap<>();
    private long nextDue = Long.MIN_VALUE;

    @Override
    public String name() {
        return "alerts";
    }

    @Override
    public void configure(Scan scan, Configuration configuration) {
        Map<String, RuleWatch> before = new LinkedHashMap<>();
        watches.forEach(w -> before.put(w.spec().key(), w));
        Map<Integer, StreamSpec> streams = new TreeMap<>();
        scan.config().streams().forEach(s -> streams.put(s.no(), s));
        List<RuleWatch> made = new ArrayList<>();
        for (AlertRuleSpec spec : configuration.part(AlertConfig.class).rules()) {
            StreamSpec stream = stream(streams, spec.stream());
            RuleWatch watch = new RuleWatch(spec, stream, scan.now());
            RuleWatch old = before.remove(spec.key());
            JsonNode state = saved.get(spec.key());
            if (old != null && old.source().equals(watch.source()) && old.spec().type() == spec.type()) {
                watch.goOn(old);
            } else if (old != null) {
                tell(scan, logic.clear(old.source(), spec.key(), "the rule watches something else now", scan.wall()));
            } else if (state != null) {
                watch.load(state);
            }
            made.add(watch);
        }
        for (RuleWatch gone : before.values()) {
            tell(scan, logic.clear(gone.source(), gone.spec().key(), "the rule was removed", scan.wall()));
        }
        watches = List.copyOf(made);
        saved = new LinkedHashMap<>();
        nextDue = Long.MIN_VALUE;
        clearWhatIsGone(scan);
        shelves.configure(scan);
    }

    @Override
    public void scan(Scan scan) {
        for (Input input : scan.inputs()) {
            if (input instanceof Input.ClockStepped step) {
                shelves.clockStepped(scan, step);
            }
        }
        shelves.tick(scan);
        for (Input input : scan.inputs()) {
            if (input instanceof Input.ConfigChange change && change.cause() == Input.Cause.START) {
                watches.forEach(w -> w.begin(scan.now()));
            } else if (input instanceof Input.Request request && request.kind().equals(ACKNOWLEDGE)) {
                acknowledge(scan, request);
            } else if (input instanceof Input.Request request && ShelvingDesk.takes(request)) {
                shelving.take(scan, request);
            }
        }
        for (Effect told : scan.told()) {
            if (told instanceof Effect.Raise raise) {
                tell(scan, logic.raise(raise, scan.wall()));
            } else if (told instanceof Effect.Clear clear) {
                tell(scan, logic.clear(clear.source(), clear.key(), clear.text(), scan.wall()));
            }
        }
        tell(scan, contradictions.settle(scan));
        watch(scan);
        if (shelves.nextDue() != Long.MAX_VALUE) {
            scan.wakeAt(shelves.nextDue());
        }
    }

    private void watch(Scan scan) {
        long now = scan.now();
        boolean due = now >= nextDue;
        if (due) {
            nextDue = Long.MAX_VALUE;
        }
        for (RuleWatch watch : watches) {
            int stream = watch.spec().stream();
            if (due || scan.image().changed(stream) || scan.image().inMaintenance(stream) != watch.resting()) {
                look(scan, watch);
                nextDue = Math.min(nextDue, watch.due());
            }
        }
        if (nextDue != Long.MAX_VALUE) {
            scan.wakeAt(nextDue);
        }
    }

    private void look(Scan scan, RuleWatch watch) {
        AlertRuleSpec rule = watch.spec();
        switch (watch.look(scan.image(), scan.now())) {
            case NOTHING -> {}
            case RAISE ->
                tell(
                        scan,
                        logic.raise(
                                new Effect.Raise(
                                        watch.source(),
                                        rule.key(),
                                        rule.type().word(),
                                        rule.severity(),
                                        watch.text(scan.image()),
                                        watch.value(),
                                        rule.limit()),
                                scan.wall()));
            case CLEAR -> tell(scan, logic.clear(watch.source(), rule.key(), watch.goneText(), scan.wall()));
        }
    }

    private void acknowledge(Scan scan, Input.Request request) {
        String subject = request.subject().startsWith("alert:")
                ? request.subject().substring("alert:".length())
                : request.subject();
        if (!subject.matches("\\d{1,18}")) {
            scan.answer(request, false, "`" + request.subject() + "` is not the number of an alert");
            return;
        }
        long no = Long.parseLong(subject);
        AlertLogic.Acknowledged done = logic.acknowledge(no, request.actor(), request.reason(), scan.wall());
        tell(scan, done.transitions());
        scan.answer(request, done.refusal().isEmpty(), done.refusal());
    }

    private void tell(Scan scan, List<AlertLogic.Transition> transitions) {
        for (AlertLogic.Transition t : transitions) {
            AlertView a = t.alert();
            scan.record("alert:" + a.no(), "alert." + t.what().word(), AlertRecord.of(a, t.actor(), t.reason()));
            shelves.told(scan, a);
        }
    }

    /** An alert about a thing that left the facility file would stay open for ever. */
    private void clearWhatIsGone(Scan scan) {
        ControlConfig config = scan.config();
        TreeSet<String> known = new TreeSet<>();
        config.streams().stream().map(StreamSpec::key).forEach(k -> known.add("stream:" + k));
        config.outputs().stream().map(OutputSpec::key).forEach(k -> known.add("output:" + k));
        config.interlocks().stream().map(InterlockSpec::key).forEach(k -> known.add("interlock:" + k));
        config.programs().stream().map(ProgramSpec::key).forEach(k -> known.add("program:" + k));
        for (AlertView alert : logic.open()) {
            String kind = alert.source().substring(0, alert.source().indexOf(':') + 1);
            boolean listed = switch (kind) {
                case "stream:", "output:", "interlock:", "program:" -> true;
                default -> false;
            };
            if (listed && !known.contains(alert.source())) {
                tell(
                        scan,
                        logic.clear(alert.source(), alert.key(), "it is no longer in the facility file", scan.wall()));
            }
        }
    }

    private static StreamSpec stream(Map<Integer, StreamSpec> streams, int no) {
        StreamSpec s = streams.get(no);
        if (s == null) {
            throw new IllegalStateException(
                    "an alert rule names stream " + no + ", which the configuration does not have");
        }
        return s;
    }

    /** Open alerts: worst first, then newest first. */
    public List<AlertView> open() {
        return logic.open();
    }

    /** The last resolved alerts, newest first, at most 200. */
    public List<AlertView> resolved() {
        return logic.resolved();
    }

    /** What is shelved, the one that comes back first at the top. @param now engine time of the last scan, µs */
    public List<Shelf> shelves(long now) {
        return shelves.all(now);
    }

    @Override
    public void save(ObjectNode state) {
        state.put("last_no", logic.lastNo()).put("next_due", nextDue).put("conflicts_due", contradictions.due());
        ArrayNode open = state.putArray("open");
        logic.open().forEach(a -> AlertRecord.save(a, open.addObject()));
        ArrayNode resolved = state.putArray("resolved");
        logic.resolved().forEach(a -> AlertRecord.save(a, resolved.addObject()));
        shelves.save(state.putArray("shelves"));
        ObjectNode rules = state.putObject("rules");
        saved.forEach(rules::set);
        watches.forEach(w -> w.save(rules.putObject(w.spec().key())));
    }

    @Override
    public void load(ObjectNode state) {
        List<AlertView> open = new ArrayList<>();
        state.path("open").forEach(n -> open.add(AlertRecord.load(n)));
        List<AlertView> resolved = new ArrayList<>();
        state.path("resolved").forEach(n -> resolved.add(AlertRecord.load(n)));
        logic.restore(open, resolved, state.path("last_no").asLong(0));
        contradictions.load(state.path("conflicts_due").asLong(Long.MIN_VALUE));
        shelves.load(state.path("shelves"));
        // The rules themselves come with the configuration, before or after this call.
        saved = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> rule : state.path("rules").properties()) {
            saved.put(rule.getKey(), rule.getValue());
        }
        for (RuleWatch watch : watches) {
            JsonNode node = saved.get(watch.spec().key());
            if (node != null) {
                watch.load(node);
            }
        }
        nextDue = state.path("next_due").asLong(Long.MIN_VALUE);
    }
}
