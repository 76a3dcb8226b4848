package org.penstock.core.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The text that is hashed: canonical JSON (RFC 8785) with every field of the event. {@code v} is the version of this form
 * and is 1. A body is made once and never again: whoever reads a chain hashes the stored bytes as they are.
 */
final class EventBody {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final DateTimeFormatter MICROS =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

    private static final String NO_EVENT = "the body is not an event";
    private static final List<String> NAMES =
            List.of("chain", "prev_hash", "site", "at", "actor_id", "kind", "subject");

    private EventBody() {}

    static String of(ChainId chain, long seq, String prevHash, EventDraft draft) {
        // In the order of RFC 8785.
        CanonicalText body = new CanonicalText()
                .put("actor", draft.actor())
                .put("actor_id", draft.actorId().toString())
                .put("at", MICROS.format(draft.at()))
                .put("chain", chain.id().toString())
                .put("data", draft.data())
                .put("kind", draft.kind())
                .put("prev_hash", prevHash)
                .put("seq", seq);
        if (chain.siteId() != null) {
            body.put("site", chain.siteId().toString());
        }
        return body.put("subject", draft.subject()).put("v", 1).end();
    }

    /** An instant as bodies write it: UTC, six decimals. */
    static String time(Instant at) {
        return MICROS.format(at);
    }

    /** Lower-case hex SHA-256 of the text's UTF-8 bytes. */
    static String hash(String body) {
        return hash(body.getBytes(StandardCharsets.UTF_8));
    }

    /** Lower-case hex SHA-256. */
    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
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
            throw new IllegalArgumentException(NO_EVENT, e);
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

    /**
     * Reads what the columns of a row repeat and passes over the rest: a verification does this a million times.
     *
     * @throws IllegalArgumentException when it is not one of ours
     */
    static Outline outline(String body) {
        String[] found = new String[NAMES.size()];
        long seq = 0;
        boolean data = false;
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException(NO_EVENT);
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                JsonToken token = parser.nextToken();
                int i = NAMES.indexOf(name);
                if (i >= 0 && token == JsonToken.VALUE_STRING) {
                    found[i] = parser.getString();
                } else if (name.equals("seq") && token == JsonToken.VALUE_NUMBER_INT) {
                    seq = parser.getLongValue();
                } else if (name.equals("data") && token == JsonToken.START_OBJECT) {
                    data = true;
                    parser.skipChildren();
                } else {
                    parser.skipChildren();
                }
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null || !data) {
                throw new IllegalArgumentException(NO_EVENT);
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException(NO_EVENT, e);
        }
        for (int i = 0; i < found.length; i++) {
            if (found[i] == null && i != NAMES.indexOf("site")) {
                throw new IllegalArgumentException(NO_EVENT);
            }
        }
        return new Outline(
                found[0], seq, found[1], found[2] == null ? "" : found[2], found[3], found[4], found[5], found[6]);
    }

    /** What the columns of a row repeat, as written; {@code site} is "" in an organization's chain. */
    record Outline(
            String chain,
            long seq,
            String prevHash,
            String site,
            String at,
            String actorId,
            String kind,
            String subject) {}
}
