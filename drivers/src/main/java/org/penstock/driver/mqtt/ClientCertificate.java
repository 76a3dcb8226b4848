package org.penstock.driver.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The certificate by which a broker knows us, with its private key. Whatever is wrong with either is said before anything is
 * connected; a broker would only say "bad certificate".
 *
 * @param managers what TLS signs with
 */
record ClientCertificate(List<KeyManager> managers) {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
    private static final String TO_PKCS8 = "convert it: `openssl pkcs8 -topk8 -nocrypt -in key.pem -out key8.pem`";
    private static final byte[] PROBE = "penstock".getBytes(StandardCharsets.US_ASCII);

    ClientCertificate {
        managers = List.copyOf(managers);
    }

    /** Where the text of a secret comes from. */
    interface Secrets {
        String text(String name) throws BrokerException;
    }

    /** Reads it anew, for files and secrets change; null when the connection has none. */
    static @Nullable ClientCertificate read(MqttTls tls, Secrets secrets, Instant now) throws BrokerException {
        Path file = tls.certificate();
        if (file == null) {
            return null;
        }
        List<X509Certificate> chain = chain(file);
        X509Certificate own = chain.getFirst();
        String name = own.getSubjectX500Principal().getName();
        if (now.isAfter(own.getNotAfter().toInstant())) {
            throw new BrokerException("TLS: our own certificate in " + file + " (" + name + ") expired on "
                    + own.getNotAfter().toInstant() + "; ask whoever runs the broker for a new one");
        }
        if (now.isBefore(own.getNotBefore().toInstant())) {
            throw new BrokerException("TLS: our own certificate in " + file + " (" + name + ") is not valid before "
                    + own.getNotBefore().toInstant() + "; check the clock of this workstation");
        }
        PrivateKey key = key(tls, secrets, own.getPublicKey().getAlgorithm());
        try {
            if (!belong(key, own)) {
                throw new BrokerException("TLS: the key " + tls.whereKey() + " does not belong to the certificate in "
                        + file + "; the certificate of this key must come first in the file");
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setKeyEntry("own", key, new char[0], chain.toArray(Certificate[]::new));
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, new char[0]);
            return new ClientCertificate(List.of(factory.getKeyManagers()));
        } catch (GeneralSecurityException | IOException e) {
            throw new BrokerException(
                    "TLS: our own certificate in " + file + " cannot be used (" + e.getMessage() + ")", e);
        }
    }

    private static List<X509Certificate> chain(Path file) throws BrokerException {
        try (InputStream in = Files.newInputStream(file)) {
            List<X509Certificate> chain = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (chain.isEmpty()) {
                throw new BrokerException("TLS: " + file + " holds no certificate; it must be a PEM file");
            }
            return chain;
        } catch (IOException e) {
            throw new BrokerException(
                    "TLS: our own certificate " + file + " cannot be read (" + e.getMessage() + ")", e);
        } catch (GeneralSecurityException e) {
            throw new BrokerException(
                    "TLS: " + file + " holds no usable certificate (" + e.getMessage() + "); it must be a PEM file", e);
        }
    }

    private static PrivateKey key(MqttTls tls, Secrets secrets, String algorithm) throws BrokerException {
        String where = "TLS: the key " + tls.whereKey();
        Matcher pem = PEM.matcher(keyText(tls, secrets));
        if (!pem.find()) {
            throw new BrokerException(where + " is no PEM text; it begins with -----BEGIN PRIVATE KEY-----");
        }
        switch (pem.group(1)) {
            case "PRIVATE KEY" -> {
                // Read below.
            }
            case "ENCRYPTED PRIVATE KEY" ->
                throw new BrokerException(
                        where + " is locked with a passphrase, which nobody types at night; " + TO_PKCS8);
            default ->
                throw new BrokerException(
                        where + " is a " + pem.group(1) + ", not a PRIVATE KEY (PKCS#8); " + TO_PKCS8);
        }
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(pem.group(2));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new BrokerException(
                    where + " is damaged, or is no " + algorithm + " key as its certificate wants (" + e.getMessage()
                            + ")",
                    e);
        }
    }

    private static String keyText(MqttTls tls, Secrets secrets) throws BrokerException {
        Path file = tls.keyFile();
        if (file == null) {
            return secrets.text(tls.keySecret());
        }
        try {
            return Files.readString(file, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new BrokerException("TLS: the key " + tls.whereKey() + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** Whether what the key signs is what the certificate recognises. */
    private static boolean belong(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(key);
        signer.update(PROBE);
        byte[] signature = signer.sign();
        signer.initVerify(certificate.getPublicKey());
        signer.update(PROBE);
        return signer.verify(signature);
    }
}
