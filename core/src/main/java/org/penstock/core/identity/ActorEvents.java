package org.penstock.core.identity;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.penstock.core.audit.ChainHead;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.EventChain;
import org.penstock.core.audit.EventDraft;

/** Appends events whose actors are told by their keys: the chain itself stands below identity and knows only rows. */
public final class ActorEvents {
    private ActorEvents() {}

    /**
     * An event to be appended.
     *
     * @param atMicros wall time, µs since 1970 UTC
     * @param actor who it was, made a key by {@link Actors#keyFrom}
     * @param kind {@code run.claimed}
     * @param subject what it is about
     * @param data names and values
     */
    public record ActorEvent(long atMicros, String actor, String kind, String subject, SortedMap<String, String> data) {
        public ActorEvent {
            actor = Actors.keyFrom(actor);
        }

        /**
         * An event somebody asked for: what is known of him stands in the data, beside what happened.
         *
         * @throws IllegalArgumentException when {@code data} has such a name already: the record must not be told two stories
         */
        public ActorEvent(long atMicros, Provenance by, String kind, String subject, SortedMap<String, String> data) {
            this(atMicros, by.actor(), kind, subject, with(by, data));
        }

        private static SortedMap<String, String> with(Provenance by, SortedMap<String, String> data) {
            SortedMap<String, String> all = new TreeMap<>(data);
            by.data().forEach((name, value) -> {
                if (all.put(name, value) != null) {
                    throw new IllegalArgumentException(name + " says from whom an event comes, nothing else");
                }
            });
            return all;
        }

        /** {@link #atMicros} as an instant. */
        public Instant at() {
            return Instant.EPOCH.plus(atMicros, ChronoUnit.MICROS);
        }
    }

    /**
     * Appends {@code events} in their order, last before the commit of {@code sql}'s transaction. Actors that are not known
     * yet become rows.
     *
     * @return the head of the chain afterwards
     */
    public static ChainHead append(DSLContext sql, ChainId chain, List<ActorEvent> events) {
        if (events.isEmpty()) {
            return EventChain.append(sql, chain, List.of());
        }
        Map<String, UUID> ids = Actors.idsOf(
                sql,
                chain.organizationId(),
                events.stream().map(ActorEvent::actor).collect(Collectors.toSet()),
                events.getFirst().at());
        List<EventDraft> drafts = events.stream()
                .map(e -> new EventDraft(
                        e.at(),
                        Objects.requireNonNull(ids.get(e.actor()), e.actor()),
                        e.actor(),
                        e.kind(),
                        e.subject(),
                        e.data()))
                .toList();
        return EventChain.append(sql, chain, drafts);
    }
}
