package org.penstock.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No table of persons, consent, stuff, evidence, shifts and alerts is forgotten by {@code audit verify}: each is either compared with the
 * chain, and then a test changes every column of it on both databases, or it is said here why it need not be.
 */
class EveryTableIsComparedTest {
    private static final List<String> ROOMS =
            List.of("audit", "identity", "consent", "inventory", "compliance", "work", "alert");

    /** The test that changes every column, by table. */
    private static final Map<String, String> COMPARED = Map.ofEntries(
            Map.entry("events", "audit/EveryColumnTest"),
            Map.entry("chain_heads", "audit/EveryColumnTest"),
            Map.entry("signed_heads", "audit/EveryColumnTest"),
            Map.entry("media", "compliance/DestructionsTest"),
            Map.entry("attachments", "compliance/DestructionsTest"),
            Map.entry("actors", "identity/IdentityVerifierTest"),
            Map.entry("persons", "identity/IdentityVerifierTest"),
            Map.entry("roles", "identity/IdentityVerifierTest"),
            Map.entry("role_permissions", "identity/IdentityVerifierTest"),
            Map.entry("role_assignments", "identity/IdentityVerifierTest"),
            Map.entry("credentials", "identity/IdentityVerifierTest"),
            Map.entry("sessions", "identity/IdentityVerifierTest"),
            Map.entry("signoff_policies", "consent/PolicyTest"),
            Map.entry("signoff_policy_versions", "consent/PolicyTest"),
            Map.entry("signoffs", "consent/ConsentVerifierTest"),
            Map.entry("signoff_parties", "consent/ConsentVerifierTest"),
            Map.entry("signatures", "consent/ConsentVerifierTest"),
            Map.entry("items", "compliance/DestructionsTest"),
            Map.entry("lots", "compliance/DestructionsTest"),
            Map.entry("inventory_movements", "compliance/DestructionsTest"),
            Map.entry("lot_relationships", "compliance/DestructionsTest"),
            Map.entry("holds", "compliance/DestructionsTest"),
            Map.entry("recipes", "inventory/RecipesTest"),
            Map.entry("recipe_versions", "inventory/RecipesTest"),
            Map.entry("recipe_components", "inventory/RecipesTest"),
            Map.entry("jurisdiction_rules", "compliance/DestructionsTest"),
            Map.entry("destruction_events", "compliance/DestructionsTest"),
            Map.entry("handovers", "work/HandoversTest"),
            Map.entry("time_notes", "work/TimeNotesTest"),
            Map.entry("corrective_actions", "alert/CorrectiveActionsTest"),
            Map.entry("legal_holds", "compliance/LegalHoldsTest"),
            Map.entry("retention_runs", "compliance/LegalHoldsTest"));

    private static final Map<String, String> NOT = Map.of(
            "alerts", "told by the journal step by step; each step is an event of the chain",
            "alert_events", "each is an event of the chain",
            "suppressions", "each begin and end is an event of the chain",
            "view_layouts", "how somebody likes to look at things: nothing is decided by it",
            "identity_changes", "counts changes, so that other processes read anew; the events count for themselves",
            "evidence_adoptions", "what it says is done once; done again, the record names it");

    @Test
    void everyTableIsComparedOrSaysWhyNot() throws IOException {
        TreeMap<String, String> tables = new TreeMap<>();
        try (Stream<Path> files = Files.list(Path.of("../src/main/resources/db/migration"))) {
            for (Path file : files.sorted().toList()) {
                String room = file.getFileName().toString().replaceAll(".*__([a-z]+)_.*", "$1");
                Matcher table = Pattern.compile("(?m)^create table (\\w+)").matcher(Files.readString(file));
                while (ROOMS.contains(room) && table.find()) {
                    tables.put(table.group(1), room);
                }
            }
        }
        TreeSet<String> known = new TreeSet<>(COMPARED.keySet());
        known.addAll(NOT.keySet());
        assertEquals(
                known, new TreeSet<>(tables.keySet()), "a new table wants a RecordCheck, and a test of every column");
        for (Map.Entry<String, String> compared : COMPARED.entrySet()) {
            String test = Files.readString(Path.of("src/test/java/org/penstock/core", compared.getValue() + ".java"));
            assertTrue(
                    test.contains(compared.getKey().toUpperCase(java.util.Locale.ROOT)),
                    compared.getValue() + " does not change " + compared.getKey());
        }
    }
}
