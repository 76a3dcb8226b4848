package org.penstock.app.crash;

import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A broker that goes away for two seconds at 1,000 messages a second, from sensors that send again. */
@Timeout(300)
@Order(3)
@Execution(ExecutionMode.CONCURRENT)
class BrokerAwayTest {
    @TempDir
    Path dir;

    @Test
    void aBrokerThatIsStoppedAndComesBackCostsNoReadingAndDoublesNone() throws Exception {
        try (MortalBroker broker = new MortalBroker.Hive(dir.resolve("broker"))) {
            new BrokerAway(dir, broker, 1_000, 1_500, 2_000).stopped();
        }
    }

    @Test
    void whatWasAcknowledgedToABrokerThatIsKilledIsStoredOnce() throws Exception {
        try (MortalBroker broker = new MortalBroker.Hive(dir.resolve("broker"))) {
            new BrokerAway(dir, broker, 1_000, 1_500, 500).killed();
        }
    }
}
