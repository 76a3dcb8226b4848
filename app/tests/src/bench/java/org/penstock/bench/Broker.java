package org.penstock.bench;

import com.hivemq.embedded.EmbeddedHiveMQ;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A broker that is not ours: mosquitto in its own process where it is installed, else HiveMQ inside this one. */
final class Broker implements AutoCloseable {
    final int port;
    /** For the printed results. */
    final String name;

    private final @Nullable Process mosquitto;
    private final @Nullable EmbeddedHiveMQ hive;

    Broker(Path dir) throws IOException, InterruptedException {
        port = freePort();
        Path program = installed();
        if (program == null) {
            name = "HiveMQ embedded in the bench's process (mosquitto is not installed)";
            mosquitto = null;
            hive = embedded(dir);
        } else {
            name = "mosquitto in its own process";
            hive = null;
            Path conf = Files.writeString(dir.resolve("mosquitto.conf"), """
                    listener %d 127.0.0.1
                    allow_anonymous true
                    user root
                    set_tcp_nodelay %s
                    max_inflight_messages 2000
                    max_queued_messages 200000
                    """.formatted(
                            port, Boolean.parseBoolean(System.getProperty("bench.nodelay", "true"))));
            mosquitto = new ProcessBuilder(program.toString(), "-c", conf.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(dir.resolve("mosquitto.log").toFile())
                    .start();
            awaitPort(dir);
        }
    }

    private static @Nullable Path installed() {
        String places = System.getenv("PATH") + ":/usr/sbin:/usr/local/sbin";
        for (String place : places.split(":", -1)) {
            Path candidate = Path.of(place, "mosquitto");
            if (Files.isExecutable(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    private EmbeddedHiveMQ embedded(Path dir) throws IOException {
        for (String folder : new String[] {"conf", "data", "extensions"}) {
            Files.createDirectories(dir.resolve(folder));
        }
        Files.writeString(dir.resolve("conf/config.xml"), """
                <?xml version="1.0"?>
                <hivemq>
                  <listeners><tcp-listener><port>%d</port><bind-address>127.0.0.1</bind-address></tcp-listener></listeners>
                  <persistence><mode>in-memory</mode></persistence>
                  <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                </hivemq>
                """.formatted(port));
        EmbeddedHiveMQ made = EmbeddedHiveMQ.builder()
                .withConfigurationFolder(dir.resolve("conf"))
                .withDataFolder(dir.resolve("data"))
                .withExtensionsFolder(dir.resolve("extensions"))
                .withoutLoggingBootstrap()
                .build();
        made.start().join();
        return made;
    }

    private void awaitPort(Path dir) throws IOException, InterruptedException {
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

    static int freePort() throws IOException {
        try (ServerSocket s = new ServerSocket(0)) {
            return s.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (mosquitto != null) {
            mosquitto.destroy();
            if (!mosquitto.waitFor(5, TimeUnit.SECONDS)) {
                mosquitto.destroyForcibly();
            }
        }
        if (hive != null) {
            hive.stop().join();
        }
    }
}
