package org.penstock.core.consent;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.penstock.core.audit.CanonicalJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a signature is over. The sign-off's own id is in it, so that no signature can be moved to another one. */
final class Content {
    private static final JsonMapper JSON = JsonMapper.shared();

    private Content() {}

    /** Canonical JSON of names and values. */
    static String json(SortedMap<String, String> texts) {
        ObjectNode json = JSON.createObjectNode();
        texts.forEach(json::put);
        return CanonicalJson.of(json);
    }

    /** Reads what {@link #json} wrote. @throws IllegalArgumentException when it is not that */
    static SortedMap<String, String> read(String json) {
        try {
            SortedMap<String, String> texts = new TreeMap<>();
            JSON.readTree(json)
                    .properties()
                    .forEach(e -> texts.put(e.getKey(), e.getValue().asString()));
            return Collections.unmodifiableSortedMap(texts);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("this text holds no names and values", e);
        }
    }

    /** The hash that is signed. */
    static String hash(
            UUID signoff,
            UUID chain,
            String action,
            String requester,
            Instant requestedAt,
            String subject,
            String subjectVersion,
            String payload,
            String excluded,
            String policy) {
        try {
            ObjectNode json = JSON.createObjectNode();
            json.put("action", action);
            json.put("chain", chain.toString());
            json.set("excluded", JSON.readTree(excluded));
            json.set("payload", JSON.readTree(payload));
            json.set("policy", JSON.readTree(policy));
            json.put("requested_at", requestedAt.toString());
            json.put("requester", requester);
            json.put("signoff", signoff.toString());
            json.put("subject", subject);
            json.put("subject_version", subjectVersion);
            json.put("v", 1);
            return CanonicalJson.sha256(CanonicalJson.of(json));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("what was frozen is no JSON any more", e);
        }
    }
}
