package org.penstock.driver.mqtt;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkState;
import org.penstock.core.testsupport.FakeLinkContext;
import org.penstock.driver.shared.BackOff;
import org.penstock.driver.testing.Specs;

/** A broker that knows its clients by their certificates. */
@Timeout(120)
@ExtendWith(BrokerOncePerSuite.class)
@ResourceLock("second broker")
class MqttClientCertificateTest {
    private static final Instant NOW = Instant.now();

    private final TestBroker broker;
    private final TestCertificates certificates;
    private final Path good;

    @TempDir
    Path dir;

    MqttClientCertificateTest(TestBroker broker) throws Exception {
        this.broker = broker;
        this.certificates = broker.certificates;
        this.good = certificates.chain("good");
    }

    private Path file(String name, String text) throws Exception {
        return Files.writeString(dir.resolve(name), text);
    }

    private String connection(String version, String tls) {
        return "host: localhost, port: " + broker.tlsMutual + ", version: \"" + version + "\", timeout: 3s, tls: {ca: "
                + certificates.pem("ca") + tls + "}";
    }

    /** What the link says of itself when it is connected, or cannot be. */
    private static String outcome(String connection, FakeLinkContext facility) {
        String yaml = "key: broker\ndriver: mqtt\nconnection: {client_id: penstock-mutual, " + connection + "}\n";
        MqttDriver driver = new MqttDriver(new BackOff(100, 400));
        assertEquals(List.of(), Specs.check(driver, yaml));
        try (Link link = driver.open(Specs.read(yaml), facility)) {
            link.start();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> facility.is(LinkState.ONLINE) || facility.is(LinkState.OFFLINE));
            return link.status().state() + " " + link.status().reason();
        }
    }

    @ParameterizedTest(name = "MQTT {0}")
    @ValueSource(strings = {"5", "3.1.1"})
    void weAreLetInWithACertificateAndItsKeyFromASecretOrAFile(String version) throws Exception {
        String key = certificates.key("good");
        assertEquals(
                "ONLINE ",
                outcome(
                        connection(version, ", certificate: " + good + ", key: \"${secret:broker-key}\""),
                        new FakeLinkContext().withSecret("broker-key", key.replace("\n", ""))),
                "a secret is one line");
        assertEquals(
                "ONLINE ",
                outcome(
                        connection(version, ", certificate: " + good + ", key: " + file("key.pem", key)),
                        new FakeLinkContext()));
    }

    @ParameterizedTest(name = "MQTT {0}")
    @ValueSource(strings = {"5", "3.1.1"})
    void withoutACertificateOrWithOneOfAForeignAuthorityWeAreRefusedInWords(String version) throws Exception {
        FakeLinkContext facility = new FakeLinkContext();
        String none = outcome(connection(version, ""), facility);
        assertTrue(none.startsWith("OFFLINE"), none);
        assertTrue(none.contains("write `certificate` and `key` into `tls`"), none);
        assertFalse(facility.statuses().stream().anyMatch(s -> s.state() == LinkState.ONLINE), "never without it");
        String foreign = outcome(
                connection(
                        version,
                        ", certificate: " + certificates.chain("foreign") + ", key: "
                                + file("foreign.pem", certificates.key("foreign"))),
                new FakeLinkContext());
        assertTrue(foreign.startsWith("OFFLINE"), foreign);
        assertTrue(
                foreign.contains("our `certificate`") || foreign.contains("does not accept our certificate"), foreign);
    }

    private String fault(Path certificate, String key, Instant now) {
        MqttTls tls = new MqttTls(null, certificate, null, "broker-key");
        return assertThrows(BrokerException.class, () -> ClientCertificate.read(tls, name -> key, now))
                .reason();
    }

    @Test
    void anExpiredCertificateOfOursIsSaidBeforeAnythingIsConnected() throws Exception {
        String expired = fault(certificates.chain("expired"), certificates.key("expired"), NOW);
        assertTrue(expired.startsWith("TLS: our own certificate in "), expired);
        assertTrue(expired.contains("(CN=expired) expired on 20"), expired);
        String early = fault(good, certificates.key("good"), NOW.minus(Duration.ofDays(3)));
        assertTrue(early.contains("is not valid before 20") && early.contains("clock of this workstation"), early);
    }

    @Test
    void aKeyThatIsNotTheCertificatesIsSaid() throws Exception {
        assertEquals(
                "TLS: the key in the secret broker-key does not belong to the certificate in " + good
                        + "; the certificate of this key must come first in the file",
                fault(good, certificates.key("elsewhere"), NOW));
        KeyPair rsa = rsa();
        String other = fault(good, pem("PRIVATE KEY", rsa.getPrivate().getEncoded()), NOW);
        assertTrue(other.contains("is damaged, or is no EC key as its certificate wants"), other);
    }

    @Test
    void aKeyInAFormThatCannotBeReadIsSaidWithTheCommandThatConvertsIt() throws Exception {
        byte[] rsa = rsa().getPrivate().getEncoded();
        String remedy = "; convert it: `openssl pkcs8 -topk8 -nocrypt -in key.pem -out key8.pem`";
        assertEquals(
                "TLS: the key in the secret broker-key is a RSA PRIVATE KEY, not a PRIVATE KEY (PKCS#8)" + remedy,
                fault(good, pem("RSA PRIVATE KEY", rsa), NOW));
        assertEquals(
                "TLS: the key in the secret broker-key is locked with a passphrase, which nobody types at night"
                        + remedy,
                fault(good, pem("ENCRYPTED PRIVATE KEY", rsa), NOW));
        assertEquals(
                "TLS: the key in the secret broker-key is no PEM text; it begins with -----BEGIN PRIVATE KEY-----",
                fault(good, "hunter2", NOW));
        assertTrue(fault(good, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", NOW)
                .contains("damaged"));
        assertTrue(fault(file("empty.pem", ""), "", NOW).contains("holds no certificate"));
        assertTrue(fault(file("text.pem", "no certificate"), "", NOW).contains("holds no"));
        assertTrue(fault(dir.resolve("none.pem"), "", NOW).contains("cannot be read"));
    }

    @Test
    void anRsaKeyDoesAsWell() throws Exception {
        certificates.authority("rsa", "RSA");
        MqttTls tls = new MqttTls(null, certificates.chain("rsa"), file("rsa.pem", certificates.key("rsa")), "");
        assertNotNull(ClientCertificate.read(tls, name -> "", NOW.plus(Duration.ofHours(1))));
        assertNull(ClientCertificate.read(new MqttTls(null, null, null, ""), name -> "", NOW), "none is wanted");
    }

    private static KeyPair rsa() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(1024);
        return generator.generateKeyPair();
    }

    private static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                + label + "-----\n";
    }

    @Test
    void mistakesInTheFileAreToldWithTheirRemedy() {
        String check = "key: broker\ndriver: mqtt\nconnection: {host: b, tls: {%s}}\n";
        MqttDriver driver = new MqttDriver();
        assertEquals(List.of("3: `ca` is missing -> add `ca: …`"), Specs.check(driver, check.formatted("")));
        assertEquals(
                List.of("3: `certificate` without `key` -> write both: `certificate: /etc/penstock/own.pem` and `key:"
                        + " ${secret:broker-key}`"),
                Specs.check(driver, check.formatted("certificate: /own.pem")));
        assertEquals(
                List.of("3: `key: key.pem` is not a full path -> write the path from the root: /etc/penstock/key.pem"),
                Specs.check(driver, check.formatted("certificate: /own.pem, key: key.pem")));
        assertEquals(
                List.of(
                        "3: `key` holds the PEM text itself -> keep it as a secret: `key: ${secret:broker-key}`, or name"
                                + " its file"),
                Specs.check(driver, check.formatted("certificate: /own.pem, key: \"-----BEGIN PRIVATE KEY-----\"")));
        assertEquals(List.of(), Specs.check(driver, check.formatted("certificate: /own.pem, key: \"${secret:k}\"")));
    }
}
