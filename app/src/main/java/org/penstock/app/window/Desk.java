package org.penstock.app.window;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.penstock.app.window.model.Ask;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.ControlRoom.Answer;
import org.penstock.core.runtime.ControlRoom.Proposal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries requests to the facility on threads of its own, so that the screen never waits. At most {@link #MOST} at a
 * time; stopping everything is not counted and therefore never has to wait for another request.
 */
final class Desk {
    /** Requests under way at once. */
    static final int MOST = 8;

    /** An answer is due within 2 s; after this long nobody knows, s. */
    static final long ANSWER_SECONDS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    private final ControlRoom room;
    private final String person;
    private final Semaphore places = new Semaphore(MOST);
    private final AtomicLong count = new AtomicLong();

    Desk(ControlRoom room, String person) {
        this.room = room;
        this.person = person;
    }

    /** What the request would do. */
    CompletableFuture<Proposal> propose(Ask ask) {
        return away(
                ask,
                () -> room.propose(person, ask.verb(), ask.subject(), ask.value(), ask.forSeconds(), ask.reason()));
    }

    /** Does it. Fails with a time-out when no answer comes. */
    CompletableFuture<Answer> confirm(Ask ask, Proposal proposal) {
        return away(ask, () -> room.confirm(person, proposal.id()))
                .thenCompose(answer -> answer)
                .orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS);
    }

    private <T> CompletableFuture<T> away(Ask ask, Supplier<T> work) {
        boolean counted = !Ask.STOP_ALL.equals(ask.verb());
        if (counted && !places.tryAcquire()) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException(MOST + " requests are still waiting for their answers"));
        }
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        result.complete(work.get());
                    } catch (RuntimeException | Error e) {
                        LOG.error("The request {} of {} failed", ask.verb(), ask.subject(), e);
                        result.completeExceptionally(e);
                    } finally {
                        if (counted) {
                            places.release();
                        }
                    }
                },
                "penstock-window-request-" + count.incrementAndGet());
        thread.setDaemon(true);
        thread.start();
        return result;
    }
}
