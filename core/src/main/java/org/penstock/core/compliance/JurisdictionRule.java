package org.penstock.core.compliance;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.penstock.core.audit.CanonicalJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a jurisdiction demands of a destruction.
 *
 * @param jurisdiction {@code us-wa}; "" = where no rule of a jurisdiction is known
 * @param validFrom first day that it holds for
 * @param holdHours hours that a lot lies untouched between its schedule and its destruction
 * @param methods words of {@link Method} that are allowed; empty = any
 * @param mixPercent how much of the mixture must be something else when it is ground and mixed, percent by volume
 * @param persons how many distinct persons sign
 * @param witnessRoles of whom one must have one of these roles; empty = the sign-off policy alone says who
 * @param source where it is written, and which text of it was read
 */
public record JurisdictionRule(
        String jurisdiction,
        LocalDate validFrom,
        int holdHours,
        SortedSet<String> methods,
        BigDecimal mixPercent,
        int persons,
        SortedSet<String> witnessRoles,
        String source) {
    /** What the rules are about: one kind of rule so far. */
    static final String CODE = "destruction";

    /** Longest that a lot can have to lie, h. */
    static final int MOST_HOURS = 24 * 90;

    static final int MOST_PERSONS = 6;

    private static final JsonMapper JSON = JsonMapper.shared();

    public JurisdictionRule {
        methods = Collections.unmodifiableSortedSet(new TreeSet<>(methods));
        witnessRoles = Collections.unmodifiableSortedSet(new TreeSet<>(witnessRoles));
        boolean percent = mixPercent.signum() >= 0 && mixPercent.compareTo(new BigDecimal(100)) < 0;
        if (holdHours < 0
                || holdHours > MOST_HOURS
                || persons < 1
                || persons > MOST_PERSONS
                || !percent
                || source.isBlank()) {
            throw new IllegalArgumentException("a rule has 0 to 2160 hold hours, 0 to below 100 percent, 1 to 6 persons"
                    + " and says where it is written");
        }
    }

    /** How destroying is done. */
    public enum Method {
        GRIND_AND_MIX("grind_and_mix", "ground and mixed with other waste"),
        COMPOST("compost", "composted"),
        ANAEROBIC_DIGESTION("anaerobic_digestion", "digested without air"),
        PYROLYSIS("pyrolysis", "pyrolysed"),
        INCINERATION("incineration", "burnt"),
        CHEMICAL("chemical", "denatured by a chemical"),
        AUTOCLAVE("autoclave", "autoclaved"),
        RENDERING("rendering", "rendered"),
        LANDFILL("landfill", "brought to a landfill"),
        OTHER("other", "destroyed otherwise");

        private final String word;
        private final String inWords;

        Method(String word, String inWords) {
            this.word = word;
            this.inWords = inWords;
        }

        /** The word in tables and rules. */
        public String word() {
            return word;
        }

        /** To stand behind "was". */
        public String inWords() {
            return inWords;
        }

        static Method of(String word) {
            for (Method method : values()) {
                if (method.word.equals(word)) {
                    return method;
                }
            }
            throw new IllegalArgumentException(word + " is no method");
        }
    }

    /** Canonical JSON. */
    public String json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("hold_hours", holdHours);
        json.put("jurisdiction", jurisdiction);
        ArrayNode allowed = json.putArray("methods");
        methods.forEach(allowed::add);
        json.put("mix_percent", mixPercent.toPlainString());
        json.put("persons", persons);
        json.put("source", source);
        json.put("valid_from", validFrom.toString());
        ArrayNode roles = json.putArray("witness_roles");
        witnessRoles.forEach(roles::add);
        return CanonicalJson.of(json);
    }

    /** Reads what {@link #json} wrote. @throws IllegalArgumentException when it is none */
    public static JurisdictionRule read(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            return new JurisdictionRule(
                    node.required("jurisdiction").asString(),
                    LocalDate.parse(node.required("valid_from").asString()),
                    node.required("hold_hours").asInt(),
                    new TreeSet<>(words(node.required("methods"))),
                    new BigDecimal(node.required("mix_percent").asString()),
                    node.required("persons").asInt(),
                    new TreeSet<>(words(node.required("witness_roles"))),
                    node.required("source").asString());
        } catch (JacksonException e) {
            throw new IllegalArgumentException("this text is not a rule", e);
        }
    }

    private static List<String> words(JsonNode array) {
        List<String> words = new ArrayList<>();
        array.forEach(one -> words.add(one.asString()));
        return words;
    }
}
