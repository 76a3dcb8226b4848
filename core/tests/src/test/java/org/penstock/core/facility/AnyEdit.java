package org.penstock.core.facility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** One edit of a facility, done with care: the file is still accepted. It knows what a plan has to say about it. */
sealed interface AnyEdit {
    Set<String> RENAMED = Set.of("location", "link", "device", "stream", "output", "equipment");
    Map<String, Map<String, List<String>>> VALUES = Map.of(
            "stream", Map.of("interval", List.of("2s", "20s"), "backlog", List.of("20d")),
            "output", Map.of("timeout", List.of("4s", "5s"), "max_on", List.of("4h", "5h")),
            "rule", Map.of("off_delay", List.of("1min", "2min")),
            "alert", Map.of("off_delay", List.of("1min", "2min")),
            "program", Map.of("max_runtime", List.of("5h", "6h")),
            "equipment", Map.of("model", List.of("M 1", "M 2")),
            "relationship", Map.of("strength", List.of("0.5", "0.25")),
            "user", Map.of("roles", List.of("[owner]", "[admin, viewer]")));

    /** A value was written otherwise. */
    record Value(String kind, String key, String word) implements AnyEdit {}

    /** A thing that nobody names was taken out. */
    record Removal(String kind, String key) implements AnyEdit {}

    /** A thing was put in. */
    record Addition(String kind, String key) implements AnyEdit {}

    /** A thing got another key, and whoever names it followed. */
    record Rename(String kind, String was, String key) implements AnyEdit {}

    /** Edits {@code facility}. */
    static AnyEdit of(AnyFacility facility, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> removal(facility, random);
            case 1 -> {
                AnyFacility.Thing added = random.nextBoolean() ? facility.addStream() : facility.addAlert();
                yield new Addition(added.kind(), added.key());
            }
            case 2 -> rename(facility, random);
            default -> value(facility, random);
        };
    }

    private static AnyEdit removal(AnyFacility facility, Random random) {
        List<AnyFacility.Thing> free = facility.of("").stream()
                .filter(t -> !t.kind().equals("user") && !t.kind().equals("interlock"))
                .filter(t -> !t.words().containsKey("streams") && !t.words().containsKey("outputs"))
                .filter(t -> t.list().size() > 1 && !facility.named(t))
                .toList();
        if (free.isEmpty()) {
            return value(facility, random);
        }
        AnyFacility.Thing gone = free.get(random.nextInt(free.size()));
        gone.list().remove(gone.words());
        return new Removal(gone.kind(), gone.key());
    }

    private static AnyEdit rename(AnyFacility facility, Random random) {
        List<AnyFacility.Thing> things =
                facility.of("").stream().filter(t -> RENAMED.contains(t.kind())).toList();
        AnyFacility.Thing thing = things.get(random.nextInt(things.size()));
        String was = thing.key();
        String key = "new-" + was;
        thing.words().put("was", was);
        facility.replaceAll(v -> v.equals(was) ? key : v.endsWith(":" + was) ? v.replace(":" + was, ":" + key) : v);
        return new Rename(thing.kind(), was, key);
    }

    private static AnyEdit value(AnyFacility facility, Random random) {
        List<AnyFacility.Thing> things = facility.of("");
        AnyFacility.Thing thing = things.get(random.nextInt(things.size()));
        Map<String, List<String>> values = VALUES.getOrDefault(thing.kind(), Map.of());
        if (thing.kind().equals("link")) {
            thing.words().put("connection", Map.of("host", "10.1.1." + random.nextInt(250)));
            return new Value(thing.kind(), thing.key(), "connection");
        }
        if (values.isEmpty()
                || (random.nextInt(3) == 0 && !List.of("user", "relationship").contains(thing.kind()))) {
            thing.words().put("name", facility.name());
            return new Value(thing.kind(), thing.key(), "name");
        }
        String word = values.keySet().stream().sorted().toList().get(random.nextInt(values.size()));
        List<String> of = values.getOrDefault(word, List.of());
        thing.words().put(word, of.get(random.nextInt(of.size())));
        return new Value(thing.kind(), thing.key(), word);
    }

    /** What is told is this edit. */
    default void judge(List<Change> told, AnyFacility facility) {
        switch (this) {
            case Value v -> {
                Change.Changed one = (Change.Changed) only(told);
                assertEquals(List.of(v.kind, bare(v.key), ""), List.of(one.kind(), one.key(), one.was()));
                assertEquals(
                        List.of(v.word),
                        one.words().stream().map(Change.Word::word).toList());
            }
            case Removal r ->
                assertEquals(
                        List.of(r.kind, bare(r.key)),
                        List.of(((Change.Removed) only(told)).kind(), only(told).key()));
            case Addition a ->
                assertEquals(
                        List.of(a.kind, a.key),
                        List.of(((Change.Added) only(told)).kind(), only(told).key()));
            case Rename r -> {
                Set<String> renamed = new HashSet<>();
                for (Change change : told) {
                    Change.Changed c = assertChanged(change, told);
                    if (!c.was().isEmpty() && !c.kind().equals("relationship")) {
                        renamed.add(c.kind() + " " + c.was() + " " + c.key());
                        assertEquals(List.of(), c.words());
                    } else {
                        assertTrue(names(facility, c, r), () -> c + " does not name " + r);
                    }
                }
                assertEquals(Set.of(r.kind + " " + r.was + " " + r.key), renamed);
            }
        }
    }

    private static boolean names(AnyFacility facility, Change.Changed c, Rename r) {
        return facility.of(c.kind()).stream()
                .filter(t -> bare(t.key()).equals(c.key()))
                .anyMatch(t -> AnyFacility.names(t, r.key) || r.kind.equals("device"));
    }

    private static Change.Changed assertChanged(Change change, List<Change> all) {
        assertTrue(change instanceof Change.Changed, () -> change + " of " + all);
        return (Change.Changed) change;
    }

    private static Change only(List<Change> told) {
        assertEquals(1, told.size(), told::toString);
        return told.getFirst();
    }

    private static String bare(String written) {
        return written.replace("\"", "");
    }

    /** Numbers of streams and outputs, and ids, stay with what they were given to. */
    static void judgeNumbers(AnyEdit edit, Configuration before, Configuration after) {
        before.part(Devices.class).streams().forEach(s -> {
            boolean renamed = edit instanceof Rename r && r.kind.equals("stream") && r.was.equals(s.key());
            boolean removed = edit instanceof Removal r && r.kind.equals("stream") && r.key.equals(s.key());
            String key = renamed ? ((Rename) edit).key : s.key();
            after.part(Devices.class).streams().stream()
                    .filter(t -> t.key().equals(key))
                    .findFirst()
                    .ifPresentOrElse(t -> assertEquals(s.no(), t.no(), key), () -> assertTrue(removed, key));
            assertEquals(
                    before.identities().id("stream", s.key()),
                    after.identities().id("stream", key));
        });
    }

    /** Of two edits, neither was lost, and nothing came in that nobody wrote. */
    static void judgeBoth(List<Change> mine, List<Change> theirs, List<Change> both, Supplier<String> text) {
        Set<String> wanted = new HashSet<>(parts(mine));
        wanted.addAll(parts(theirs));
        assertEquals(wanted, parts(both), text);
    }

    private static Set<String> parts(List<Change> changes) {
        Set<String> parts = new HashSet<>();
        for (Change change : changes) {
            if (change instanceof Change.Changed c) {
                String id = c.kind() + " " + (c.was().isEmpty() ? c.key() : c.was());
                parts.add(id + " was " + c.was());
                c.words().forEach(w -> parts.add(id + " " + w));
            } else {
                parts.add(change.getClass().getSimpleName() + " " + change.title());
            }
        }
        return parts;
    }
}
