package org.penstock.core.runtime;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.penstock.core.facility.Nearest;
import org.penstock.core.identity.Asker;
import org.penstock.core.link.LinkSpec;
import org.penstock.core.link.Simulated;
import org.penstock.core.telemetry.Input;

/**
 * Finds the link that a fault is asked of, has the engine record the request, and begins it when that is durable: nobody
 * shall wonder afterwards whether a valve failed or was made to. Thread-safe.
 */
final class SimulationDesk implements Simulation {
    private final Supplier<List<OpenLinks.Reached>> links;
    private final Admission admission;
    private final Function<Input.Request, CompletableFuture<ControlRoom.Answer>> engine;

    /**
     * @param links what is open now
     * @param engine records a request; answers when that is durable
     */
    SimulationDesk(
            Supplier<List<OpenLinks.Reached>> links,
            Admission admission,
            Function<Input.Request, CompletableFuture<ControlRoom.Answer>> engine) {
        this.links = links;
        this.admission = admission;
        this.engine = engine;
    }

    @Override
    public List<String> links() {
        return links.get().stream()
                .filter(r -> r.link() instanceof Simulated)
                .map(r -> r.spec().key())
                .toList();
    }

    @Override
    public List<Simulated.Fault> faults() {
        return plants().flatMap(s -> s.faults().stream()).toList();
    }

    private Stream<Simulated> plants() {
        return links.get().stream()
                .map(OpenLinks.Reached::link)
                .filter(Simulated.class::isInstance)
                .map(Simulated.class::cast);
    }

    @Override
    public CompletableFuture<ControlRoom.Answer> begin(Asker asker, Simulated.Wish wish) {
        List<OpenLinks.Reached> holding = links.get().stream()
                .filter(r -> keys(r.spec()).anyMatch(wish.subject()::equals))
                .toList();
        for (OpenLinks.Reached r : holding) {
            if (r.link() instanceof Simulated plant) {
                return switch (plant.prepare(wish)) {
                    case Simulated.Prepared.Refused(String why) -> refused(why);
                    case Simulated.Prepared.Ready(String text, Runnable begin) ->
                        record(asker, "simulate.fault", wish.subject(), because(text, wish.reason()))
                                .thenApply(a -> {
                                    if (a.accepted()) {
                                        begin.run();
                                    }
                                    return a;
                                });
                };
            }
        }
        return refused(
                holding.isEmpty()
                        ? unknown(wish.subject())
                        : wish.subject() + " is real: it is reached over the link "
                                + holding.getFirst().spec().key() + ", driver "
                                + holding.getFirst().spec().protocol()
                                + ". Only what is behind a simulator can be made to go wrong.");
    }

    @Override
    public CompletableFuture<ControlRoom.Answer> clear(Asker asker, String subject, String reason) {
        List<Simulated.Fault> ending = faults().stream()
                .filter(f -> subject.isEmpty() || f.subject().equals(subject))
                .toList();
        if (ending.isEmpty()) {
            return refused(
                    subject.isEmpty()
                            ? "Nothing was made to go wrong."
                            : "Nothing is wrong with " + subject
                                    + " that was asked for; penstock simulate faults lists what is.");
        }
        String text = "Cleared: "
                + String.join("; ", ending.stream().map(Simulated.Fault::text).toList()) + ".";
        return record(asker, "simulate.clear", subject, because(text, reason)).thenApply(a -> {
            if (a.accepted()) {
                plants().forEach(p -> p.clear(subject));
            }
            return a;
        });
    }

    private CompletableFuture<ControlRoom.Answer> record(Asker asker, String verb, String subject, String text) {
        Admission.Verdict verdict = admission.judge(asker, verb, subject);
        if (verdict.refusal() != null) {
            return refused(verdict.refusal());
        }
        return engine.apply(Admission.stamped(
                new Input.Request(
                        UuidCreator.getTimeOrderedEpoch().toString(), "", verb, subject, Double.NaN, 0, text),
                verdict));
    }

    private static String because(String text, String reason) {
        return reason.isEmpty() ? text : text + " Reason: " + reason;
    }

    private String unknown(String subject) {
        List<OpenLinks.Reached> open = links.get();
        if (open.isEmpty()) {
            return "No link is open here. Start penstock or penstock serve, and ask again.";
        }
        String near = Nearest.to(
                subject, open.stream().flatMap(r -> keys(r.spec())).distinct().toList());
        return "There is no stream, output, device or link " + subject
                + (near.isEmpty() ? "; penstock devices lists them." : "; did you mean " + near + "?");
    }

    private static Stream<String> keys(LinkSpec spec) {
        Stream<String> below = spec.devices().stream()
                .flatMap(d -> Stream.concat(
                        Stream.of(d.key()),
                        Stream.concat(
                                d.streams().stream().map(LinkSpec.StreamPoint::key),
                                d.outputs().stream().map(LinkSpec.OutputPoint::key))));
        return Stream.concat(Stream.of(spec.key()), below);
    }

    private static CompletableFuture<ControlRoom.Answer> refused(String why) {
        return CompletableFuture.completedFuture(new ControlRoom.Answer(false, why));
    }
}
