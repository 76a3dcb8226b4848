package org.penstock.core.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import org.erdtman.jcs.JsonCanonicalizer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The text that is hashed: canonical JSON (RFC 8785) with every field of the event. {@code v} is the version of this form
 * and is 1. A body is made once and never again: whoever reads a chain hashes the stored bytes as they are.
 */
final class EventBody {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final DateTimeFormatter MICROS =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

    private EventBody() {}

    static String of(ChainId chain, long seq, String prevHash, EventDraft draft) {
        ObjectNode body = JSON.createObjectNode();
        body.put("actor", draft.actor());
        body.put("actor_id", draft.actorId().toString());
        body.put("at", MICROS.format(draft.at()));
        body.put("chain", chain.id().toString());
        ObjectNode data = body.putObject("data");
        draft.data().forEach(data::put);
        body.put("kind", draft.kind());
        body.put("prev_hash", prevHash);
        body.put("seq", seq);
        if (chain.siteId() != null) {
            body.put("site", chain.siteId().toString());
        }
        body.put("subject", draft.subject());
        body.put("v", 1);
        try {
            return new JsonCanonicalizer(JSON.writeValueAsString(body)).getEncodedString();
        } catch (IOException e) {
            throw new IllegalArgumentException("event " + draft.kind() + " has no canonical form", e);
        }
    }

    /** Lower-case hex SHA-256 of the text's UTF-8 bytes. */
    static String hash(String body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Reads a stored body.
     *
     * @throws IllegalArgumentException when it is not one of ours
     */
    static Read read(String body) {
        try {
            JsonNode node = JSON.readTree(body);
            SortedMap<String, String> data = new TreeMap<>();
            node.required("data")
                    .properties()
                    .forEach(e -> data.put(e.getKey(), e.getValue().asString()));
            return new Read(
                    node.required("chain").asString(),
                    node.required("seq").asLong(),
                    node.required("prev_hash").asString(),
                    node.path("site").asString(""),
                    Instant.parse(node.required("at").asString()),
                    node.required("actor_id").asString(),
                    node.required("actor").asString(),
                    node.required("kind").asString(),
                    node.required("subject").asString(),
                    data);
        } catch (JacksonException | DateTimeException e) {
            throw new IllegalArgumentException("the body is not an event", e);
        }
    }

    /** The fields of a stored body, as written; {@code site} is "" in an organization's chain. */
    record Read(
            String chain,
            long seq,
            String prevHash,
            String site,
            Instant at,
            String actorId,
            String actor,
            String kind,
            String subject,
            SortedMap<String, String> data) {}
}
