package org.penstock.core.consent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penstock.core.audit.CanonicalJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who must sign an action. Distinct persons always, never the one who asks (except where {@link Action#alone}).
 *
 * @param action which
 * @param version 0 = as the program brings it, 1… = as this site or organization decided
 * @param allowed false: nobody does it, with however many signatures
 * @param slots the signatures; at least {@link Action#fewest}
 * @param apart keeps out who is concerned: whoever placed the hold does not release it
 * @param validFor how long it may be signed, and how long carried out once approved; 1 minute to 90 days
 * @param where from which workstations
 * @param bulk may be signed several at once
 * @param reviewWithin by when another person must have looked at it; zero = nobody must
 */
public record Policy(
        Action action,
        int version,
        boolean allowed,
        List<Slot> slots,
        boolean apart,
        Duration validFor,
        Where where,
        boolean bulk,
        Duration reviewWithin) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration LONGEST = Duration.ofDays(90);
    private static final int MOST = 6;

    public Policy {
        slots = List.copyOf(slots);
    }

    /** The same as version {@code number}. */
    Policy as(int number) {
        return new Policy(action, number, allowed, slots, apart, validFor, where, bulk, reviewWithin);
    }

    /**
     * Why this cannot be a policy here.
     *
     * @param workstations how many there can be: 1 on an embedded database
     */
    public Optional<String> unfit(int workstations) {
        int most = action.alone() ? 1 : MOST;
        if (slots.size() < action.fewest() || slots.size() > most) {
            return Optional.of("to " + action.inWords() + " takes "
                    + (action.fewest() == most ? "exactly " + most : action.fewest() + " to " + most)
                    + (most == 1 ? " signature" : " signatures") + ", not " + slots.size());
        }
        if (validFor.compareTo(Duration.ofMinutes(1)) < 0 || validFor.compareTo(LONGEST) > 0) {
            return Optional.of("a sign-off is open from 1 minute to 90 days, not " + validFor);
        }
        if (action.alone()
                && (reviewWithin.compareTo(Duration.ofHours(1)) < 0 || reviewWithin.compareTo(LONGEST) > 0)) {
            return Optional.of("what one person does alone must be reviewed within 1 hour to 90 days");
        }
        if (!action.alone() && !reviewWithin.isZero()) {
            return Optional.of("only what one person does alone is reviewed later; here others sign before");
        }
        if (action.alone() && where != Where.ANY) {
            return Optional.of("who acts alone has no other workstation to be compared with; leave it at any");
        }
        if (where == Where.OTHER && workstations < slots.size() + 1) {
            return Optional.of("each signature from another workstation needs " + (slots.size() + 1)
                    + " workstations, and here "
                    + (workstations == 1
                            ? "is only one: an embedded database serves a single workstation. Ask for the same or any"
                                    + " workstation, or move the record to PostgreSQL"
                            : "are " + workstations));
        }
        return Optional.empty();
    }

    /** What it demands: {@code approved by supervisor, witnessed by anybody who may sign}. */
    public String inWords() {
        return String.join(", ", slots.stream().map(Slot::inWords).toList());
    }

    /** Canonical JSON. */
    public String json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("action", action.word());
        json.put("allowed", allowed);
        json.put("apart", apart);
        json.put("bulk", bulk);
        json.put("review_seconds", reviewWithin.toSeconds());
        ArrayNode wanted = json.putArray("slots");
        for (Slot slot : slots) {
            ObjectNode one = wanted.addObject();
            one.put("meaning", slot.meaning().word());
            ArrayNode roles = one.putArray("roles");
            slot.roles().forEach(roles::add);
        }
        json.put("valid_seconds", validFor.toSeconds());
        json.put("version", version);
        json.put("where", where.word());
        return CanonicalJson.of(json);
    }

    /** Reads what {@link #json} wrote. @throws IllegalArgumentException when it is none */
    public static Policy read(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            List<Slot> slots = new ArrayList<>();
            for (JsonNode one : node.required("slots")) {
                List<String> roles = new ArrayList<>();
                one.required("roles").forEach(r -> roles.add(r.asString()));
                slots.add(Slot.of(Meaning.of(one.required("meaning").asString()).orElseThrow(Policy::none), roles));
            }
            return new Policy(
                    Action.read(node.required("action").asString()),
                    node.required("version").asInt(),
                    node.required("allowed").asBoolean(),
                    slots,
                    node.required("apart").asBoolean(),
                    Duration.ofSeconds(node.required("valid_seconds").asLong()),
                    Where.of(node.required("where").asString()).orElseThrow(Policy::none),
                    node.required("bulk").asBoolean(),
                    Duration.ofSeconds(node.required("review_seconds").asLong()));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("this text is not a policy", e);
        }
    }

    private static IllegalArgumentException none() {
        return new IllegalArgumentException("this text is not a policy");
    }
}
