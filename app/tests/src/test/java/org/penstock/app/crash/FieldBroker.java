package org.penstock.app.crash;

import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import com.hivemq.extension.sdk.api.services.auth.provider.AuthenticatorProvider;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** A broker that keeps what a killed subscriber has not acknowledged, however long it is away. */
final class FieldBroker implements AutoCloseable {
    final int port;
    private final EmbeddedHiveMQ broker;

    FieldBroker(Path dir) throws IOException {
        this(dir, freePort(), "in-memory");
    }

    /** @param persistence {@code in-memory}, or {@code file} for one that also remembers after its own end */
    private FieldBroker(Path dir, int port, String persistence) throws IOException {
        this.port = port;
        for (String folder : new String[] {"conf", "data", "extensions"}) {
            Files.createDirectories(dir.resolve(folder));
        }
        // The broker's own bound of 1,000 waiting messages would be reached after 5 s and lose what this test counts.
        Files.writeString(dir.resolve("conf/config.xml"), """
                <?xml version="1.0"?>
                <hivemq>
                  <listeners><tcp-listener><port>%d</port><bind-address>127.0.0.1</bind-address></tcp-listener></listeners>
                  <mqtt><queued-messages><max-queue-size>1000000</max-queue-size></queued-messages></mqtt>
                  <persistence><mode>%s</mode></persistence>
                  <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                </hivemq>
                """.formatted(port, persistence));
        broker = EmbeddedHiveMQ.builder()
                .withConfigurationFolder(dir.resolve("conf"))
                .withDataFolder(dir.resolve("data"))
                .withExtensionsFolder(dir.resolve("extensions"))
                .withoutLoggingBootstrap()
                .withEmbeddedExtension(EmbeddedExtension.builder()
                        .withId("open-door")
                        .withName("open-door")
                        .withVersion("1")
                        .withAuthor("test")
                        .withExtensionMain(new OpenDoor())
                        .build())
                .build();
        broker.start().join();
    }

    /**
     * In a process of its own, with sessions and messages in files. Arguments: directory, port. Prints {@code ready}; ends
     * in order when a line comes in.
     */
    public static void main(String[] args) throws Exception {
        try (FieldBroker broker = new FieldBroker(Path.of(args[0]), Integer.parseInt(args[1]), "file")) {
            System.out.println("ready on " + broker.port);
            System.in.read();
        }
        System.exit(0);
    }

    static int freePort() throws IOException {
        try (ServerSocket s = new ServerSocket(0)) {
            return s.getLocalPort();
        }
    }

    @Override
    public void close() throws Exception {
        broker.stop().join();
        broker.close();
    }

    private static final class OpenDoor implements ExtensionMain {
        @Override
        public void extensionStart(ExtensionStartInput in, ExtensionStartOutput out) {
            AuthenticatorProvider everybody = unused ->
                    (com.hivemq.extension.sdk.api.auth.SimpleAuthenticator) (i, o) -> o.authenticateSuccessfully();
            Services.securityRegistry().setAuthenticatorProvider(everybody);
        }

        @Override
        public void extensionStop(ExtensionStopInput in, ExtensionStopOutput out) {
            Thread.yield();
        }
    }
}
