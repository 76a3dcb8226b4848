package org.penstock.core.consent;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.penstock.core.audit.ChainId;
import org.penstock.core.identity.Provenance;

/** Carries out what was signed, when it is proven, of now, and the same name by name. */
final class Carrying {
    private final ChainId chain;

    Carrying(ChainId chain) {
        this.chain = chain;
    }

    <T> Execution<T> out(
            DSLContext sql,
            UUID id,
            SortedMap<String, String> payload,
            String subjectVersion,
            Provenance by,
            Instant now,
            Function<Approved, T> work) {
        Ending ends = new Ending(chain);
        Optional<SignoffRows.Whole> found = SignoffRows.lock(sql, chain.id(), id);
        if (found.isEmpty()) {
            return new Execution.Refused<>(new Refusal.Unknown(id));
        }
        SignoffRows.Whole whole = found.get();
        Optional<String> doubt = Proof.doubt(sql, chain, whole);
        if (doubt.isPresent()) {
            SignoffLog log = new SignoffLog(chain, by, now);
            SortedMap<String, String> data = Ending.reason(doubt.get());
            data.put("signoff", id.toString());
            log.note("record.doubted", Proof.subject(whole.row()), data);
            log.append(sql);
            return new Execution.Refused<>(new Refusal.Doubted(doubt.get()));
        }
        Signoff signoff = whole.view();
        if (signoff.state() != SignoffState.APPROVED
                || !new Matching(signoff.policy().slots(), signoff.given()).complete()) {
            return new Execution.Refused<>(new Refusal.Over(signoff));
        }
        Optional<Refusal> outdated = outdated(whole, payload, subjectVersion, now);
        if (outdated.isPresent()) {
            String why = outdated.get() instanceof Refusal.Changed changed ? changed.what() : "it came too late";
            ends.end(sql, whole, SignoffState.FAILED, "failed", by, why, now);
            return new Execution.Refused<>(outdated.get());
        }
        T result = work.apply(new Approved(chain, signoff, by, now));
        return new Execution.Done<>(result, ends.end(sql, whole, SignoffState.EXECUTED, "executed", by, "", now));
    }

    private static Optional<Refusal> outdated(
            SignoffRows.Whole whole, SortedMap<String, String> payload, String subjectVersion, Instant now) {
        Signoff signoff = whole.view();
        if (!now.isBefore(signoff.expiresAt())) {
            return Optional.of(new Refusal.TooLate(signoff));
        }
        if (!subjectVersion.equals(signoff.subjectVersion())) {
            return Optional.of(new Refusal.Changed(
                    signoff, "what it speaks of was " + signoff.subjectVersion() + " and is " + subjectVersion));
        }
        String frozen = Content.json(payload);
        String hash = Proof.hash(whole, signoff.action().word(), subjectVersion, frozen);
        return hash.equals(signoff.contentHash())
                ? Optional.empty()
                : Optional.of(new Refusal.Changed(signoff, different(signoff.payload(), payload)));
    }

    private static String different(SortedMap<String, String> signed, SortedMap<String, String> now) {
        TreeSet<String> names = new TreeSet<>(signed.keySet());
        names.addAll(now.keySet());
        return names.stream()
                .filter(n -> !String.valueOf(signed.get(n)).equals(String.valueOf(now.get(n))))
                .findFirst()
                .map(n -> n + " was signed as " + signed.get(n) + " and would be " + now.get(n))
                .orElse("its hash is another one");
    }
}
