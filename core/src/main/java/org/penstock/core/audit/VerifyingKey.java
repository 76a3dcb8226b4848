package org.penstock.core.audit;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The public half of a key that signs the record (Ed25519, RFC 8032).
 *
 * @param spki the key as SubjectPublicKeyInfo (RFC 8410), DER, in Base64
 */
public record VerifyingKey(String spki) {
    private static final int PEM_LINE = 64;

    /** Of the JDK's key. */
    static VerifyingKey of(PublicKey key) {
        return new VerifyingKey(Base64.getEncoder().encodeToString(key.getEncoded()));
    }

    /** Lower-case hex SHA-256 of the key's DER: what a person compares with the print. "" when this is no key at all. */
    public String id() {
        try {
            return EventBody.hash(Base64.getDecoder().decode(spki));
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Whether {@code signature} (lower-case hex) is this key's over {@code message}. False for what is no signature. */
    public boolean fits(byte[] message, String signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key());
            verifier.update(message);
            return signature.equals(signature.toLowerCase(java.util.Locale.ROOT))
                    && verifier.verify(HexFormat.of().parseHex(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private PublicKey key() throws GeneralSecurityException {
        byte[] der = Base64.getDecoder().decode(spki);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der));
    }

    /** As openssl reads it. */
    public String pem() {
        StringBuilder pem = new StringBuilder("-----BEGIN PUBLIC KEY-----\n");
        for (int i = 0; i < spki.length(); i += PEM_LINE) {
            pem.append(spki, i, Math.min(spki.length(), i + PEM_LINE)).append('\n');
        }
        return pem.append("-----END PUBLIC KEY-----\n").toString();
    }
}
