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
        port = freePort();
        for (String folder : new String[] {"conf", "data", "extensions"}) {
            Files.createDirectories(dir.resolve(folder));
        }
        // The broker's own bound of 1,000 waiting messages would be reached after 5 s and lose what this test counts.
        Files.writeString(dir.resolve("conf/config.xml"), """
                <?xml version="1.0"?>
                <hivemq>
                  <listeners><tcp-listener><port>%d</port><bind-address>127.0.0.1</bind-address></tcp-listener></listeners>
                  <mqtt><queued-messages><max-queue-size>1000000</max-queue-size></queued-messages></mqtt>
                  <persistence><mode>in-memory</mode></persistence>
                  <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                </hivemq>
                """.formatted(port));
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
