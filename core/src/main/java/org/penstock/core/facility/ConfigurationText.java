package org.penstock.core.facility;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A configuration as one JSON text: {@code {"format":1,"files":[{"name","text"}],"numbers":{kind:{key:n}},"ids":{kind:{key:uuid}}}}.
 * The same content always gives the same text.
 *
 * @param files the main file first; at least one
 */
record ConfigurationText(List<Configuration.File> files, Identities identities) {
    private static final int FORMAT = 1;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    ConfigurationText {
        files = List.copyOf(files);
    }

    String toJson() {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", FORMAT);
        ArrayNode written = root.putArray("files");
        files.forEach(f -> written.addObject().put("name", f.name()).put("text", f.text()));
        ObjectNode numbers = root.putObject("numbers");
        identities.numbers().forEach((kind, byKey) -> byKey.forEach(numbers.putObject(kind)::put));
        ObjectNode ids = root.putObject("ids");
        identities.ids().forEach((kind, byKey) -> {
            ObjectNode of = ids.putObject(kind);
            byKey.forEach((key, id) -> of.put(key, id.toString()));
        });
        return JSON.writeValueAsString(root);
    }

    /** The files of a stored configuration, also of one that this program would no longer accept. */
    static List<Configuration.File> filesOf(String json) {
        return parse(json).files();
    }

    /** @throws IllegalArgumentException in words, when {@code json} is not a stored configuration */
    static ConfigurationText parse(String json) {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "the stored configuration is not readable: " + e.getOriginalMessage(), e);
        }
        int format = root.path("format").asInt(0);
        if (format != FORMAT) {
            throw new IllegalArgumentException("the stored configuration has format " + format + ", this program reads "
                    + FORMAT + "; use the program version that wrote it");
        }
        List<Configuration.File> files = new ArrayList<>();
        for (JsonNode file : root.path("files")) {
            if (!file.path("text").isString()) {
                throw new IllegalArgumentException("the stored configuration holds a file without its text");
            }
            files.add(new Configuration.File(
                    file.path("name").asString(), file.path("text").asString()));
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException("the stored configuration holds no facility file");
        }
        Map<String, SortedMap<String, Integer>> numbers = new TreeMap<>();
        root.path("numbers").properties().forEach(kind -> {
            SortedMap<String, Integer> byKey = new TreeMap<>();
            kind.getValue()
                    .properties()
                    .forEach(e -> byKey.put(e.getKey(), e.getValue().asInt()));
            numbers.put(kind.getKey(), byKey);
        });
        Map<String, SortedMap<String, UUID>> ids = new TreeMap<>();
        root.path("ids").properties().forEach(kind -> {
            SortedMap<String, UUID> byKey = new TreeMap<>();
            kind.getValue()
                    .properties()
                    .forEach(e ->
                            byKey.put(e.getKey(), UUID.fromString(e.getValue().asString())));
            ids.put(kind.getKey(), byKey);
        });
        return new ConfigurationText(files, new Identities(numbers, ids));
    }

    static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
