package org.penstock.core.consent;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.ChainId;
import org.penstock.core.db.tables.tables.records.SignaturesRecord;
import org.penstock.core.db.tables.tables.records.SignoffsRecord;
import org.penstock.core.identity.ActorEvents;
import org.penstock.core.identity.ActorEvents.ActorEvent;
import org.penstock.core.identity.Provenance;

/** Gathers the events of one change, each with the whole row as it is then, and appends them. */
final class SignoffLog {
    private final ChainId chain;
    private final Provenance by;
    private final Instant now;
    private final List<ActorEvent> events = new ArrayList<>();

    SignoffLog(ChainId chain, Provenance by, Instant now) {
        this.chain = chain;
        this.by = by;
        this.now = now;
    }

    /** @param kind {@code signed}; @param oldState the state before, null for a new one */
    void add(
            String kind,
            SignoffsRecord row,
            @Nullable SignaturesRecord signature,
            @Nullable String oldState,
            SortedMap<String, String> more) {
        SortedMap<String, String> data = new TreeMap<>(more);
        data.putAll(RowText.of(Proof.SIGNOFF, row));
        if (signature != null) {
            data.putAll(RowText.of(Proof.SIGNATURE, signature));
        }
        if (oldState != null && !oldState.equals(row.getState())) {
            data.put("old_state", oldState);
            data.put("state", row.getState());
        }
        data.putAll(by.data());
        put(Proof.SIGNOFF + kind, Proof.subject(row), data);
    }

    /** An event without a row: it does not become what the row is measured by. */
    void note(String kind, String subject, SortedMap<String, String> data) {
        SortedMap<String, String> all = new TreeMap<>(data);
        all.putAll(by.data());
        put(kind, subject, all);
    }

    private void put(String kind, String subject, SortedMap<String, String> data) {
        events.add(new ActorEvent(ChronoUnit.MICROS.between(Instant.EPOCH, now), by.actor(), kind, subject, data));
    }

    void append(DSLContext sql) {
        ActorEvents.append(sql, chain, events);
    }
}
