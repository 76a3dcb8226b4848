package org.penstock.app.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of the product: there when it is looked for, and never in the way of what must go on. */
@Isolated("every thread of the process logs into its file")
class LogFileTest {
    private static final Logger LOG = LoggerFactory.getLogger("org.penstock.LogFileTest");

    @TempDir
    Path data;

    @AfterEach
    void takeItAway() {
        ch.qos.logback.classic.Logger root =
                (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        Appender<ILoggingEvent> file = root.getAppender("file");
        if (file != null) {
            root.detachAppender(file);
            file.stop();
        }
    }

    @Test
    void eachLineIsThereOnceWhenItIsClosed() throws Exception {
        LogFile.in(data);
        LogFile.in(data); // whoever tries again
        LOG.warn("the valve is {}", "open");
        takeItAway();
        String text = Files.readString(data.resolve("log").resolve("penstock.log"));
        assertTrue(text.endsWith("the valve is open\n"), text);
        assertEquals(
                1, text.lines().filter(l -> l.contains("the valve is open")).count(), text);
        assertTrue(text.contains("WARN  [" + Thread.currentThread().getName() + "] "), text);
    }

    /** An emergency stop comes over threads that log what is wrong with the disk. */
    @Test
    void aDiskThatTakesNothingHoldsUpNobodyWhoLogs() throws Exception {
        Path file = Files.createDirectories(data.resolve("log")).resolve("penstock.log");
        assumeTrue(new ProcessBuilder("mkfifo", file.toString()).start().waitFor() == 0, "no pipes on this machine");
        CountDownLatch over = new CountDownLatch(1);
        Thread disk = Thread.ofPlatform().daemon().start(() -> {
            try (InputStream in = Files.newInputStream(file)) {
                over.await();
                in.readAllBytes();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        LogFile.in(data);
        Thread logging = Thread.ofPlatform().daemon().start(() -> {
            for (int i = 0; i < 2_000; i++) { // more than a pipe holds
                LOG.warn("line {}: {}", i, "x".repeat(100));
            }
        });
        boolean through = logging.join(Duration.ofSeconds(5));
        over.countDown();
        takeItAway();
        assertTrue(disk.join(Duration.ofSeconds(5)), "the file is closed");
        assertTrue(through, "who logged waited for the disk");
    }
}
