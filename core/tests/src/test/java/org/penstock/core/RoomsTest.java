package org.penstock.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.penstock.core.broken.control.Careless;
import org.penstock.core.db.tables.DefaultSchema;

/** The order of the house (design §2), checked on the compiled classes. */
class RoomsTest {
    private static final String BASE = "org.penstock.core.";

    /** From the top. A room knows only rooms on lower lines, none on its own line. */
    private static final List<Set<String>> LINES = List.of(
            Set.of("runtime"),
            Set.of("compliance"),
            Set.of("inventory", "work"),
            Set.of("alert"),
            Set.of("control"),
            Set.of("telemetry"),
            Set.of("link"),
            Set.of("facility"),
            Set.of("consent"),
            Set.of("identity"),
            Set.of("audit"),
            Set.of("place"),
            Set.of("db", "quantity"));

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("test-support"))
            .importPackages("org.penstock.core");

    @Test
    void aRoomKnowsOnlyRoomsOnLowerLines() {
        inOrder(BASE, LINES).check(CORE);
    }

    @Test
    void everyRoomHasItsLine() {
        Set<String> rooms = CORE.stream().map(c -> room(BASE, c)).collect(Collectors.toCollection(TreeSet::new));
        Set<String> lines = LINES.stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(lines, rooms);
    }

    @Test
    void aTableIsUsedByItsRoomOnly() {
        Migrated.tables()
                .forEach((room, tables) -> ownTables(BASE, room, tables).check(CORE));
    }

    @Test
    void everyTableHasItsRoom() {
        Set<String> made = DefaultSchema.DEFAULT_SCHEMA.getTables().stream()
                .map(t -> t.getName())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> placed = new TreeSet<>();
        Migrated.tables().forEach((room, tables) -> {
            assertTrue(LINES.stream().anyMatch(line -> line.contains(room)), room + " is no room");
            placed.addAll(tables);
        });
        assertEquals(made, placed);
    }

    @Test
    void theEngineIsPure() {
        pure(BASE + "control", c -> true).check(CORE);
    }

    /** Alerts are judged in the same scan; what their room does besides, at its tables, is no part of it. */
    @Test
    void soIsTheStageOfAlerts() {
        Set<JavaClass> stage = reachedFrom(CORE.get(BASE + "alert.AlertStage"));
        assertTrue(stage.size() > 5, stage::toString);
        pure(BASE + "alert", stage::contains).check(CORE);
    }

    /** What {@code start} uses in its own room, directly or not. */
    private static Set<JavaClass> reachedFrom(JavaClass start) {
        Set<JavaClass> reached = new HashSet<>(Set.of(start));
        Deque<JavaClass> ahead = new ArrayDeque<>(reached);
        while (!ahead.isEmpty()) {
            ahead.pop().getDirectDependenciesFromSelf().stream()
                    .map(Dependency::getTargetClass)
                    .filter(c -> c.getPackageName().equals(start.getPackageName()))
                    .filter(reached::add)
                    .forEach(ahead::push);
        }
        return reached;
    }

    @Test
    void onlyTheDatabaseRoomOpensDatabases() {
        noClasses()
                .that()
                .resideOutsideOfPackage(BASE + "db..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.zaxxer.hikari..", "org.flywaydb..", "org.h2..", "org.postgresql..")
                .because("the one door to the record is db.Database")
                .check(CORE);
    }

    /** Each rule finds its fault in a house that is built wrong on purpose. */
    @Test
    void theRulesCanFail() {
        String base = "org.penstock.core.broken.";
        JavaClasses broken = new ClassFileImporter().importPackages("org.penstock.core.broken");
        List<Set<String>> lines = List.of(Set.of("alert"), Set.of("control"), Set.of("place"));
        String order = String.join("\n", faults(inOrder(base, lines), broken));
        assertTrue(order.contains("control.Careless knows alert"), order);
        assertTrue(!order.contains("alert.Loud knows"), order);
        assertEquals(
                1, faults(ownTables(base, "place", Set.of("sites")), broken).size());
        String impure = String.join("\n", faults(pure(base + "control", c -> true), broken));
        for (String fault : Careless.FAULTS) {
            assertTrue(impure.contains(fault), fault + " was not found in:\n" + impure);
        }
        assertTrue(!impure.contains("CarefulProjection.java"), impure);
    }

    private static List<String> faults(ArchRule rule, JavaClasses classes) {
        return rule.evaluate(classes).getFailureReport().getDetails();
    }

    private static String room(String base, JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(base)) {
            return "";
        }
        String inside = name.substring(base.length());
        return inside.contains(".") ? inside.substring(0, inside.indexOf('.')) : inside;
    }

    private static ArchRule inOrder(String base, List<Set<String>> lines) {
        return ArchRuleDefinition.classes().should(new ArchCondition<JavaClass>("know only rooms on lower lines") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                int own = line(room(base, type));
                for (Dependency d : type.getDirectDependenciesFromSelf()) {
                    String other = room(base, d.getTargetClass());
                    boolean same = other.isEmpty() || other.equals(room(base, type));
                    if (!same && line(other) <= own) {
                        events.add(SimpleConditionEvent.violated(
                                type, simple(base, type) + " knows " + other + ": " + d.getDescription()));
                    }
                }
            }

            private int line(String room) {
                return IntStream.range(0, lines.size())
                        .filter(i -> lines.get(i).contains(room))
                        .findFirst()
                        .orElse(lines.size());
            }
        });
    }

    private static ArchRule ownTables(String base, String room, Set<String> tables) {
        Set<String> classes = tables.stream().map(RoomsTest::className).collect(Collectors.toSet());
        DescribedPredicate<JavaClass> generated = DescribedPredicate.describe(
                "generated for " + tables,
                c -> c.getPackageName().startsWith("org.penstock.core.db.tables.tables")
                        && classes.contains(c.getSimpleName().replaceAll("(Record|Path)$", "")));
        return noClasses()
                .that()
                .resideOutsideOfPackages(base + room + "..", "org.penstock.core.db.tables..")
                .should()
                .dependOnClassesThat(generated)
                .because("a table is changed and read in one room, " + room);
    }

    private static String className(String table) {
        StringBuilder name = new StringBuilder();
        for (String word : table.split("_")) {
            name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return name.toString();
    }

    /**
     * The same frames must give the same effects, live, restarted and replayed: so nothing that differs between two runs
     * may be reachable. {@code *Projection}, {@code *Rows} and {@code *Query} are not the engine: they write and read its
     * tables on other threads, after the fact. Only they may use jOOQ and make ids, and the engine may not use them.
     */
    private static ArchRule pure(String engine, Predicate<JavaClass> part) {
        Set<String> classes = Set.of(
                "java.time.Clock",
                "java.time.InstantSource",
                "org.penstock.core.quantity.Ticker",
                "java.util.Random",
                "java.util.SplittableRandom",
                "java.security.SecureRandom",
                "java.util.concurrent.ThreadLocalRandom",
                "java.util.HashMap",
                "java.util.HashSet",
                "java.util.IdentityHashMap",
                "java.util.WeakHashMap",
                "java.util.concurrent.ConcurrentHashMap",
                "java.lang.Thread",
                "java.util.Timer");
        List<String> packages = List.of(
                "java.sql",
                "javax.sql",
                "java.net",
                "java.nio.file",
                "java.nio.channels",
                "java.util.concurrent",
                "java.util.random",
                "com.github.f4b6a3.uuid",
                "org.jooq",
                "org.penstock.core.db");
        Set<String> calls = Set.of(
                "java.time.Instant.now",
                "java.time.LocalDate.now",
                "java.time.LocalDateTime.now",
                "java.time.LocalTime.now",
                "java.time.ZonedDateTime.now",
                "java.time.OffsetDateTime.now",
                "java.time.ZoneId.systemDefault",
                "java.lang.System.nanoTime",
                "java.lang.System.currentTimeMillis",
                "java.lang.System.identityHashCode",
                "java.lang.Math.random",
                // Their order differs from one run of the virtual machine to the next.
                "java.util.Set.of",
                "java.util.Set.copyOf",
                "java.util.Map.of",
                "java.util.Map.ofEntries",
                "java.util.Map.copyOf",
                "java.util.stream.Collectors.toSet",
                "java.util.stream.Collectors.toUnmodifiableSet",
                "java.util.stream.Collectors.toMap",
                "java.util.stream.Collectors.toUnmodifiableMap",
                "java.util.stream.Collectors.groupingBy",
                "java.util.UUID.randomUUID");
        return ArchRuleDefinition.classes()
                .that()
                .resideInAPackage(engine + "..")
                .and(DescribedPredicate.describe("are the engine", c -> isEngine(c) && part.test(c)))
                .should(new ArchCondition<JavaClass>("be free of clocks, chance, unordered collections and I/O") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        List<String> faults = new ArrayList<>();
                        for (Dependency d : type.getDirectDependenciesFromSelf()) {
                            JavaClass target = d.getTargetClass();
                            boolean tables = target.getPackageName().startsWith(engine) && !isEngine(target);
                            boolean bad = tables
                                    || classes.contains(target.getName())
                                    || packages.stream()
                                            .anyMatch(p -> target.getPackageName()
                                                            .equals(p)
                                                    || target.getPackageName().startsWith(p + "."));
                            if (bad) {
                                faults.add(d.getDescription());
                            }
                        }
                        type.getMethodCallsFromSelf().stream()
                                .filter(call ->
                                        calls.contains(call.getTargetOwner().getName() + "." + call.getName()))
                                .forEach(call -> faults.add(call.getDescription()));
                        faults.forEach(f -> events.add(SimpleConditionEvent.violated(type, f)));
                    }
                });
    }

    private static boolean isEngine(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        String name = outer.getSimpleName();
        return !name.matches(".*(Projection|Rows|Query)");
    }

    private static String simple(String base, JavaClass type) {
        return type.getName().substring(base.length());
    }
}
