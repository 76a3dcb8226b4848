package org.penstock.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.penstock.core.control.Enrolment;
import org.penstock.core.control.Enrolment.State;
import org.penstock.core.control.Enrolment.Step;
import org.penstock.core.link.Approach;
import org.penstock.core.link.EnrolmentKind;
import org.penstock.core.telemetry.IngestCounts;
import org.penstock.core.telemetry.Input;

/** What anybody can say to a broker, and how little of it reaches the engine. */
class PairingDeskTest {
    private final List<Input> posted = new ArrayList<>();
    private final IngestCounts counts = new IngestCounts();
    private final PairingDesk desk = new PairingDesk(posted::add, counts);

    private static Enrolment enrolment(String id, EnrolmentKind kind, Step step, String code) {
        return new Enrolment(
                id, "node-" + id, "broker", kind, State.PENDING, step, 0, "", code, "", "anna", 1, 2, 3, 0);
    }

    private static Enrolment pairing(String id, String code) {
        return enrolment(id, EnrolmentKind.PAIRING, Step.CODE, code);
    }

    private void presents(String code) {
        desk.approached("broker", new Approach.Presented(code, "mac 1"));
    }

    private List<String> said() {
        List<String> said = posted.stream()
                .map(i -> (Input.Notice) i)
                .map(n -> n.kind() + " " + n.subject() + " " + n.detail())
                .map(String::strip)
                .toList();
        posted.clear();
        return said;
    }

    @Test
    void theRightCodeNamesItsEnrolmentAndIsItselfNotHandedOn() {
        desk.update(List.of(pairing("1", "ACDEFHJK"), pairing("2", "KJHFEDCA")));
        presents("kjhfedca");
        assertEquals(List.of("device.presented 2 mac 1"), said());
        assertEquals(0, counts.dropped());
    }

    @Test
    void aWrongCodeIsCountedAndToldOnceForAllThatWait() {
        desk.update(List.of(pairing("1", "ACDEFHJK"), pairing("2", "KJHFEDCA")));
        presents("ACDEFHJX");
        presents("");
        assertEquals(List.of("device.refused", "device.refused"), said());
        assertEquals(2, counts.total("").get("pairing_code"));
    }

    @Test
    void whereNobodyWaitsACodeIsOnlyCounted() {
        Enrolment open = pairing("1", "ACDEFHJK");
        presents("ACDEFHJK");
        desk.update(List.of(new Enrolment(
                "1",
                "node-1",
                "broker",
                EnrolmentKind.PAIRING,
                State.EXPIRED,
                Step.OVER,
                0,
                "",
                "",
                "",
                "anna",
                1,
                2,
                3,
                9)));
        presents("ACDEFHJK");
        desk.update(List.of(open));
        desk.approached("another", new Approach.Presented("ACDEFHJK", "mac 1"));
        assertEquals(List.of(), said());
        assertEquals(3, counts.total("").get("pairing_code"));
        assertTrue(desk.pairing("broker"));
        assertFalse(desk.pairing("another"));
    }

    @Test
    void aFloodOfCodesReachesTheEngineSixteenTimes() {
        desk.update(List.of(pairing("1", "ACDEFHJK")));
        for (int i = 0; i < 10_000; i++) {
            presents("WRONG" + i);
        }
        assertEquals(16, said().size());
        assertEquals(10_000, counts.total("").get("pairing_code"));
        desk.update(List.of(pairing("2", "ACDEFHJK")));
        presents("ACDEFHJK");
        assertEquals(List.of("device.presented 2 mac 1"), said());
    }

    @Test
    void joinsAndStatesAreHandedOnOnlyWhereTheyAreWaitedFor() {
        desk.update(List.of(
                enrolment("1", EnrolmentKind.OTAA, Step.JOIN, ""),
                enrolment("2", EnrolmentKind.MANUAL, Step.READING, "")));
        for (String device : List.of("node-1", "node-2", "node-3")) {
            desk.approached("broker", new Approach.Joined(device));
            desk.approached("broker", new Approach.Spoke(device));
        }
        assertEquals(List.of("device.joined node-1", "device.spoke node-2"), said());
    }

    @Test
    void codesAreLongEnoughUnlikeEachOtherAndHoldNoLookAlikes() {
        PairingCode codes = new PairingCode(new Random(7));
        Set<String> made = new HashSet<>();
        Set<Integer> used = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            String code = codes.next();
            assertTrue(code.matches("[A-Z0-9]{8}"), code);
            made.add(code);
            code.chars().forEach(used::add);
        }
        assertEquals(10_000, made.size());
        assertEquals(PairingCode.CHARACTERS.length(), used.size());
        "0O1IL2Z5S6G8B".chars().filter(used::contains).forEach(c -> assertEquals('6', c));
        assertNotEquals(codes.next(), codes.next());
    }
}
