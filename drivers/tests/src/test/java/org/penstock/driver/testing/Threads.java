package org.penstock.driver.testing;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which threads a link has, for tests that it leaves none behind. */
public final class Threads {
    private Threads() {}

    /** Names of the living threads whose name contains {@code part}. */
    public static Set<String> named(String part) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(n -> n.contains(part))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Waits until none is left. */
    public static void assertNone(String part) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertEquals(Set.of(), named(part), "threads left behind"));
    }
}
