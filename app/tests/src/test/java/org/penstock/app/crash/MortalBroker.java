package org.penstock.app.crash;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.penstock.core.testsupport.ChildProcess;

/** A broker in a process of its own that can be stopped, killed and started again on its port with what it kept. */
sealed interface MortalBroker extends AutoCloseable {
    int port();

    void start() throws Exception;

    /** Ends in order. */
    void stop() throws Exception;

    /** kill -9. */
    void kill() throws Exception;

    @Override
    void close() throws Exception;

    /** HiveMQ, which keeps sessions and messages in files. */
    final class Hive implements MortalBroker {
        private final Path dir;
        private final int port;
        private @Nullable ChildProcess child;

        Hive(Path dir) throws IOException {
            this.dir = dir;
            this.port = FieldBroker.freePort();
        }

        @Override
        public int port() {
            return port;
        }

        @Override
        public void start() {
            ChildProcess started = ChildProcess.start(FieldBroker.class, dir.toString(), Integer.toString(port));
            child = started;
            started.await(line -> line.startsWith("ready"), Duration.ofSeconds(60));
        }

        @Override
        public void stop() {
            ChildProcess c = running();
            c.say("end");
            c.exit(Duration.ofSeconds(60));
        }

        @Override
        public void kill() {
            running().kill();
        }

        private ChildProcess running() {
            ChildProcess c = child;
            if (c == null) {
                throw new IllegalStateException("the broker was never started");
            }
            return c;
        }

        @Override
        public void close() {
            if (child != null) {
                child.close();
            }
        }
    }

    /**
     * mosquitto. It writes what it keeps when it ends in order and every two seconds: after a kill -9 it knows its sessions,
     * and gives out again what was acknowledged since it last wrote.
     */
    final class Mosquitto implements MortalBroker {
        private final Path dir;
        private final Path program;
        private final int port;
        private @Nullable Process process;

        Mosquitto(Path dir) throws IOException {
            this.dir = dir;
            this.program = installed();
            this.port = FieldBroker.freePort();
            Files.createDirectories(dir);
            Files.writeString(dir.resolve("mosquitto.conf"), """
                    listener %d 127.0.0.1
                    allow_anonymous true
                    user root
                    max_inflight_messages 2000
                    max_queued_messages 0
                    persistence true
                    persistence_location %s/
                    autosave_interval 2
                    """.formatted(port, dir));
        }

        private static Path installed() {
            for (String place : (System.getenv("PATH") + ":/usr/sbin:/usr/local/sbin").split(":", -1)) {
                Path candidate = Path.of(place, "mosquitto");
                if (Files.isExecutable(candidate)) {
                    return candidate;
                }
            }
            String loud = "FIELD TEST SKIPPED: mosquitto is not installed; nothing was proven against it";
            System.err.println(loud);
            return Assumptions.abort(loud);
        }

        @Override
        public int port() {
            return port;
        }

        @Override
        public void start() throws Exception {
            process = new ProcessBuilder(
                            program.toString(),
                            "-c",
                            dir.resolve("mosquitto.conf").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(dir.resolve("mosquitto.log").toFile())
                    .start();
            for (int attempt = 0; ; attempt++) {
                try (Socket s = new Socket()) {
                    s.connect(new InetSocketAddress("127.0.0.1", port), 200);
                    return;
                } catch (IOException e) {
                    if (attempt == 100) {
                        throw new IOException("mosquitto did not start; see " + dir.resolve("mosquitto.log"), e);
                    }
                    Thread.sleep(100);
                }
            }
        }

        @Override
        public void stop() throws Exception {
            end(false);
        }

        @Override
        public void kill() throws Exception {
            end(true);
        }

        private void end(boolean atOnce) throws Exception {
            Process p = process;
            if (p == null) {
                return;
            }
            if (atOnce) {
                p.destroyForcibly();
            } else {
                p.destroy();
            }
            if (!p.waitFor(30, TimeUnit.SECONDS)) {
                p.destroyForcibly();
                throw new IOException("mosquitto did not end");
            }
        }

        @Override
        public void close() throws Exception {
            end(true);
        }
    }
}
