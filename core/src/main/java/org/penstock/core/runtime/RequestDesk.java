package org.penstock.core.runtime;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.penstock.core.control.Bypass;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Provenance;
import org.penstock.core.runtime.ControlRoom.Answer;
import org.penstock.core.runtime.ControlRoom.Proposal;
import org.penstock.core.telemetry.Input;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Proposes what persons ask of the engine, and asks it of the engine when they confirm. Thread-safe. */
final class RequestDesk {
    private static final Logger LOG = LoggerFactory.getLogger(RequestDesk.class);

    private final EngineRequests engine;
    private final PeopleDesk people;
    private final Admission admission;
    private final SignedBypasses bypasses;
    private final Proposals proposals;
    private final Supplier<FacilitySnapshot> snapshot;
    private final FacilityOptions options;

    RequestDesk(
            EngineRequests engine,
            Desks desks,
            Proposals proposals,
            Supplier<FacilitySnapshot> snapshot,
            FacilityOptions options) {
        this.engine = engine;
        this.people = desks.people();
        this.admission = desks.admission();
        this.bypasses = desks.bypasses();
        this.proposals = proposals;
        this.snapshot = snapshot;
        this.options = options;
    }

    /** See {@link ControlRoom#propose}. */
    Proposal propose(Asker asker, String kind, String subject, double value, double forSeconds, String reason) {
        Admission.Verdict verdict = admission.judge(asker, kind, subject);
        Input.Request request = Admission.stamped(
                new Input.Request(
                        UuidCreator.getTimeOrderedEpoch().toString(),
                        "",
                        kind,
                        subject,
                        value,
                        Math.round(Math.max(0, Math.min(forSeconds, 1e9)) * 1e6),
                        reason),
                verdict);
        if (verdict.refusal() != null) {
            // Not kept: what nobody may confirm must not push out what somebody is about to.
            return ProposalText.of(request, snapshot.get(), options.wall().instant(), options.drive())
                    .shutBy(verdict.refusal());
        }
        return ProposalText.of(request, snapshot.get(), proposals.keep(request), options.drive());
    }

    /** See {@link ControlRoom#confirm}. */
    CompletableFuture<Answer> confirm(Asker asker, String proposalId) {
        return switch (proposals.confirm(people.known(asker, options.actor()).actor(), proposalId)) {
            case Proposals.Found.Refused(String why) -> refused(why);
            case Proposals.Found.Confirmed(Input.Request request) -> {
                // Once more: the session may have ended, or the right been taken, since it was proposed.
                Admission.Verdict verdict = admission.judge(asker, request.kind(), request.subject());
                Input.Request stamped = Admission.stamped(request, verdict);
                if (verdict.refusal() != null) {
                    yield refused(verdict.refusal());
                }
                // What takes signatures never goes to the engine from here.
                yield stamped.kind().equals(Bypass.BEGIN)
                        ? askForBypass(verdict.by(), stamped)
                        : engine.ask(stamped);
            }
        };
    }

    private CompletableFuture<Answer> askForBypass(Provenance by, Input.Request request) {
        String shut = engine.shut();
        if (shut != null) {
            return refused(shut);
        }
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Thread.ofVirtual().name("penstock-bypass-asked").start(() -> {
            try {
                answer.complete(bypasses.request(by, request));
            } catch (RuntimeException e) {
                LOG.warn("a bypass could not be asked for: {}", e.toString());
                answer.complete(new Answer(false, "It could not be asked for: " + e.getMessage()));
            }
        });
        return answer;
    }

    private static CompletableFuture<Answer> refused(String why) {
        return CompletableFuture.completedFuture(new Answer(false, why));
    }
}
