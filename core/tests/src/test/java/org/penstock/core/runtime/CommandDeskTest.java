package org.penstock.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.LinkStatus;
import org.penstock.core.link.OutputWrite;
import org.penstock.core.link.WriteOutcome;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.Input;

/** How commands of the engine reach a link whose device answers after minutes. */
@Timeout(30)
class CommandDeskTest {
    private final BlockingQueue<Input> results = new LinkedBlockingQueue<>();
    private final SlowLink link = new SlowLink();
    private final CommandDesk desk = new CommandDesk(_ -> link, (_, _) -> true, results::add);

    /** Opens never; what is safe is there at once. */
    private static final class SlowLink implements Link {
        private final CountDownLatch opening = new CountDownLatch(1);

        @Override
        public String key() {
            return "slow";
        }

        @Override
        public void start() {}

        @Override
        public WriteOutcome write(OutputWrite write) {
            if (write.value() == 0) {
                return new WriteOutcome.Verified(0);
            }
            assertFalse(write.overtaken().getAsBoolean());
            opening.countDown();
            while (!write.overtaken().getAsBoolean()) {
                LockSupport.parkNanos(1_000_000);
            }
            return new WriteOutcome.Failed("overtaken");
        }

        @Override
        public WriteOutcome readBack(int output) {
            return new WriteOutcome.Failed("never asked");
        }

        @Override
        public LinkStatus status() {
            return new LinkStatus("slow", LinkState.ONLINE, "", 0, null, 0, 0, 0, 0);
        }

        @Override
        public void close() {}
    }

    private String result() throws InterruptedException {
        Input.Result r = (Input.Result) results.poll(20, TimeUnit.SECONDS);
        return r == null ? "nothing" : r.command() + " " + r.outcome() + (r.reason().isEmpty() ? "" : " " + r.reason());
    }

    @Test
    void whatOvertakesACommandNeedNotWaitUntilItsDeviceAnswers() throws Exception {
        long hour = TimeUnit.HOURS.toMicros(1);
        desk.take(1, new Effect.Drive(1, 7, 1, false, hour, hour, "a rule wants it"));
        assertEquals("1 SENT", result());
        link.opening.await();
        desk.take(2, new Effect.Cancel(1, "it is closed"));
        desk.take(2, new Effect.Drive(2, 7, 0, true, 0, hour, "it is closed"));
        List<String> results = List.of(result(), result(), result());
        // The second begins when the first has ended; its results may come a moment before that one's.
        assertEquals(Set.of("1 FAILED overtaken", "2 SENT", "2 VERIFIED"), Set.copyOf(results));
        assertTrue(results.indexOf("2 SENT") < results.indexOf("2 VERIFIED"), results::toString);
        desk.close();
    }
}
