package org.penstock.driver.mqtt;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;

/**
 * The {@code tls:} block of a connection: {@code true}, or {@code {ca: /path/ca.pem, certificate: /path/own.pem, key:
 * "${secret:broker-key}"}}.
 *
 * @param ca PEM file of the only authorities to trust, or null for those Java trusts
 * @param certificate PEM file of the certificate we show, ours first, or null for none
 * @param keyFile PEM file of its private key, or null
 * @param keySecret name of the secret that holds the key as PEM text, "" when it is in a file
 */
record MqttTls(
        @Nullable Path ca,
        @Nullable Path certificate,
        @Nullable Path keyFile,
        String keySecret) {
    /** Reads the block; null when the connection is not encrypted. */
    static @Nullable MqttTls read(Fields connection, Problems problems) {
        Node written = connection.node("tls");
        if (written.kind() == Node.Kind.SCALAR) {
            return connection.flag("tls", false) ? new MqttTls(null, null, null, "") : null;
        }
        if (written.kind() != Node.Kind.MAPPING) {
            return null;
        }
        Fields f = Fields.of(written, problems);
        Path certificate = file(f, "certificate", problems);
        boolean secret = f.has("key") && f.node("key").text().startsWith("${");
        String keySecret = secret ? f.secret("key") : "";
        Path keyFile = secret ? null : file(f, "key", problems);
        if (!f.has("certificate")) {
            f.text("ca");
        }
        if (f.has("certificate") != f.has("key")) {
            problems.add(
                    f.node(),
                    f.has("key") ? "`key` without `certificate`" : "`certificate` without `key`",
                    "write both: `certificate: /etc/penstock/own.pem` and `key: ${secret:broker-key}`");
        }
        Path ca = file(f, "ca", problems);
        f.done();
        return new MqttTls(ca, certificate, keyFile, keySecret);
    }

    private static @Nullable Path file(Fields f, String word, Problems problems) {
        String file = f.text(word, "");
        if (file.isBlank()) {
            return null;
        }
        if (file.startsWith("-----")) {
            problems.add(
                    f.node(word),
                    "`" + word + "` holds the PEM text itself",
                    word.equals("key")
                            ? "keep it as a secret: `key: ${secret:broker-key}`, or name its file"
                            : "write it to a file and name the file");
        } else if (!Path.of(file).isAbsolute()) {
            problems.add(
                    f.node(word),
                    "`" + word + ": " + file + "` is not a full path",
                    word.equals("ca")
                            ? "write the path from the root: /etc/penstock/ca.pem; or `tls: true` for authorities Java"
                                    + " trusts"
                            : "write the path from the root: /etc/penstock/" + word + ".pem");
        }
        return Path.of(file);
    }

    /** For a person: where the key is. */
    String whereKey() {
        return keySecret.isEmpty() ? "in " + keyFile : "in the secret " + keySecret;
    }
}
