package org.penstock.core.runtime;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.penstock.core.telemetry.Effect;

/**
 * Brings the engine's answers back to whoever asked. An answer is given when its record is durable: what a person was
 * told is done must survive a crash. When the disk takes too long the answer is given all the same, and says so.
 */
final class Answers {
    /** Longest wait for the engine, ms. */
    static final long ENGINE_MILLIS = 2_000;

    /** Longest wait for the disk after the engine answered, ms. */
    static final long DISK_MILLIS = 1_000;

    private static final String SUBJECT = "request:";

    private final Map<String, CompletableFuture<ControlRoom.Answer>> asked = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Answered> waiting = new ConcurrentLinkedQueue<>();

    private record Answered(long seq, CompletableFuture<ControlRoom.Answer> future, ControlRoom.Answer answer) {}

    /** Expects an answer to request {@code id}. */
    CompletableFuture<ControlRoom.Answer> expect(String id) {
        CompletableFuture<ControlRoom.Answer> future = new CompletableFuture<>();
        asked.put(id, future);
        future.completeOnTimeout(
                new ControlRoom.Answer(
                        false,
                        "The engine did not answer within 2 s. Look at the facility: it may still be done. Tell whoever"
                                + " looks after this program."),
                ENGINE_MILLIS + DISK_MILLIS,
                TimeUnit.MILLISECONDS);
        future.whenComplete((_, _) -> asked.remove(id));
        return future;
    }

    /** Looks through the effects of frame {@code seq} for answers. Engine thread. */
    void effects(long seq, List<Effect> effects) {
        for (Effect effect : effects) {
            if (effect instanceof Effect.Record r && r.subject().startsWith(SUBJECT)) {
                CompletableFuture<ControlRoom.Answer> future =
                        asked.get(r.subject().substring(SUBJECT.length()));
                boolean accepted = r.kind().equals("request.accepted");
                if (future != null && (accepted || r.kind().equals("request.refused"))) {
                    String text = r.data().getOrDefault("text", "");
                    waiting.add(new Answered(seq, future, new ControlRoom.Answer(accepted, text)));
                    future.completeOnTimeout(
                            new ControlRoom.Answer(accepted, text + " (not on disk yet)"),
                            DISK_MILLIS,
                            TimeUnit.MILLISECONDS);
                }
            }
        }
    }

    /** Everything up to the effects of frame {@code seq} is durable. Journal thread. */
    void durable(long seq) {
        for (Iterator<Answered> i = waiting.iterator(); i.hasNext(); ) {
            Answered a = i.next();
            if (a.seq() <= seq || a.future().isDone()) {
                i.remove();
                a.future().completeAsync(a::answer);
            }
        }
    }
}
