package org.penstock.driver.mqtt;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Two certificate authorities and the certificates a broker may show. */
final class TestCertificates {
    static final String PASSWORD = "changeit";
    private static final GeneralNames HERE = new GeneralNames(new GeneralName[] {
        new GeneralName(GeneralName.dNSName, "localhost"), new GeneralName(GeneralName.iPAddress, "127.0.0.1")
    });
    private static final GeneralNames ELSEWHERE =
            new GeneralNames(new GeneralName(GeneralName.dNSName, "broker.example"));

    private final Path dir;
    private long serial = 1;

    record Issuer(X500Principal name, KeyPair keys, Certificate certificate) {}

    TestCertificates(Path dir) throws GeneralSecurityException, OperatorCreationException, IOException {
        this.dir = dir;
        Issuer ca = authority("ca", "EC");
        authority("foreign", "EC");
        KeyStore trust = empty();
        trust.setCertificateEntry("ca", ca.certificate());
        save(trust, "trust");
        server("good", ca, HERE, -1, 30);
        server("expired", ca, HERE, -30, 10);
        server("elsewhere", ca, ELSEWHERE, -1, 30);
    }

    /** PEM file of an authority, {@code ca} or {@code foreign}. */
    Path pem(String authority) {
        return dir.resolve(authority + ".pem");
    }

    /** Key store of a server certificate, {@code good}, {@code expired} or {@code elsewhere}. */
    Path keystore(String server) {
        return dir.resolve(server + ".p12");
    }

    /** PEM file of the certificate in a key store and those above it. */
    Path chain(String name) throws GeneralSecurityException, IOException {
        StringBuilder text = new StringBuilder();
        for (Certificate c : open(name).getCertificateChain(name)) {
            text.append(pem("CERTIFICATE", c.getEncoded()));
        }
        return Files.writeString(dir.resolve(name + "-chain.pem"), text);
    }

    /** PEM text of the private key in a key store, PKCS#8. */
    String key(String name) throws GeneralSecurityException, IOException {
        return pem(
                "PRIVATE KEY", open(name).getKey(name, PASSWORD.toCharArray()).getEncoded());
    }

    private KeyStore open(String name) throws GeneralSecurityException, IOException {
        return KeyStore.getInstance(keystore(name).toFile(), PASSWORD.toCharArray());
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private void save(KeyStore store, String name) throws GeneralSecurityException, IOException {
        try (OutputStream out = Files.newOutputStream(keystore(name))) {
            store.store(out, PASSWORD.toCharArray());
        }
    }

    private static String pem(String label, byte[] content) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
    }

    /** Makes a certificate that vouches for itself, with a key store and a PEM file of its own. @param algorithm EC or RSA */
    Issuer authority(String name, String algorithm)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        X500Principal principal = new X500Principal("CN=" + name);
        KeyPair keys = keys(algorithm);
        X509v3CertificateBuilder made = begun(principal, principal, keys, -1, 365);
        made.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        Certificate certificate = signed(made, keys);
        Files.writeString(pem(name), pem("CERTIFICATE", certificate.getEncoded()), StandardCharsets.US_ASCII);
        KeyStore store = empty();
        store.setKeyEntry(name, keys.getPrivate(), PASSWORD.toCharArray(), new Certificate[] {certificate});
        save(store, name);
        return new Issuer(principal, keys, certificate);
    }

    /** @param from first day it is valid, counted from today; it is valid for {@code days} */
    private void server(String name, Issuer issuer, GeneralNames names, int from, int days)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        KeyPair keys = keys("EC");
        X509v3CertificateBuilder made = begun(issuer.name(), new X500Principal("CN=" + name), keys, from, days);
        made.addExtension(Extension.subjectAlternativeName, false, names);
        KeyStore store = empty();
        store.setKeyEntry(name, keys.getPrivate(), PASSWORD.toCharArray(), new Certificate[] {
            signed(made, issuer.keys()), issuer.certificate()
        });
        save(store, name);
    }

    private static KeyPair keys(String algorithm) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        if (algorithm.equals("EC")) {
            generator.initialize(new ECGenParameterSpec("secp256r1"));
        }
        return generator.generateKeyPair();
    }

    private X509v3CertificateBuilder begun(
            X500Principal issuer, X500Principal subject, KeyPair keys, int from, int days) {
        Instant begin = Instant.now().plus(Duration.ofDays(from));
        return new JcaX509v3CertificateBuilder(
                issuer,
                BigInteger.valueOf(serial++),
                Date.from(begin),
                Date.from(begin.plus(Duration.ofDays(days))),
                subject,
                keys.getPublic());
    }

    private static X509Certificate signed(X509v3CertificateBuilder made, KeyPair keys)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(made.build(new JcaContentSignerBuilder(
                                "SHA256with" + (keys.getPrivate().getAlgorithm().equals("EC") ? "ECDSA" : "RSA"))
                        .build(keys.getPrivate())));
    }
}
