package org.penstock.app.window;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.penstock.core.quantity.Ticker;

class UiWatchTest {
    private final AtomicInteger came = new AtomicInteger();
    private final ExecutorService screen = Executors.newSingleThreadExecutor();

    @AfterEach
    void stop() {
        screen.shutdownNow();
    }

    @Test
    void aScreenThatStandsStillIsNoticedWhileItStands() throws InterruptedException {
        CountDownLatch moves = new CountDownLatch(1);
        try (UiWatch watch = watch()) {
            await().atMost(40, SECONDS).until(() -> came.get() > 0);
            screen.execute(() -> hold(moves));
            await().atMost(40, SECONDS).until(() -> watch.logged() == 1);
            moves.countDown();
            await().atMost(40, SECONDS).until(() -> watch.noted() >= 1);
            assertTrue(watch.longestMillis() >= 250, "longest " + watch.longestMillis());
            assertEquals(1, watch.logged(), "one standstill is told once");
        }
    }

    @Test
    void afterTheCloseNobodyAsksTheScreenAnyMore() throws InterruptedException {
        UiWatch watch = watch();
        await().atMost(40, SECONDS).until(() -> came.get() > 0);
        watch.close();
        assertTrue(watch.ended(10_000));
        int before = came.get();
        screen.submit(() -> {});
        assertEquals(before, came.get());
    }

    private UiWatch watch() {
        return new UiWatch(
                task -> screen.execute(() -> {
                    came.incrementAndGet();
                    task.run();
                }),
                Ticker.system());
    }

    private static void hold(CountDownLatch until) {
        try {
            assertTrue(until.await(30, SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
