package org.penstock.app.print;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.UnaryOperator;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.Proof;

/**
 * A list of events to be printed.
 *
 * @param filter what was asked for, in words
 * @param headSeq newest event of the site's chain when it was printed
 * @param headHash its hash: whoever has the sheet can tell later whether the record was cut or changed
 * @param keyId of the record's key, "" when there is none
 * @param by who printed it
 */
public record EventList(
        String site,
        String organization,
        ZoneId zone,
        String filter,
        List<Line> lines,
        long headSeq,
        String headHash,
        String signed,
        String keyId,
        String by,
        Instant at) {
    public EventList {
        lines = List.copyOf(lines);
    }

    /** @param data names and values, a JSON object */
    public record Line(long seq, Instant at, String who, String kind, String subject, String data) {}

    /** @param names printed name of a key */
    public static EventList of(
            FacilitySnapshot snapshot,
            List<ControlRoom.Event> events,
            Proof.Heads heads,
            String filter,
            UnaryOperator<String> names,
            String by,
            Instant at) {
        Proof.Chain chain = heads.chains().stream()
                .filter(c -> c.name().equals(snapshot.site().key()))
                .findFirst()
                .orElse(heads.chains().getFirst());
        Proof.Signed signed = chain.signed();
        return new EventList(
                snapshot.site().name(),
                snapshot.site().organization(),
                snapshot.site().zone(),
                filter,
                events.stream()
                        .map(e -> new Line(e.seq(), e.at(), names.apply(e.actor()), e.kind(), e.subject(), e.data()))
                        .toList(),
                chain.seq(),
                chain.hash(),
                signed == null ? "not yet" : signed.day() + ", event " + signed.seq() + ", " + signed.signature(),
                heads.keyId(),
                by,
                at);
    }
}
