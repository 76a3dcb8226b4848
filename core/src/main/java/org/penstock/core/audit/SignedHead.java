package org.penstock.core.audit;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a chain was at the end of a day, signed. {@code body} is the text that was signed, canonical JSON like an event's;
 * the other fields say the same, and {@link #fault} compares them.
 *
 * @param day UTC
 * @param seq number of the newest event of that day
 * @param at when it was signed, which is later
 * @param key its public half; its id is in the body
 * @param signature Ed25519 over the body's UTF-8 bytes, lower-case hex
 */
public record SignedHead(
        UUID chain,
        LocalDate day,
        long seq,
        String hash,
        Instant at,
        String keyId,
        VerifyingKey key,
        String body,
        String signature) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Signs; empty while the key waits for its passphrase. */
    static Optional<SignedHead> sign(RecordKey key, UUID chain, LocalDate day, ChainHead head, Instant at) {
        VerifyingKey pub = key.verifying().orElse(null);
        if (pub == null) {
            return Optional.empty();
        }
        String body = body(chain, day, head.seq(), head.hash(), at, pub.id());
        return key.sign(body.getBytes(StandardCharsets.UTF_8))
                .map(s -> new SignedHead(chain, day, head.seq(), head.hash(), at, pub.id(), pub, body, s));
    }

    /** Names in order and nothing that needs escaping: canonical as it is. */
    private static String body(UUID chain, LocalDate day, long seq, String hash, Instant at, String keyId) {
        return "{\"at\":\"" + EventBody.time(at) + "\",\"chain\":\"" + chain + "\",\"day\":\"" + day + "\",\"hash\":\""
                + hash + "\",\"key_id\":\"" + keyId + "\",\"seq\":" + seq + ",\"v\":1}";
    }

    /** What is wrong with it taken alone, or null. */
    public @Nullable String fault() {
        if (!key.fits(body.getBytes(StandardCharsets.UTF_8), signature)) {
            return "its signature does not fit";
        }
        if (!key.id().equals(keyId)) {
            return "its key is not the one it names";
        }
        return body.equals(body(chain, day, seq, hash, at, keyId))
                ? null
                : "its columns say something else than the body that was signed";
    }

    /** The event it names. */
    public ChainHead head() {
        return new ChainHead(seq, hash);
    }

    /** One line of JSON, without its end. */
    String line() {
        return JSON.writeValueAsString(
                JSON.createObjectNode().put("body", body).put("key", key.spki()).put("signature", signature));
    }

    /** What a line says; whether it is true, {@link #fault} tells. @throws IllegalArgumentException when it is none */
    static SignedHead ofLine(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            String body = node.required("body").asString();
            JsonNode said = JSON.readTree(body);
            return new SignedHead(
                    UUID.fromString(said.required("chain").asString()),
                    LocalDate.parse(said.required("day").asString()),
                    said.required("seq").asLong(),
                    said.required("hash").asString(),
                    Instant.parse(said.required("at").asString()),
                    said.required("key_id").asString(),
                    new VerifyingKey(node.required("key").asString()),
                    body,
                    node.required("signature").asString());
        } catch (JacksonException | DateTimeException e) {
            throw new IllegalArgumentException("no signed head", e);
        }
    }
}
