package org.penstock.app.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.FacilitySnapshot;

/** Notices that the engine of a facility without a window stopped, where nobody would see it on a screen. */
final class EngineWatch implements AutoCloseable {
    /** How long devices are asked again for safe before the process ends all the same; the next start asks them too. */
    private static final long SAFE_WITHIN_SECONDS = 60;

    private final ControlRoom room;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final CompletableFuture<Void> safe = new CompletableFuture<>();
    private final ControlRoom.Subscription subscription;

    EngineWatch(ControlRoom room) {
        this.room = room;
        this.subscription = room.subscribe(this::look);
    }

    private void look(FacilitySnapshot snapshot) {
        if (snapshot.health().engineStopped() != null) {
            stopped.complete(null);
            if (snapshot.control().outputs().stream().noneMatch(o -> o.phase().equals("closing"))) {
                safe.complete(null);
            }
        }
    }

    /** Completes when the engine has stopped. */
    CompletableFuture<Void> stopped() {
        return stopped;
    }

    /** Waits until the outputs are safe, a minute has passed or {@code end} is wanted. @return how it stands, in words */
    String awaitSafe(CompletableFuture<Void> end) throws InterruptedException {
        try {
            CompletableFuture.anyOf(safe, end).get(SAFE_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            // Told below: the words name what is not confirmed.
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody completes these with an error", e);
        }
        return String.valueOf(room.snapshot().health().engineStopped());
    }

    @Override
    public void close() {
        subscription.close();
    }
}
