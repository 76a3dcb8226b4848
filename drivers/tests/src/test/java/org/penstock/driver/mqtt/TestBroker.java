package org.penstock.driver.mqtt;

import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A broker that is not our library, inside the test's process: one plain port and four with TLS. Whoever gives a user
 * name must be {@code penstock} with the password {@code right}; who gives none is let in.
 */
final class TestBroker implements AutoCloseable {
    final int port = freePort();
    final int tls = freePort();
    final int tlsExpired = freePort();
    final int tlsElsewhere = freePort();
    /** Lets in only who shows a certificate of the authority {@code ca}. */
    final int tlsMutual = freePort();

    final TestCertificates certificates;
    private final Path dir;
    private EmbeddedHiveMQ broker;

    TestBroker(Path dir) throws Exception {
        this.dir = dir;
        this.certificates = new TestCertificates(dir);
        for (String folder : new String[] {"conf", "data", "extensions"}) {
            Files.createDirectories(dir.resolve(folder));
        }
        Files.writeString(dir.resolve("conf/config.xml"), """
                <?xml version="1.0"?>
                <hivemq>
                  <listeners>
                    <tcp-listener><port>%d</port><bind-address>127.0.0.1</bind-address></tcp-listener>
                    %s%s%s%s
                  </listeners>
                  <persistence><mode>in-memory</mode></persistence>
                  <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
                </hivemq>
                """.formatted(
                port,
                secured(tls, "good", ""),
                secured(tlsExpired, "expired", ""),
                secured(tlsElsewhere, "elsewhere", ""),
                secured(tlsMutual, "good", """
                        <client-authentication-mode>REQUIRED</client-authentication-mode>
                        <truststore><path>%s</path><password>%s</password></truststore>
                        """.formatted(certificates.keystore("trust"), TestCertificates.PASSWORD))));
        broker = start();
    }

    private String secured(int at, String certificate, String more) {
        return """
                <tls-tcp-listener><port>%d</port><bind-address>127.0.0.1</bind-address><tls>
                  <keystore><path>%s</path><password>%s</password><private-key-password>%s</private-key-password></keystore>%s
                </tls></tls-tcp-listener>
                """.formatted(
                at, certificates.keystore(certificate), TestCertificates.PASSWORD, TestCertificates.PASSWORD, more);
    }

    private EmbeddedHiveMQ start() {
        // An extension asks for its broker's services in static fields: two that start at once would both get the last
        // one's.
        synchronized (TestBroker.class) {
            return startAlone();
        }
    }

    private EmbeddedHiveMQ startAlone() {
        EmbeddedHiveMQ made = EmbeddedHiveMQ.builder()
                .withConfigurationFolder(dir.resolve("conf"))
                .withDataFolder(dir.resolve("data"))
                .withExtensionsFolder(dir.resolve("extensions"))
                .withoutLoggingBootstrap()
                .withEmbeddedExtension(EmbeddedExtension.builder()
                        .withId("door")
                        .withName("door")
                        .withVersion("1")
                        .withAuthor("test")
                        .withExtensionMain(new Door())
                        .build())
                .build();
        made.start().join();
        return made;
    }

    void stop() throws Exception {
        broker.stop().join();
        broker.close();
    }

    /** Starts again, having forgotten every session. */
    void startAgain() {
        broker = start();
    }

    @Override
    public void close() throws Exception {
        stop();
    }

    static int freePort() {
        try (ServerSocket s = new ServerSocket(0)) {
            return s.getLocalPort();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static final class Door implements ExtensionMain {
        @Override
        public void extensionStart(ExtensionStartInput in, ExtensionStartOutput out) {
            Services.securityRegistry().setAuthenticatorProvider(input -> new Guard());
        }

        @Override
        public void extensionStop(ExtensionStopInput in, ExtensionStopOutput out) {
            Thread.yield();
        }
    }

    private static final class Guard implements SimpleAuthenticator {
        @Override
        public void onConnect(SimpleAuthInput in, SimpleAuthOutput out) {
            String user = in.getConnectPacket().getUserName().orElse("");
            String password = in.getConnectPacket()
                    .getPassword()
                    .map(b -> StandardCharsets.UTF_8.decode(b).toString())
                    .orElse("");
            if (user.isEmpty() || user.equals("penstock") && password.equals("right")) {
                out.authenticateSuccessfully();
            } else {
                out.failAuthentication(ConnackReasonCode.BAD_USER_NAME_OR_PASSWORD, "no");
            }
        }
    }
}
