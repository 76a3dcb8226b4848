package org.penstock.core.inventory;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.EventChain;
import org.penstock.core.audit.EventDraft;
import org.penstock.core.audit.Evidence;
import org.penstock.core.identity.ActorEvents;
import org.penstock.core.identity.ActorEvents.ActorEvent;
import org.penstock.core.identity.Actors;
import org.penstock.core.identity.Provenance;

/** The events of one change of recipes, and the rows that they vouch for. From its making on the change is alone at its site. */
final class RecipeLog {
    private final DSLContext sql;
    private final ChainId chain;
    private final Provenance by;
    private final String reason;
    private final Instant now;
    private final UUID actor;
    private final List<ActorEvent> events = new ArrayList<>();
    private final SortedMap<String, String> data = new TreeMap<>();
    private final List<Evidence.Row> rows = new ArrayList<>();

    RecipeLog(DSLContext sql, ChainId chain, Provenance by, String reason, Instant now) {
        this.sql = sql;
        this.chain = chain;
        this.by = by;
        this.reason = EventDraft.clean(reason);
        this.now = now.truncatedTo(ChronoUnit.MICROS);
        if (reason.length() > 1000) {
            throw new RecipeRefused("The reason may have 1000 characters. Say it shorter.");
        }
        EventChain.append(sql, chain, List.of());
        StockEvidence.adopt(sql, chain, now);
        this.actor = Actors.idOf(sql, chain.organizationId(), by.actor(), now);
    }

    Instant now() {
        return now;
    }

    UUID actor() {
        return actor;
    }

    void data(String name, String value) {
        data.put(name, value);
    }

    void data(Map<String, String> more) {
        data.putAll(more);
    }

    /** A row that the next event vouches for, as it is now. */
    <R extends Record> void row(Table<R> table, TableField<R, UUID> id, UUID value) {
        rows.add(StockEvidence.row(sql, table, id, value, "", ""));
    }

    /** A row that the next event says is taken away. */
    void gone(Evidence.Row was) {
        rows.add(Evidence.Row.gone(was));
    }

    /** Tells what was gathered. */
    void event(String kind, UUID recipe) {
        SortedMap<String, String> all = new TreeMap<>(data);
        if (!reason.isEmpty()) {
            all.put("reason", reason);
        }
        all.putAll(Evidence.data(rows));
        events.add(new ActorEvent(
                ChronoUnit.MICROS.between(Instant.EPOCH, now), by, kind, RecipeSigning.SUBJECT + recipe, all));
        data.clear();
        rows.clear();
    }

    /** Appends the events: last. */
    void done() {
        ActorEvents.append(sql, chain, events);
        events.clear();
    }
}
