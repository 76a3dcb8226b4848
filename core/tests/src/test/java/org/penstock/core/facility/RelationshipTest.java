package org.penstock.core.facility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penstock.core.facility.FacilityFile.Reading;
import org.penstock.core.facility.RelationshipSpec.Point;
import org.penstock.core.facility.RelationshipType.End;
import org.penstock.core.identity.Role;
import org.penstock.core.testsupport.AnyDriver;
import org.penstock.core.testsupport.FacilityBuilder;

/** What is bound to what, and who has which role. */
class RelationshipTest {
    private static FacilityBuilder facility() {
        return new FacilityBuilder()
                .stream("temp", "temperature", "°C")
                        .output("fan-1", "fan")
                        .output("pump", "fan")
                        .more("""
                equipment:
                  - {key: well, name: Well, kind: pump}
                  - {key: tank, name: Tank, kind: tank, properties: {capacity: 2 m³}}
                  - {key: pump, name: Pump, kind: pump}
                """);
    }

    private static Configuration accepted(String more) {
        return facility().more(more).build();
    }

    /** Errors, with lines counted from the first line of {@code more}. */
    private static String refused(String more) {
        int above = (int) facility().text().lines().count();
        Reading reading = FacilityBuilder.file(List.of(new AnyDriver("simulator")))
                .read("north.yaml", facility().more(more).text(), null, s -> true);
        return switch (reading) {
            case Reading.Accepted a -> throw new AssertionError("accepted: " + a.warnings());
            case Reading.Refused r ->
                r.problems().stream()
                        .filter(p -> p.weight() == Problems.Weight.ERROR)
                        .map(p -> p.line() - above + ": " + p.what() + " | " + p.remedy())
                        .collect(Collectors.joining("\n"));
        };
    }

    @Test
    void anEndIsAKeyOfAnySortThatFits() {
        List<RelationshipSpec> r = accepted("""
                relationships:
                  - {from: well, type: feeds, to: tank, strength: 0.75, valid_from: 2026-03-01}
                  - {from: tank, type: feeds, to: bay-1}
                  - {from: temp, type: measures, to: house}
                  - {from: "output:pump", type: controls, to: "equipment:pump"}
                """).part(Relationships.class).relationships();
        assertEquals(
                new RelationshipSpec(
                        RelationshipType.FEEDS,
                        new Point(End.EQUIPMENT, "well"),
                        new Point(End.EQUIPMENT, "tank"),
                        new BigDecimal("0.75"),
                        // A day of the site, which is Amsterdam.
                        Optional.of(Instant.parse("2026-02-28T23:00:00Z"))),
                r.getFirst());
        assertEquals(new Point(End.LOCATION, "bay-1"), r.get(1).to());
        assertEquals(new Point(End.STREAM, "temp"), r.get(2).from());
        assertEquals("output:pump", r.get(3).from().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{from: temp, type: feeds, to: tank}; `from: temp` is a stream, and `feeds` cannot begin there | name one of these: a piece of equipment, an output, a location",
                "{from: well, type: measures, to: temp}; `to: temp` is a stream, and `measures` cannot end there | name one of these: a piece of equipment, a location",
                "{from: skid, type: powers, to: tank}; `from: skid` is a device",
                "{from: wel, type: feeds, to: tank}; `from: wel` names nothing in this file | did you mean `well`?",
                "{from: well, type: feds, to: tank}; member_of | did you mean `type: feeds`?",
                "{from: pump, type: feeds, to: tank}; `from: pump` can be a piece of equipment or an output | write `equipment:pump` or `output:pump`",
                "{from: 'stream:pump', type: feeds, to: tank}; `from: stream:pump` names nothing",
                "{from: tank, type: feeds, to: tank}; `tank` is bound to itself",
                "{from: well, type: backs_up, to: fan-1}; `backs_up` binds two of one sort; `well` is a piece of equipment, `fan-1` is an output",
                "{from: well, type: feeds, to: tank, strength: 2}; `strength: 2` is outside 0 to 1",
                "{from: well, type: feeds, to: tank, valid_from: 1.3.2026}; `valid_from: 1.3.2026` is not a day | write year, month and day: 2026-03-01",
                "{from: well, type: feeds, to: tank, valid_to: 2026-03-01}; unknown word `valid_to` | known here: type, from, to, strength, valid_from",
                "{from: well, type: feeds}; `to` is missing",
            })
    void aWrongEndIsToldWithWhatMayStandThere(String written, String told) {
        String found = refused("relationships:\n  - " + written + "\n");
        assertTrue(found.startsWith("2: ") && found.contains(told), found);
    }

    @Test
    void theSameTwiceIsToldWithBothLines() {
        String found = refused("""
                relationships:
                  - {from: well, type: feeds, to: tank}
                  - {from: equipment:well, type: feeds, to: tank, strength: 0.5}
                """);
        int first = (int) facility().text().lines().count() + 2;
        assertEquals("3: `well feeds tank` is written twice, first in line " + first + " | keep one of the two", found);
    }

    @Test
    void aCircleIsNamedWhole() {
        String found = refused("""
                relationships:
                  - {from: well, type: feeds, to: tank}
                  - {from: tank, type: feeds, to: bay-1}
                  - {from: bay-1, type: feeds, to: well}
                  - {from: bay-1, type: drains_to, to: tank}
                  - {from: house, type: member_of, to: bay-1}
                  - {from: bay-1, type: member_of, to: house}
                """);
        assertEquals(
                "4: `feeds` goes in a circle: bay-1 → well → tank → bay-1 | take one out; what flows back is `drains_to`\n"
                        + "7: `member_of` goes in a circle: bay-1 → house → bay-1 | take one of them out",
                found);
    }

    @Test
    void aLongChainAndADiamondAreNoCircles() {
        FacilityBuilder b = new FacilityBuilder();
        StringBuilder pieces = new StringBuilder("equipment:\n");
        StringBuilder feeds = new StringBuilder("relationships:\n");
        for (int i = 0; i < 500; i++) {
            pieces.append("  - {key: p").append(i).append(", name: P, kind: pump}\n");
            if (i > 1) {
                feeds.append("  - {from: p%d, type: feeds, to: p%d}\n  - {from: p%d, type: feeds, to: p%d}\n"
                        .formatted(i - 2, i, i - 1, i));
            }
        }
        assertEquals(
                996,
                b.more(pieces + feeds.toString())
                        .build()
                        .part(Relationships.class)
                        .relationships()
                        .size());
    }

    @Test
    void usersHaveRoles() {
        Users users = accepted("""
                users:
                  - {name: "ann", roles: [operator, technician]}
                  - {name: "bob", roles: owner}
                """).part(Users.class);
        assertEquals(
                List.of(
                        new Users.User("ann", Set.of(Role.OPERATOR, Role.TECHNICIAN)),
                        new Users.User("bob", Set.of(Role.OWNER))),
                users.users());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{name: ann, roles: [opertor]}; `opertor` is no role | did you mean `operator`?",
                "{name: ann, roles: [boss]}; `boss` is no role | write one of: owner, admin, supervisor, compliance",
                "{name: ann, roles: [device]}; `device` is no role of a person of the site",
                "{name: ann, roles: []}; `roles` is missing | add `roles: [operator]`",
                "{name: ann, roles: [viewer, viewer]}; `viewer` is written twice",
                "{name: 'os:ann', roles: [viewer]}; `name: os:ann` names nobody | write the name the person signs in with",
                "{name: bob, roles: [viewer]}; the user `bob` is written twice, first in line",
            })
    void aWrongUserIsTold(String written, String told) {
        String found = refused("users:\n  - {name: bob, roles: [admin]}\n  - " + written + "\n");
        assertTrue(found.startsWith("3: " + told), found);
    }
}
