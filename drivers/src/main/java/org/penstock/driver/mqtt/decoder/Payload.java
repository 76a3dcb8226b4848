package org.penstock.driver.mqtt.decoder;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A payload: bytes, text and JSON, each made when somebody asks for it. Every limit is a bound on memory and time: a payload is
 * nobody's friend.
 */
public final class Payload {
    /** No device nests deeper; a parser without a limit dies of it. */
    public static final int DEEPEST = 32;

    private static final int LONGEST_NUMBER = 100;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Why a payload cannot be read: a short fixed word, and what was wrong. */
    public static final class Unreadable extends Exception {
        @java.io.Serial
        private static final long serialVersionUID = 1;

        private final String word;
        private final String detail;

        public Unreadable(String word, String detail) {
            super(word + ": " + detail);
            this.word = word;
            this.detail = detail;
        }

        /** Short fixed word, {@code bad_json}: what it is counted under. */
        public String word() {
            return word;
        }

        /** What was wrong with this one; never the payload. */
        public String detail() {
            return detail;
        }
    }

    private final byte[] bytes;
    private @Nullable String text;
    private @Nullable JsonNode json;

    private Payload(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @param most longest payload that is read, bytes */
    public static Payload of(byte[] bytes, int most) throws Unreadable {
        if (bytes.length > most) {
            throw new Unreadable("too_large", bytes.length + " bytes, at most " + most + " are read");
        }
        return new Payload(bytes);
    }

    /** The payload as it came; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** The payload as text. */
    public String text() throws Unreadable {
        String known = text;
        if (known != null) {
            return known;
        }
        if (ascii()) {
            String plain = new String(bytes, StandardCharsets.ISO_8859_1);
            text = plain;
            return plain;
        }
        try {
            String read = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            text = read;
            return read;
        } catch (CharacterCodingException e) {
            throw new Unreadable("bad_utf8", "the payload is no UTF-8 text");
        }
    }

    /** Most payloads are: no decoder that looks for faults is needed for them. */
    private boolean ascii() {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    /** The payload as JSON; parsed once. */
    public JsonNode json() throws Unreadable {
        JsonNode known = json;
        if (known != null) {
            return known;
        }
        try {
            JsonNode read = JSON.readTree(text());
            json = read;
            return read;
        } catch (StreamConstraintsException e) {
            String message = e.getOriginalMessage();
            throw message != null && message.contains("nesting depth")
                    ? new Unreadable("too_deep", "nested deeper than " + DEEPEST)
                    : new Unreadable("bad_json", "a number or word is too long");
        } catch (JacksonException e) {
            throw new Unreadable("bad_json", "the payload is no JSON: " + e.getOriginalMessage());
        }
    }

    /** The payload as a JSON object; anything else is no message of a device that speaks JSON. */
    public JsonNode object() throws Unreadable {
        JsonNode node = json();
        if (!node.isObject()) {
            throw new Unreadable("no_object", "the payload is no JSON object");
        }
        return node;
    }
}
