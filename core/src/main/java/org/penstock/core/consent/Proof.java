package org.penstock.core.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.EventQuery.Event;
import org.penstock.core.audit.RowFinding;
import org.penstock.core.audit.SoundEvents;
import org.penstock.core.db.tables.tables.records.SignaturesRecord;
import org.penstock.core.db.tables.tables.records.SignoffPartiesRecord;
import org.penstock.core.db.tables.tables.records.SignoffsRecord;

/**
 * Compares the rows of one sign-off with the events that made them. Each event carries the whole row as it was then: so the
 * newest must be the row, what is frozen must be the same in all, and each signature must have its own.
 */
final class Proof {
    static final String SIGNOFF = "signoff.";
    static final String SIGNATURE = "signature.";

    /** Columns that a later event may have otherwise. All others are frozen by the request. */
    private static final Set<String> MOVING = Set.of(
            "signoff.state",
            "signoff.expires_at",
            "signoff.approved_at",
            "signoff.ended_at",
            "signoff.ended_by",
            "signoff.end_reason",
            "signoff.review_due_at",
            "signoff.reviewed_at",
            "signoff.reviewed_by");

    private Proof() {}

    /** What is wrong with a sign-off that is about to be used, in sentences; empty = nothing. */
    static Optional<String> doubt(DSLContext sql, ChainId chain, SignoffRows.Whole whole) {
        List<SoundEvents.Read> read = SoundEvents.about(sql, chain, subject(whole.row()), SIGNOFF);
        Optional<String> fault = SoundEvents.fault(read);
        if (fault.isPresent()) {
            return Optional.of("The chain: " + fault.get() + ".");
        }
        List<Event> events = read.stream()
                .map(SoundEvents.Read::event)
                .filter(Objects::nonNull)
                .toList();
        Set<UUID> signers =
                whole.signatures().stream().map(SignaturesRecord::getSignerId).collect(Collectors.toSet());
        List<RowFinding> findings = new ArrayList<>(row(whole, events, signers));
        SortedMap<String, SortedMap<String, String>> told = signatures(events);
        for (SignaturesRecord signature : whole.signatures()) {
            SortedMap<String, String> event = told.remove(signature.getId().toString());
            if (event == null) {
                findings.add(of(signature, "it was never recorded: the chain has no event of it"));
            } else {
                difference(RowText.of(SIGNATURE, signature), event, SIGNATURE)
                        .ifPresent(what -> findings.add(of(signature, what)));
            }
        }
        told.keySet()
                .forEach(id -> findings.add(new RowFinding("signatures", id, "it is gone: only its event is left")));
        return findings.isEmpty()
                ? Optional.empty()
                : Optional.of(findings.stream().map(RowFinding::inWords).collect(Collectors.joining(" ")));
    }

    static String subject(SignoffsRecord row) {
        return SIGNOFF.replace('.', ':') + row.getId();
    }

    /** The rows that signatures were recorded with, by their id. */
    static SortedMap<String, SortedMap<String, String>> signatures(List<Event> events) {
        SortedMap<String, SortedMap<String, String>> told = new TreeMap<>();
        for (Event event : events) {
            SortedMap<String, String> row = RowText.in(SIGNATURE, event.data());
            String id = row.get("signature.id");
            if (id != null) {
                told.put(id, row);
            }
        }
        return told;
    }

    /** What is wrong with the sign-off's own row, its content and its parties, when {@code signers} signed. */
    static List<RowFinding> row(SignoffRows.Whole whole, List<Event> events, Set<UUID> signers) {
        SignoffsRecord row = whole.row();
        List<SortedMap<String, String>> told = events.stream()
                .map(e -> RowText.in(SIGNOFF, e.data()))
                .filter(data -> !data.isEmpty())
                .toList();
        if (told.isEmpty()) {
            return List.of(of(row, "it was never recorded: the chain has no event of it"));
        }
        Optional<String> differs = difference(RowText.of(SIGNOFF, row), told.getLast(), SIGNOFF);
        if (differs.isPresent()) {
            return List.of(of(row, differs.get()));
        }
        for (SortedMap<String, String> earlier : told) {
            Optional<String> moved = difference(frozen(earlier), frozen(told.getLast()), SIGNOFF);
            if (moved.isPresent()) {
                return List.of(of(row, "what is frozen at the request differs between its events: " + moved.get()));
            }
        }
        if (!row.getContentHash().equals(hash(whole))) {
            return List.of(of(row, "its content does not have the hash that was signed"));
        }
        return parties(whole, signers);
    }

    private static SortedMap<String, String> frozen(SortedMap<String, String> row) {
        SortedMap<String, String> frozen = new TreeMap<>(row);
        frozen.keySet().removeAll(MOVING);
        return frozen;
    }

    private static String hash(SignoffRows.Whole whole) {
        SignoffsRecord row = whole.row();
        return hash(whole, row.getAction(), row.getSubjectVersion(), row.getPayload());
    }

    /** The hash this sign-off would have with another payload or version: what is carried out is measured by it. */
    static String hash(SignoffRows.Whole whole, String action, String version, String payload) {
        SignoffsRecord row = whole.row();
        return Content.hash(
                row.getId(),
                row.getChainId(),
                action,
                whole.key(row.getRequesterId()),
                row.getRequestedAt(),
                row.getSubject(),
                version,
                payload,
                row.getExcluded(),
                row.getPolicy());
    }

    private static List<RowFinding> parties(SignoffRows.Whole whole, Set<UUID> signers) {
        SignoffsRecord row = whole.row();
        String requester = whole.key(row.getRequesterId());
        Set<String> wanted = new TreeSet<>();
        wanted.add("requester " + requester);
        signers.stream()
                .filter(who -> !who.equals(row.getRequesterId()))
                .forEach(who -> wanted.add("signer " + whole.key(who)));
        if (Policy.read(row.getPolicy()).apart()) {
            Content.read(row.getExcluded()).keySet().stream()
                    .filter(who -> !who.equals(requester))
                    .forEach(who -> wanted.add("excluded " + who));
        }
        Set<String> found = new TreeSet<>();
        for (SignoffPartiesRecord party : whole.parties()) {
            found.add(party.getPart() + " " + whole.key(party.getActorId())
                    + (party.getChainId().equals(row.getChainId()) ? "" : " of another site"));
        }
        return wanted.equals(found)
                ? List.of()
                : List.of(new RowFinding(
                        "signoff_parties", row.getId().toString(), "they should be " + wanted + " and are " + found));
    }

    /** The first column in which a row is not what its event says. */
    static Optional<String> difference(SortedMap<String, String> row, SortedMap<String, String> event, String prefix) {
        Set<String> names = new TreeSet<>(row.keySet());
        names.addAll(event.keySet());
        for (String name : names) {
            String is = row.get(name);
            String was = event.get(name);
            if (!Objects.equals(is, was)) {
                return Optional.of("column " + name.substring(prefix.length()) + " says " + quoted(is)
                        + ", recorded was " + quoted(was));
            }
        }
        return Optional.empty();
    }

    private static String quoted(@Nullable String value) {
        return value == null ? "nothing" : "\"" + value + "\"";
    }

    static RowFinding of(SignoffsRecord row, String what) {
        return new RowFinding("signoffs", row.getId().toString(), what);
    }

    static RowFinding of(SignaturesRecord row, String what) {
        return new RowFinding(
                "signatures", row.getId().toString(), what + " (in the name of " + row.getPrintedName() + ")");
    }

    /** By how many columns two rows differ. */
    static int distance(Map<String, String> a, Map<String, String> b) {
        Set<String> names = new TreeSet<>(a.keySet());
        names.addAll(b.keySet());
        return (int)
                names.stream().filter(n -> !Objects.equals(a.get(n), b.get(n))).count();
    }
}
