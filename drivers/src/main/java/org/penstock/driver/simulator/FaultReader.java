package org.penstock.driver.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Nearest;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.Simulated;
import org.penstock.driver.simulator.Fault.What;
import org.penstock.driver.simulator.SimulatorPlan.Output;
import org.penstock.driver.simulator.SimulatorPlan.Stream;

/**
 * Reads faults as they are written in the facility file and as they are asked for; knows what is behind the link.
 *
 * @param link key of the link
 * @param devices keys of its devices
 */
record FaultReader(String link, List<Stream> streams, List<Output> outputs, Set<String> devices) {
    private static final List<String> WITH_SIZE = List.of("drift", "noise", "spike", "wrong_unit", "slow");

    FaultReader {
        streams = List.copyOf(streams);
        outputs = List.copyOf(outputs);
        devices = Set.copyOf(devices);
    }

    /** Reads the items of {@code faults:}; what is wrong is left out and told at its line. */
    List<PlannedFault> read(List<Node> items, Problems problems) {
        List<PlannedFault> faults = new ArrayList<>();
        for (Node item : items) {
            Fields f = Fields.of(item, problems);
            String stream = f.text("stream", "");
            String output = f.text("output", "");
            String device = f.text("device", "");
            String kind = f.text("kind");
            String by = f.text("by", "");
            long from = f.duration("from", 0) * 1_000;
            long length = f.duration("for", 0) * 1_000;
            String reason = f.text("reason", "");
            f.done();
            if (item.kind() != Node.Kind.MAPPING || kind.isEmpty()) {
                continue;
            }
            List<String> named = List.of(stream, output, device).stream()
                    .filter(s -> !s.isEmpty())
                    .toList();
            if (named.size() > 1) {
                problems.add(
                        item,
                        "this fault is of " + String.join(" and ", named),
                        "write one fault for each; name one `stream:`, `output:` or `device:`");
                continue;
            }
            What what = !stream.isEmpty()
                    ? What.STREAM
                    : !output.isEmpty() ? What.OUTPUT : !device.isEmpty() ? What.DEVICE : What.LINK;
            String key = named.isEmpty() ? link : named.getFirst();
            try {
                faults.add(new PlannedFault(what, key, kind, by, fault(what, key, kind, by), from, length, reason));
            } catch (WrongFault e) {
                Node at = item.get(e.word());
                problems.add(at.isMissing() ? item : at, e.what(), e.remedy());
            }
        }
        return faults;
    }

    /** Reads what somebody asks for. */
    PlannedFault read(Simulated.Wish wish) throws WrongFault {
        String kind = wish.kind().strip().toLowerCase(Locale.ROOT).replace('-', '_');
        String key = wish.subject();
        List<What> named = new ArrayList<>();
        for (What what : What.values()) {
            if (keys(what).contains(key)) {
                named.add(what);
            }
        }
        What what = named.stream()
                .filter(w -> w.kinds().contains(kind))
                .findFirst()
                .orElse(named.isEmpty() ? What.LINK : named.getFirst());
        Fault fault = fault(what, key, kind, wish.by());
        return new PlannedFault(what, key, kind, wish.by(), fault, 0, wish.forMicros() * 1_000, wish.reason());
    }

    private List<String> keys(What what) {
        return switch (what) {
            case STREAM -> streams.stream().map(Stream::key).toList();
            case OUTPUT -> outputs.stream().map(Output::key).toList();
            case DEVICE -> devices.stream().sorted().toList();
            case LINK -> List.of(link);
        };
    }

    private Fault fault(What what, String key, String kind, String by) throws WrongFault {
        String word = what.name().toLowerCase(Locale.ROOT);
        if (!keys(what).contains(key)) {
            String near = Nearest.to(key, keys(what));
            throw new WrongFault(
                    word,
                    "no " + word + " `" + key + "` is reached over the link `" + link + "`",
                    near.isEmpty()
                            ? "name one of this link: " + String.join(", ", keys(what))
                            : "did you mean `" + word + ": " + near + "`?");
        }
        if (!what.kinds().contains(kind)) {
            String near = Nearest.to(kind, what.kinds());
            throw new WrongFault(
                    "kind",
                    "`kind: " + kind + "` is nothing that a" + (what == What.OUTPUT ? "n " : " ") + word + " can have",
                    near.isEmpty()
                            ? "it can have one of " + String.join(", ", what.kinds())
                            : "did you mean `kind: " + near + "`?");
        }
        boolean sized = WITH_SIZE.contains(kind);
        if (sized == by.isBlank()) {
            throw new WrongFault(
                    "by",
                    sized ? "`kind: " + kind + "` needs `by:`" : "`by:` has no meaning beside `kind: " + kind + "`",
                    sized ? "say how much" : "take it out");
        }
        return made(kind, by, stream(what, key));
    }

    private @Nullable Stream stream(What what, String key) {
        return what != What.STREAM
                ? null
                : streams.stream().filter(s -> s.key().equals(key)).findFirst().orElse(null);
    }

    private static Fault made(String kind, String by, @Nullable Stream of) throws WrongFault {
        if (of != null) {
            switch (kind) {
                case "drift" -> {
                    return new Fault.Drift(FaultSize.rate(by, of.metric(), of.unit()));
                }
                case "noise" -> {
                    return new Fault.Noise(Math.abs(FaultSize.difference(by, of.metric(), of.unit())));
                }
                case "spike" -> {
                    return new Fault.Spike(FaultSize.difference(by, of.metric(), of.unit()));
                }
                case "wrong_unit" -> {
                    return new Fault.WrongUnit(of.unit(), FaultSize.unit(by, of.metric(), of.unit()));
                }
                default -> {}
            }
        }
        return switch (kind) {
            case "stuck" -> new Fault.Stuck();
            case "silent" -> new Fault.Silent();
            case "stuck_open" -> new Fault.StuckOpen();
            case "stuck_closed" -> new Fault.StuckClosed();
            case "no_effect" -> new Fault.NoEffect();
            case "no_read_back" -> new Fault.NoReadBack();
            case "slow" -> new Fault.Slow(FaultSize.latency(by));
            case "down" -> new Fault.Down();
            default -> throw new IllegalArgumentException("nothing can be " + kind);
        };
    }
}
