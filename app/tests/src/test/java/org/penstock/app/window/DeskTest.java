package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.penstock.app.window.model.Ask;
import org.penstock.core.runtime.ControlRoom.Proposal;

/** The desk of a window whose pages wait for a database that does not answer. */
class DeskTest {
    private final FakeControlRoom room = new FakeControlRoom(() -> Facilities.NOW, Facilities.abnormal());
    private final Desk desk = new Desk(room, new Present("marta"));

    @Test
    void looksThatHangKeepNobodyFromClosingAValve() throws Exception {
        CountDownLatch answers = new CountDownLatch(1);
        List<CompletableFuture<Boolean>> looks = new ArrayList<>();
        for (int i = 0; i < Desk.MOST; i++) {
            looks.add(desk.work("what ran", () -> answers.await(30, TimeUnit.SECONDS)));
        }
        ExecutionException tooMany = assertThrows(
                ExecutionException.class,
                () -> desk.work("what ran", () -> true).get(5, TimeUnit.SECONDS));
        assertTrue(String.valueOf(tooMany.getMessage()).contains("still waiting"), tooMany::toString);
        Proposal release = desk.propose(Ask.plain("output.release", "valve-1", "Release Valve bay 1"))
                .get(5, TimeUnit.SECONDS);
        assertTrue(desk.confirm(Ask.plain("output.release", "valve-1", "Release Valve bay 1"), release)
                .get(5, TimeUnit.SECONDS)
                .accepted());
        assertFalse(looks.getFirst().isDone());
        answers.countDown();
        for (CompletableFuture<Boolean> look : looks) {
            assertTrue(look.get(5, TimeUnit.SECONDS));
        }
        assertTrue(desk.work("what ran", () -> true).get(5, TimeUnit.SECONDS), "the places are free again");
    }
}
