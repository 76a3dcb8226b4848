package org.penstock.app.crash;

import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The same with mosquitto, 5,000 messages a second and ten seconds. */
@Tag("field")
@Timeout(600)
@Order(4)
@Execution(ExecutionMode.CONCURRENT)
class BrokerAwayFieldTest {
    @TempDir
    Path dir;

    @Test
    void aBrokerThatIsStoppedAndComesBackCostsNoReadingAndDoublesNone() throws Exception {
        try (MortalBroker broker = new MortalBroker.Mosquitto(dir.resolve("broker"))) {
            new BrokerAway(dir, broker, 5_000, 5_000, 10_000).stopped();
        }
    }

    @Test
    void whatWasAcknowledgedToABrokerThatIsKilledIsStoredOnce() throws Exception {
        try (MortalBroker broker = new MortalBroker.Mosquitto(dir.resolve("broker"))) {
            new BrokerAway(dir, broker, 5_000, 5_000, 2_000).killed();
        }
    }
}
