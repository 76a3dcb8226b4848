package org.penstock.core.audit;

import static org.penstock.core.db.tables.tables.ChainHeads.CHAIN_HEADS;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.db.Database;

/**
 * Proves a chain, or says which event is wrong and how. Hashes the stored bytes as they are and never makes a body again;
 * then compares the copied columns with the body, every link with its neighbour, and the end with the recorded head and
 * with heads known from elsewhere.
 *
 * <p>Reads page by page and keeps two pages in memory. Appends may go on meanwhile: what was there when the last page was
 * read is proven.
 */
public final class ChainVerifier {
    /** A verification stops after so many findings. */
    public static final int MOST_FINDINGS = 100;

    private static final int PAGE = 2_000;

    private final Database database;

    public ChainVerifier(Database database) {
        this.database = database;
    }

    /** Progress of a verification, and the wish to stop it; called between pages on the verifying thread. */
    public interface Watch {
        /**
         * @param seq last event seen
         * @param of number of events there are at the moment
         * @return false to stop
         */
        boolean verified(long seq, long of);

        /** Nobody watches. */
        static Watch none() {
            return (seq, of) -> true;
        }
    }

    /**
     * Verifies a chain from its first event to its end.
     *
     * @param known heads this chain had, kept elsewhere: another head at that place is a fork, a shorter chain is cut
     */
    public Verification verify(ChainId chain, Collection<ChainHead> known, Watch watch) {
        ChainWalk walk =
                new ChainWalk(chain, known, prev -> database.read(sql -> StoredEvent.following(sql, chain, prev)));
        boolean cancelled = false;
        try (ExecutorService reader = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("penstock-verify-reader").daemon(true).factory())) {
            cancelled = walk(chain, walk, watch, reader);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            cancelled = true;
        }
        List<Finding> findings = walk.findings();
        return new Verification(
                chain,
                walk.events(),
                walk.head(),
                findings.subList(0, Math.min(MOST_FINDINGS, findings.size())),
                cancelled,
                walk.strays());
    }

    /** While a page is hashed, on every core, the next one is read. @return whether it was stopped */
    private boolean walk(ChainId chain, ChainWalk walk, Watch watch, ExecutorService reader)
            throws InterruptedException {
        long from = StoredEvent.BEGIN;
        int skip = 0;
        Future<Page> ahead = reader.submit(() -> page(chain, StoredEvent.BEGIN, 0));
        while (true) {
            Page page = come(ahead);
            if (page.rows.isEmpty()) {
                walk.end(page.head);
                return false;
            }
            long last = page.rows.getLast().seq();
            int seen = (last == from ? skip : 0) + StoredEvent.seenOfLast(page.rows);
            skip = seen;
            from = last;
            ahead = reader.submit(() -> page(chain, last, seen));
            page.rows.parallelStream().map(StoredEvent.Raw::read).toList().forEach(walk::step);
            if (walk.findings().size() >= MOST_FINDINGS) {
                return false;
            }
            if (!watch.verified(last, page.head == null ? last : page.head.seq())) {
                return true;
            }
        }
    }

    private static Page come(Future<Page> ahead) throws InterruptedException {
        try {
            return ahead.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e.getCause());
        }
    }

    /** The head is read before the rows: so every row up to it is there, whatever is appended in between. */
    private Page page(ChainId chain, long from, int skip) {
        return database.read(sql -> {
            ChainHead head = head(sql, chain);
            return new Page(head, StoredEvent.page(sql, chain, from, skip, PAGE));
        });
    }

    private static @Nullable ChainHead head(DSLContext sql, ChainId chain) {
        return sql.select(CHAIN_HEADS.SEQ, CHAIN_HEADS.HASH)
                .from(CHAIN_HEADS)
                .where(CHAIN_HEADS.CHAIN_ID.eq(chain.id()))
                .fetchOne(r -> new ChainHead(r.value1(), r.value2()));
    }

    private record Page(@Nullable ChainHead head, List<StoredEvent.Raw> rows) {}
}
