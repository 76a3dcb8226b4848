package org.penstock.core.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penstock.core.control.Bypass;
import org.penstock.core.control.ControlConfig;
import org.penstock.core.control.ControlView;
import org.penstock.core.control.OutputSpec;
import org.penstock.core.control.OutputView.Phase;
import org.penstock.core.facility.Change;
import org.penstock.core.facility.Configuration;

/** Says what a change does to what runs now, to links and to history. */
final class Consequences {
    private final List<String> said = new ArrayList<>();
    private final @Nullable Picture now;

    private Consequences(@Nullable Picture now) {
        this.now = now;
    }

    /** @param now what the engine knows, null when none works in this process */
    static List<String> of(
            List<Change> changes, Configuration next, HaccpMode haccp, List<String> links, @Nullable Picture now) {
        Consequences consequences = new Consequences(now);
        haccp.inWords(changes).ifPresent(consequences.said::add);
        changes.forEach(consequences::history);
        consequences.outputs(next.part(ControlConfig.class));
        consequences.modes(changes, next.part(ControlConfig.class));
        consequences.bypasses(next.part(ControlConfig.class));
        changes.forEach(consequences::runs);
        if (!links.isEmpty()) {
            consequences.said.add((links.size() == 1 ? "Link " : "Links ") + String.join(", ", links)
                    + (links.size() == 1 ? " is" : " are") + " closed and opened again: readings pause for a moment.");
        }
        return consequences.said;
    }

    private void history(Change change) {
        switch (change) {
            case Change.Removed r -> {
                switch (r.kind()) {
                    case "stream" ->
                        said.add("The " + r.title()
                                + " is archived. Its readings stay; it can come back under its key.");
                    case "output", "device", "equipment", "location", "link" ->
                        said.add("The " + r.title()
                                + " is archived. Its history stays; it can come back under its key.");
                    case "interlock" ->
                        said.add("The " + r.title() + " holds nothing any more: what it protected can be opened.");
                    default -> {}
                }
            }
            case Change.Changed c
            when !c.was().isEmpty() ->
                said.add("The " + c.kind() + " " + c.was() + " is called " + c.key()
                        + " from now on and keeps its history.");
            case Change.Changed c
            when c.kind().equals("site") ->
                c.words().stream().filter(w -> w.word().equals("raw_rows")).forEach(w -> rawRows(w.after()));
            case Change.Changed _, Change.Added _ -> {}
        }
    }

    private void rawRows(@Nullable String after) {
        said.add(
                "true".equals(after)
                        ? "From now on a PostgreSQL server gets each reading as a row of sensor_readings as well; what was"
                                + " stored before is not added. An embedded database has no such rows: only on PostgreSQL."
                        : "No more raw rows are written. Those that are there go when their readings go.");
    }

    private void outputs(ControlConfig next) {
        if (now == null) {
            return;
        }
        for (ControlView.Output o : now.outputs()) {
            Phase phase = o.view().phase();
            OutputSpec spec = o.spec();
            Optional<OutputSpec> then =
                    next.outputs().stream().filter(n -> n.no() == spec.no()).findFirst();
            if ((phase != Phase.HELD && phase != Phase.OPENING) || then.equals(Optional.of(spec))) {
                continue;
            }
            String is = spec.name() + " is away from safe now (" + o.view().why() + ")";
            if (then.isEmpty()) {
                said.add(is + ": it is brought to safe at once, then it leaves.");
            } else {
                boolean rewired = !Objects.equals(then.get().wire(), spec.wire());
                said.add(is + " and keeps its old definition until it is at safe"
                        + (rewired ? "; links change when it is." : "."));
            }
        }
    }

    private void modes(List<Change> changes, ControlConfig next) {
        if (now == null) {
            return;
        }
        RuleModes modes = RuleModes.of(now.configuration(), next);
        for (Change change : changes) {
            if (modes.promotes(change)) {
                said.add("The " + change.title() + " drives from now on; until now it only looked on.");
            } else if (modes.onlyLooksOn(change)) {
                said.add("The " + change.title() + " only looks on from now on: it lets go, and drives nothing.");
            }
        }
    }

    private void bypasses(ControlConfig next) {
        if (now == null) {
            return;
        }
        ControlConfig before = now.configuration().part(ControlConfig.class);
        for (ControlView.Interlock i : now.interlocks()) {
            for (Bypass b : i.bypasses()) {
                Optional<String> was = Bypass.definition(before, b.interlock(), b.output());
                if (!was.equals(Bypass.definition(next, b.interlock(), b.output()))) {
                    said.add("The bypass of " + i.name() + " for " + b.output()
                            + " ends at once: what was signed is not what is in force then.");
                }
            }
        }
    }

    private void runs(Change change) {
        if (now == null || !change.kind().equals("program")) {
            return;
        }
        now.running().stream()
                .filter(r -> r.program().equals(change.key()))
                .forEach(r -> said.add("Run " + r.no() + " of " + r.programName() + " is "
                        + r.state().toLowerCase(Locale.ROOT) + " and goes on as it began."));
    }
}
