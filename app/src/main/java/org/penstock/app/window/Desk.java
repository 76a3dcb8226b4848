package org.penstock.app.window;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Ask;
import org.penstock.app.window.model.register.Filled;
import org.penstock.core.alert.ActionRefused;
import org.penstock.core.audit.MediaFiles;
import org.penstock.core.compliance.DestructionRefused;
import org.penstock.core.compliance.LegalHoldRefused;
import org.penstock.core.consent.SignoffRefused;
import org.penstock.core.db.DatabaseAway;
import org.penstock.core.identity.IdentityRefused;
import org.penstock.core.identity.NotAllowed;
import org.penstock.core.identity.Permission;
import org.penstock.core.inventory.LotRefused;
import org.penstock.core.inventory.RecipeRefused;
import org.penstock.core.link.SurveyRefused;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.ControlRoom.Answer;
import org.penstock.core.runtime.ControlRoom.Proposal;
import org.penstock.core.runtime.DeviceCare;
import org.penstock.core.runtime.Enrolling;
import org.penstock.core.runtime.IntakeRefused;
import org.penstock.core.runtime.RetentionRefused;
import org.penstock.core.work.HandoverRefused;
import org.penstock.core.work.NoteRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries requests to the facility on threads of its own, so that the screen never waits. At most {@link #MOST} at a
 * time of what changes something, and as many of what only looks, each counted by itself: pages that wait for a database
 * which does not answer never keep a valve from being closed. Stopping everything is not counted at all.
 */
final class Desk {
    /** Requests under way at once, and looks. */
    static final int MOST = 8;

    /** An answer is due within 2 s; after this long nobody knows, s. */
    static final long ANSWER_SECONDS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

    private final ControlRoom room;
    private final Present person;
    private final Semaphore requests = new Semaphore(MOST);
    private final Semaphore looks = new Semaphore(MOST);
    private final AtomicLong count = new AtomicLong();

    Desk(ControlRoom room, Present person) {
        this.room = room;
        this.person = person;
    }

    /** What the request would do. */
    CompletableFuture<Proposal> propose(Ask ask) {
        return away(ask, () -> {
            DeviceCare.Wish calibration = ask.calibration();
            if (calibration != null) {
                return room.devices().calibrate(person.asker(), calibration);
            }
            return Ask.ENROL.equals(ask.verb())
                    ? room.enrolling()
                            .open(person.asker(), new Enrolling.Wish(ask.subject(), "", ask.forSeconds(), ask.reason()))
                    : room.propose(
                            person.asker(), ask.verb(), ask.subject(), ask.value(), ask.forSeconds(), ask.reason());
        });
    }

    /** Does it. Fails with a time-out when no answer comes. */
    CompletableFuture<Answer> confirm(Ask ask, Proposal proposal) {
        return away(ask, () -> room.confirm(person.asker(), proposal.id()))
                .thenCompose(answer -> answer)
                .orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS);
    }

    /** Does something that may wait, such as a look at a link; {@code what} names it in the log. */
    <T> CompletableFuture<T> work(String what, Callable<T> work) {
        return away(looks, what, work);
    }

    /** Looks at lines and devices, for those who may. */
    <T> CompletableFuture<T> commission(String what, Callable<T> work) {
        return work(what, () -> {
            room.persons().admit(person.asker(), Permission.DEVICE_COMMISSION);
            return work.call();
        });
    }

    /**
     * Does something that may be refused in words, such as a signature: a refusal is no fault, and nothing of what was given
     * with it goes to the log.
     */
    <T> CompletableFuture<T> told(String what, Callable<T> work) {
        return away(requests, what, work);
    }

    private <T> CompletableFuture<T> away(Ask ask, Callable<T> work) {
        return away(Ask.STOP_ALL.equals(ask.verb()) ? null : requests, ask.verb() + " of " + ask.subject(), work);
    }

    private <T> CompletableFuture<T> away(@Nullable Semaphore places, String what, Callable<T> work) {
        if (places != null && !places.tryAcquire()) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException(MOST + " requests are still waiting for their answers"));
        }
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        result.complete(work.call());
                    } catch (SurveyRefused
                            | SignoffRefused
                            | LotRefused
                            | RecipeRefused
                            | DestructionRefused
                            | LegalHoldRefused
                            | RetentionRefused
                            | HandoverRefused
                            | NoteRefused
                            | ActionRefused
                            | MediaFiles.Unfit
                            | Filled.Unfit
                            | NotAllowed
                            | IdentityRefused
                            | IntakeRefused
                            | DatabaseAway e) {
                        // Told where it was asked; nothing is wrong with this program.
                        LOG.debug("{} was refused: {}", what, e.getMessage());
                        result.completeExceptionally(e);
                    } catch (Exception | Error e) {
                        LOG.error("The request {} failed", what, e);
                        result.completeExceptionally(e);
                    } finally {
                        if (places != null) {
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
