package org.penstock.driver.mqtt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Two certificate authorities and the certificates a broker may show, made with the JDK's keytool. */
final class TestCertificates {
    static final String PASSWORD = "changeit";
    private final Path dir;

    TestCertificates(Path dir) {
        this.dir = dir;
        authority("ca", "EC");
        authority("foreign", "EC");
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "ca",
                "-file",
                pem("ca").toString(),
                "-keystore",
                keystore("trust").toString());
        server("good", "san=dns:localhost,ip:127.0.0.1", "-1d", "30");
        server("expired", "san=dns:localhost,ip:127.0.0.1", "-30d", "10");
        server("elsewhere", "san=dns:broker.example", "-1d", "30");
    }

    /** PEM file of an authority, {@code ca} or {@code foreign}. */
    Path pem(String authority) {
        return dir.resolve(authority + ".pem");
    }

    /** Key store of a server certificate, {@code good}, {@code expired} or {@code elsewhere}; {@code trust} trusts in the first authority. */
    Path keystore(String server) {
        return dir.resolve(server + ".p12");
    }

    /** PEM file of the certificate in a key store and those above it. */
    Path chain(String name) throws Exception {
        StringBuilder text = new StringBuilder();
        for (Certificate c : open(name).getCertificateChain(name)) {
            text.append(pem("CERTIFICATE", c.getEncoded()));
        }
        return Files.writeString(dir.resolve(name + "-chain.pem"), text);
    }

    /** PEM text of the private key in a key store, PKCS#8. */
    String key(String name) throws Exception {
        return pem(
                "PRIVATE KEY", open(name).getKey(name, PASSWORD.toCharArray()).getEncoded());
    }

    private KeyStore open(String name) throws Exception {
        return KeyStore.getInstance(keystore(name).toFile(), PASSWORD.toCharArray());
    }

    private static String pem(String label, byte[] content) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
    }

    /** Makes a certificate that vouches for itself. */
    void authority(String name, String algorithm) {
        keytool(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                algorithm,
                "-dname",
                "CN=" + name,
                "-ext",
                "bc:c",
                "-validity",
                "365",
                "-keystore",
                dir.resolve(name + ".p12").toString());
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                name,
                "-file",
                pem(name).toString(),
                "-keystore",
                dir.resolve(name + ".p12").toString());
    }

    private void server(String name, String san, String start, String days) {
        String store = keystore(name).toString();
        String request = dir.resolve(name + ".csr").toString();
        String signed = dir.resolve(name + ".crt").toString();
        keytool("-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=" + name, "-keystore", store);
        keytool("-certreq", "-alias", name, "-file", request, "-keystore", store);
        keytool(
                "-gencert",
                "-alias",
                "ca",
                "-infile",
                request,
                "-outfile",
                signed,
                "-ext",
                san,
                "-startdate",
                start,
                "-validity",
                days,
                "-keystore",
                dir.resolve("ca.p12").toString());
        keytool("-importcert", "-noprompt", "-alias", "ca", "-file", pem("ca").toString(), "-keystore", store);
        keytool("-importcert", "-noprompt", "-alias", name, "-file", signed, "-keystore", store);
    }

    private void keytool(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        try {
            Path out = Files.createTempFile(dir, "keytool", ".txt");
            int code = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException(command + ": " + Files.readString(out));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
