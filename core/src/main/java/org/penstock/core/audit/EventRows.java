package org.penstock.core.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The three statements that every change of anything runs last before its commit, written out: built anew each time they cost
 * three times the work of running them, and while they run, every other writer waits.
 */
final class EventRows {
    private static final String LOCK = "select seq, hash from chain_heads where chain_id = ? for update";
    private static final String INSERT =
            "insert into events (chain_id, seq, body, prev_hash, hash, site_id, at, actor_id, kind, subject)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    private static final String MOVE = "update chain_heads set seq = ?, hash = ? where chain_id = ?";
    private static final int BATCH = 500;

    private EventRows() {}

    /** An event with its place in the chain. */
    record Placed(EventDraft draft, long seq, String body, String prevHash, String hash) {}

    /** Locks the head of a chain until the end of the transaction. @return null when the chain was never founded */
    static @Nullable ChainHead lock(DSLContext sql, ChainId chain) {
        return sql.connectionResult(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(LOCK)) {
                statement.setObject(1, chain.id());
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? new ChainHead(row.getLong(1), row.getString(2)) : null;
                }
            }
        });
    }

    /** Writes events, and the last of them as the head. */
    static void append(DSLContext sql, ChainId chain, List<Placed> events) {
        sql.connection(connection -> {
            insert(connection, chain, events);
            try (PreparedStatement statement = connection.prepareStatement(MOVE)) {
                statement.setLong(1, events.getLast().seq);
                statement.setString(2, events.getLast().hash);
                statement.setObject(3, chain.id());
                statement.executeUpdate();
            }
        });
    }

    private static void insert(Connection connection, ChainId chain, List<Placed> events) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            int waiting = 0;
            for (Placed event : events) {
                bind(statement, chain, event);
                if (events.size() == 1) {
                    statement.executeUpdate();
                    return;
                }
                statement.addBatch();
                if (++waiting == BATCH) {
                    statement.executeBatch();
                    waiting = 0;
                }
            }
            if (waiting > 0) {
                statement.executeBatch();
            }
        }
    }

    private static void bind(PreparedStatement statement, ChainId chain, Placed event) throws SQLException {
        statement.setObject(1, chain.id());
        statement.setLong(2, event.seq);
        statement.setString(3, event.body);
        statement.setString(4, event.prevHash);
        statement.setString(5, event.hash);
        statement.setObject(6, chain.siteId());
        statement.setObject(7, event.draft.at().atOffset(ZoneOffset.UTC));
        statement.setObject(8, event.draft.actorId());
        statement.setString(9, event.draft.kind());
        statement.setString(10, event.draft.subject());
    }
}
