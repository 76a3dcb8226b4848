package org.penstock.core.telemetry;

import java.util.List;
import org.jooq.DSLContext;

/** Where facts go: the event chain of the site. */
@FunctionalInterface
public interface FactSink {
    /**
     * Appends facts in their order, in the projector's transaction. Called after every other row is written, and only with
     * at least one fact. Must do nothing but SQL.
     */
    void append(DSLContext sql, List<Projection.Fact> facts);
}
