package org.penstock.core.telemetry;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.penstock.core.link.Batch;
import org.penstock.core.link.Handed;
import org.penstock.core.link.Sample;

class InboxTest {
    private static final long NO_WAIT = 0;
    private static final int E_STOP = 7;

    private final Inbox inbox = new Inbox(10, 10);

    InboxTest() {
        BitSet control = new BitSet();
        control.set(E_STOP);
        inbox.controlStreams(control);
    }

    @Test
    void controlIsTakenFirstAndDoesNotWaitForTelemetry() throws Exception {
        assertTrue(inbox.offer(batch(1, 10)));
        assertFalse(inbox.offer(batch(1, 1)), "the telemetry lane is full");
        assertTrue(inbox.offer(batch(E_STOP, 1)), "the emergency stop does not care");
        assertTrue(inbox.post(notice()));

        Inbox.Taken taken = inbox.take(100, NO_WAIT);

        assertEquals(List.of(notice()), taken.inputs());
        assertEquals(List.of(batch(E_STOP, 1), batch(1, 10)), taken.batches());
    }

    @Test
    void withAFullJournalOnlyControlIsTaken() throws Exception {
        inbox.offer(batch(1, 3));
        inbox.offer(batch(E_STOP, 1));
        assertEquals(List.of(batch(E_STOP, 1)), inbox.take(0, NO_WAIT).batches());
        assertEquals(List.of(), inbox.take(0, TimeUnit.MILLISECONDS.toNanos(20)).batches());
        assertEquals(List.of(batch(1, 3)), inbox.take(1, NO_WAIT).batches());
    }

    @Test
    void whoeverLetsTelemetryGatherIsWokenByControlOnly() throws Exception {
        CompletableFuture<Inbox.Taken> resting = CompletableFuture.supplyAsync(() -> {
            try {
                return inbox.take(0, TimeUnit.SECONDS.toNanos(30));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        inbox.deliver(batch(1, 3));
        assertThrows(TimeoutException.class, () -> resting.get(50, TimeUnit.MILLISECONDS));
        inbox.deliver(batch(E_STOP, 1));
        assertEquals(List.of(batch(E_STOP, 1)), resting.get(5, TimeUnit.SECONDS).batches());
        assertEquals(List.of(batch(1, 3)), inbox.take(100, NO_WAIT).batches());
    }

    @Test
    void aFullLaneHoldsTheDriverBackUntilThereIsRoom() throws Exception {
        inbox.deliver(batch(1, 10));
        CompletableFuture<Void> waiting = deliver(batch(1, 5));
        await().until(() -> inbox.counts().telemetry().full() == 1);
        assertFalse(waiting.isDone());
        inbox.take(100, NO_WAIT);
        waiting.get(5, TimeUnit.SECONDS);
        assertEquals(new Inbox.LaneCounts(15, 5, 1), inbox.counts().telemetry());
    }

    @Test
    void aBatchLargerThanTheLaneIsTakenWhenTheLaneIsEmpty() throws Exception {
        inbox.deliver(batch(1, 500));
        assertFalse(inbox.offer(batch(1, 1)));
        assertEquals(1, inbox.take(100, NO_WAIT).batches().size());
        assertTrue(inbox.offer(batch(1, 1)));
    }

    @Test
    void takesNoMoreThanAskedAndKeepsTheOrder() throws Exception {
        inbox.offer(batch(1, 4));
        inbox.offer(batch(2, 4));
        inbox.offer(batch(3, 1));
        assertEquals(List.of(batch(1, 4)), inbox.take(6, NO_WAIT).batches());
        assertEquals(List.of(batch(2, 4), batch(3, 1)), inbox.take(6, NO_WAIT).batches());
    }

    @Test
    void theTakerIsWokenByWorkByAWordAndByTime() throws Exception {
        CompletableFuture<Inbox.Taken> taker = taker();
        inbox.post(notice());
        assertEquals(1, taker.get(5, TimeUnit.SECONDS).inputs().size());

        taker = taker();
        inbox.wake();
        assertEquals(Inbox.Taken.NOTHING, taker.get(5, TimeUnit.SECONDS));

        assertEquals(Inbox.Taken.NOTHING, inbox.take(1, TimeUnit.MILLISECONDS.toNanos(1)));
    }

    @Test
    void theControlLaneIsBoundedToo() {
        for (int i = 0; i < Inbox.CONTROL_INPUTS; i++) {
            assertTrue(inbox.post(notice()));
        }
        assertFalse(inbox.post(notice()));
        assertEquals(1, inbox.counts().refused());
    }

    @Test
    void closingReleasesWhoWaitsAndKeepsWhatIsThere() throws Exception {
        inbox.deliver(batch(1, 10));
        CompletableFuture<Void> waiting = deliver(batch(1, 5));
        await().until(() -> inbox.counts().telemetry().full() == 1);
        inbox.close();
        assertThrows(ExecutionException.class, () -> waiting.get(5, TimeUnit.SECONDS));
        assertFalse(inbox.offer(batch(1, 1)));
        assertFalse(inbox.post(notice()));
        assertEquals(List.of(batch(1, 10)), inbox.take(100, NO_WAIT).batches());
    }

    private CompletableFuture<Void> deliver(Batch batch) {
        return CompletableFuture.runAsync(() -> {
            try {
                inbox.deliver(batch);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private CompletableFuture<Inbox.Taken> taker() {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return inbox.take(100, TimeUnit.SECONDS.toNanos(10));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void whatIsHandedOnTakesItsRoom() throws Exception {
        Batch handing = handing("x".repeat(600));
        assertEquals(10, handing.weight());
        assertTrue(inbox.offer(handing));
        assertFalse(inbox.offer(handing(".")), "the lane is full of one message");
        assertEquals(List.of(handing), inbox.take(100, NO_WAIT).batches());
        assertTrue(inbox.offer(handing(".")));
    }

    private static Batch handing(String body) {
        Handed handed = new Handed("scale", "weight", "", "e-1", Sample.NO_TIME, body);
        return new Batch("plc", List.of(), List.of(handed), 1, 1, false, null, Batch.NOTHING_TO_ACKNOWLEDGE);
    }

    private static Input notice() {
        return new Input.Notice("disk", "full", "", "2 % left");
    }

    private static Batch batch(int stream, int samples) {
        List<Sample> all = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
            all.add(Sample.now(stream, i));
        }
        return new Batch("plc", all, 1, 1, false, null, Batch.NOTHING_TO_ACKNOWLEDGE);
    }
}
