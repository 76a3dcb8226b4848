package org.penstock.core.identity;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.penstock.core.audit.Adoption;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.Evidence.Row;
import org.penstock.core.identity.ActorEvents.ActorEvent;

/** Rows that were there before events told of rows, taken into the record by the program itself. */
public final class AdoptedRows {
    private AdoptedRows() {}

    /**
     * Appends what a scope still owes, once; nothing where nothing is due. Before anything else is appended about these rows.
     *
     * @param what as in {@link Adoption#subject}
     * @param scope id of the site or organization that the rows are of
     * @param rows all of them but those that the change under way tells of itself
     */
    public static void take(
            DSLContext sql, ChainId chain, String what, UUID scope, Supplier<Collection<Row>> rows, Instant at) {
        if (Adoption.due(sql, what, scope)) {
            ActorEvents.append(
                    sql,
                    chain,
                    Adoption.of(sql, what, scope, rows.get()).stream()
                            .map(data -> new ActorEvent(
                                    ChronoUnit.MICROS.between(Instant.EPOCH, at),
                                    Actors.SYSTEM,
                                    Adoption.ADOPTED,
                                    Adoption.subject(what),
                                    data))
                            .toList());
        }
    }
}
