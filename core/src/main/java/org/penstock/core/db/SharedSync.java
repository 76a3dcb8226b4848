package org.penstock.core.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one writer at a time into an embedded database, and one sync serve all who committed since the last: whoever
 * commits while another waits for his turn leaves the sync to him. Nobody goes on before what he committed is on the disk.
 *
 * <p>A sync happens only between transactions, see {@link Database}. Callable from any thread.
 */
final class SharedSync {
    /** So that the first of many is not kept waiting for all of them. */
    private static final int MOST = 8;

    private final ReentrantLock turn = new ReentrantLock(true);
    /** Who waits for the next sync; only whose turn it is touches it. */
    private Waiting waiting = new Waiting();

    /** What the transaction of this turn waits for; left over from an earlier turn, it has long been done. */
    private Waiting mine = waiting;

    /** What one sync answers for. */
    static final class Waiting {
        private final CompletableFuture<Boolean> synced = new CompletableFuture<>();
        private int commits;

        /** Waits until it is on the disk. @throws SQLException when the sync failed: what was committed is perhaps lost */
        void await() throws SQLException {
            try {
                synced.join();
            } catch (CompletionException e) {
                throw new SQLException(e.getCause());
            }
        }
    }

    /** Where a connection comes from. */
    interface Source {
        Connection open() throws SQLException;
    }

    /** Waits for the turn. */
    void begin() {
        if (turn.isHeldByCurrentThread()) {
            throw new IllegalStateException("a transaction inside a transaction");
        }
        turn.lock();
    }

    /** This turn's transaction was committed, on {@code connection}. */
    void committed(Connection connection) {
        waiting.commits++;
        mine = waiting;
        if (waiting.commits >= MOST || !turn.hasQueuedThreads()) {
            sync(connection);
        }
    }

    /**
     * Ends the turn. Who committed nothing in it syncs what others left to him.
     *
     * @return what to wait for before anybody is told that it is done
     */
    Waiting end(Source source) {
        try {
            if (waiting.commits > 0 && !turn.hasQueuedThreads()) {
                Waiting left = waiting;
                try (Connection connection = source.open()) {
                    sync(connection);
                } catch (SQLException | RuntimeException e) {
                    left.synced.completeExceptionally(e);
                    waiting = new Waiting();
                }
            }
            return mine;
        } finally {
            turn.unlock();
        }
    }

    private void sync(Connection connection) {
        Waiting now = waiting;
        waiting = new Waiting();
        try (var statement = connection.createStatement()) {
            statement.execute("CHECKPOINT SYNC");
            now.synced.complete(true);
        } catch (SQLException | RuntimeException e) {
            now.synced.completeExceptionally(e);
        }
    }
}
