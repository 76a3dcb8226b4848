package org.penstock.core.identity;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.Adoption;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.EventChain;
import org.penstock.core.audit.Evidence.Key;
import org.penstock.core.audit.Evidence.Row;
import org.penstock.core.audit.RecordCheck;
import org.penstock.core.audit.RowFinding;
import org.penstock.core.audit.SoundEvents;
import org.penstock.core.audit.ToldRows;
import org.penstock.core.db.tables.tables.RoleAssignments;
import org.penstock.core.db.tables.tables.Sessions;

/**
 * Compares persons, roles, credentials and sessions with the events that made them: a role that somebody wrote into the
 * table is named, and its holder signs nothing with it.
 */
public final class IdentityVerifier implements RecordCheck {
    private static final List<String> KINDS = List.of("person.", "role.", "credential.", Adoption.ADOPTED);

    @Override
    public String inWords() {
        return "persons, roles, credentials and sessions";
    }

    @Override
    public List<RowFinding> check(DSLContext sql, ChainId chain) {
        List<ChainId> chains = chains(sql, chain);
        List<SoundEvents.Read> read = new ArrayList<>();
        List<String> beginnings = Stream.concat(
                        KINDS.stream(),
                        Stream.of("session.", "person:", "role:", Adoption.subject(IdentityEvidence.WHAT)))
                .toList();
        chains.forEach(c -> read.addAll(SoundEvents.beginning(sql, c, beginnings)));
        return told(read)
                .compare(
                        sql,
                        chains,
                        IdentityEvidence.TABLES,
                        IdentityEvidence.all(sql, chain.organizationId()).values());
    }

    /**
     * Why a person cannot be believed to be who he says and to have the roles he has; empty = nothing speaks against it.
     *
     * @param session id of the session that he relies on; null = none
     */
    static Optional<String> doubt(DSLContext sql, ChainId chain, Directory.Person person, @Nullable UUID session) {
        String subject = "person:" + person.login();
        List<SoundEvents.Read> read = new ArrayList<>();
        for (ChainId c : chains(sql, chain)) {
            read.addAll(SoundEvents.ofKinds(sql, c, KINDS));
            if (session != null) {
                read.addAll(SoundEvents.about(sql, c, subject, "session."));
            }
        }
        Optional<String> fault = SoundEvents.fault(
                read.stream().filter(r -> r.subject().equals(subject)).toList());
        if (fault.isPresent()) {
            return Optional.of("The chain: " + fault.get() + ".");
        }
        ToldRows told = told(read);
        Condition which = session == null ? Sessions.SESSIONS.ID.isNull() : Sessions.SESSIONS.ID.eq(session);
        Map<Key, Row> rows = IdentityEvidence.of(sql, chain.organizationId(), person.id(), which);
        Set<UUID> his = new HashSet<>(sql.select(RoleAssignments.ROLE_ASSIGNMENTS.ROLE_ID)
                .from(RoleAssignments.ROLE_ASSIGNMENTS)
                .where(RoleAssignments.ROLE_ASSIGNMENTS.PERSON_ID.eq(person.id()))
                .and(RoleAssignments.ROLE_ASSIGNMENTS.TO_AT.isNull())
                .fetch(RoleAssignments.ROLE_ASSIGNMENTS.ROLE_ID));
        his.add(person.id());
        String doubts = rows.values().stream()
                .filter(r -> r.subject().equals(subject) || his.contains(r.key().id()))
                .flatMap(r -> told.doubt(r).stream())
                .map(RowFinding::inWords)
                .collect(Collectors.joining(" "));
        return doubts.isEmpty() ? Optional.empty() : Optional.of(doubts);
    }

    private static ToldRows told(List<SoundEvents.Read> read) {
        String adopted = Adoption.subject(IdentityEvidence.WHAT);
        return ToldRows.of(
                read.stream()
                        .filter(r -> r.event() == null
                                || !r.event().kind().equals(Adoption.ADOPTED)
                                || r.event().subject().equals(adopted))
                        .collect(Collectors.toList()),
                IdentityEvidence.NUMBER);
    }

    /** A person is of the organization, and can have been named at any of its sites. */
    static List<ChainId> chains(DSLContext sql, ChainId chain) {
        List<ChainId> chains = new ArrayList<>(EventChain.chains(sql).stream()
                .filter(c -> c.organizationId().equals(chain.organizationId()))
                .toList());
        if (!chains.contains(chain)) {
            chains.add(chain);
        }
        return chains;
    }
}
