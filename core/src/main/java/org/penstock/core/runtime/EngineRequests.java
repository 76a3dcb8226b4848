package org.penstock.core.runtime;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.penstock.core.runtime.ControlRoom.Answer;
import org.penstock.core.telemetry.Input;

/**
 * Hands requests to the engine, and says at once what it cannot: that nothing runs here, that the engine stopped, that the disk
 * takes nothing. Who may ask was judged before. Thread-safe.
 */
final class EngineRequests {
    private static final String NOT_RUNNING =
            "Nothing is running here. Start penstock, or penstock serve, and ask again.";

    private final RunningEngine running;
    private final FailSafe failSafe;
    private final Answers answers;
    private final boolean drives;

    /** @param drives whether an engine works here */
    EngineRequests(RunningEngine running, FailSafe failSafe, Answers answers, boolean drives) {
        this.running = running;
        this.failSafe = failSafe;
        this.answers = answers;
        this.drives = drives;
    }

    /** Why no engine would answer now, or null. */
    @Nullable
    String shut() {
        return drives ? failSafe.inWords() : NOT_RUNNING;
    }

    /** Why no reading can be taken in now, or null. */
    @Nullable
    String takesNothing() {
        return drives
                ? failSafe.inWords()
                : "Nothing is running here. Start penstock, or penstock serve, and do it again.";
    }

    /** Asks the engine. The answer comes when it has accepted or refused it. */
    CompletableFuture<Answer> ask(Input.Request request) {
        String shut = shut();
        if (shut != null) {
            return refused(shut);
        }
        Picture p = running.picture();
        String refusal = p == null
                ? null
                : DiskGate.refusal(request, p, running.journal().health());
        if (refusal != null) {
            return refused(refusal);
        }
        CompletableFuture<Answer> answer = answers.expect(request.id());
        if (!running.post(request)) {
            answer.complete(new Answer(
                    false,
                    "The engine takes no more requests now; it may be stopped. Look at its state and try again."));
        }
        return answer;
    }

    private static CompletableFuture<Answer> refused(String why) {
        return CompletableFuture.completedFuture(new Answer(false, why));
    }
}
