package org.penstock.core.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penstock.core.alert.AlertLogic.Transition;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.Severity;

@DisplayName("Life of an alert")
class AlertLogicTest {
    /**
     * Each line is one story. Acts: w, c = told as warning, critical; - = cause gone; a1, a2 = acknowledge number 1, 2.
     * Outcome: each transition as number:state, "no" for a refusal.
     */
    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(delimiter = '|', textBlock = """
            w              | 1:active
            w a1           | 1:active 1:acknowledged
            w a1 -         | 1:active 1:acknowledged 1:resolved
            w -            | 1:active 1:returned
            w - a1         | 1:active 1:returned 1:resolved
            w w w          | 1:active
            w - w          | 1:active 1:returned 1:active
            w - w a1 -     | 1:active 1:returned 1:active 1:acknowledged 1:resolved
            w - - -        | 1:active 1:returned
            w a1 w         | 1:active 1:acknowledged
            w a1 c         | 1:active 1:acknowledged 1:active
            w a1 c a1 -    | 1:active 1:acknowledged 1:active 1:acknowledged 1:resolved
            w c            | 1:active 1:active
            c w            | 1:active
            c a1 w         | 1:active 1:acknowledged
            w - c          | 1:active 1:returned 1:active
            w a1 - w       | 1:active 1:acknowledged 1:resolved 2:active
            w a1 - w a1    | 1:active 1:acknowledged 1:resolved 2:active no
            w a1 - w a2    | 1:active 1:acknowledged 1:resolved 2:active 2:acknowledged
            w a1 a1        | 1:active 1:acknowledged no
            w - a1 a1      | 1:active 1:returned 1:resolved no
            w a2           | 1:active no
            -              | ''
            a1             | no
            """)
    void stories(String acts, String outcome) {
        AlertLogic logic = new AlertLogic();
        List<String> seen = new ArrayList<>();
        long wall = 1_000;
        for (String act : acts.split(" ")) {
            act(logic, act, "stream:a", wall += 1_000, seen);
        }
        assertEquals(outcome, String.join(" ", seen));
    }

    @Test
    void tellingAgainRefreshesAndCounts() {
        AlertLogic logic = new AlertLogic();
        logic.raise(told("stream:a", Severity.WARNING, "33 °C", 33), 10);
        logic.raise(told("stream:a", Severity.WARNING, "35 °C", 35), 20);
        AlertView a = logic.open().getFirst();
        assertEquals(2, a.count());
        assertEquals("35 °C", a.text());
        assertEquals(35, a.value());
        assertEquals(10, a.raisedMicros());
        assertEquals(20, a.refreshedMicros());
    }

    @Test
    void aHigherSeverityRaisesTheOpenOneAndALowerOneDoesNotCalmIt() {
        AlertLogic logic = new AlertLogic();
        logic.raise(told("stream:a", Severity.WARNING, "33 °C", 33), 10);
        List<Transition> worse = logic.raise(told("stream:a", Severity.CRITICAL, "40 °C", 40), 20);
        assertEquals(
                "severity raised from warning to critical", worse.getFirst().reason());
        logic.raise(told("stream:a", Severity.INFO, "30 °C", 30), 30);
        assertEquals(1, logic.open().size());
        assertEquals(Severity.CRITICAL, logic.open().getFirst().severity());
    }

    @Test
    void aStaleNumberIsRefusedWithTheNumberThatIsMeant() {
        AlertLogic logic = new AlertLogic();
        logic.raise(told("stream:a", Severity.WARNING, "33 °C", 33), 10);
        logic.acknowledge(1, "anna", "", 20);
        logic.clear("stream:a", "k", "back", 30);
        logic.raise(told("stream:a", Severity.WARNING, "34 °C", 34), 40);
        assertEquals(
                "alert 1 is over; its cause came back as alert 2: acknowledge that one",
                logic.acknowledge(1, "anna", "", 50).refusal());
        assertEquals(
                "there is no alert 7; look at the list of open alerts",
                logic.acknowledge(7, "anna", "", 50).refusal());
        logic.acknowledge(2, "anna", "", 60);
        assertEquals(
                "alert 2 was acknowledged by anna already; it resolves when its cause is gone",
                logic.acknowledge(2, "bert", "", 70).refusal());
    }

    @Test
    void aResolvedAlertKeepsWhoAcknowledgedAndWhenItReturned() {
        AlertLogic logic = new AlertLogic();
        logic.raise(told("stream:a", Severity.WARNING, "33 °C", 33), 10);
        logic.clear("stream:a", "k", "back", 20);
        logic.acknowledge(1, "anna", "seen", 30);
        AlertView a = logic.resolved().getFirst();
        assertEquals(20, a.returnedMicros());
        assertEquals(30, a.resolvedMicros());
        assertEquals(30, a.acknowledgedMicros());
        assertEquals("anna", a.acknowledgedBy());
        assertTrue(logic.open().isEmpty());
    }

    @Property(tries = 500)
    void whateverIsTold_atMostOneIsOpenForASourceAndEveryStepIsLawful(
            @ForAll("acts") List<Tuple.Tuple2<String, String>> acts) {
        AlertLogic logic = new AlertLogic();
        TreeMap<Long, AlertState> states = new TreeMap<>();
        long wall = 0;
        for (Tuple.Tuple2<String, String> act : acts) {
            List<Transition> steps = act(logic, act.get1(), act.get2(), ++wall, new ArrayList<>());
            for (Transition t : steps) {
                AlertState before = states.put(t.alert().no(), t.what());
                assertTrue(lawful(before, t.what()), () -> t.alert().no() + ": " + before + " → " + t.what());
            }
            assertEquals(
                    logic.open().stream().map(AlertView::source).distinct().count(),
                    logic.open().size());
            for (AlertView a : logic.open()) {
                assertEquals(states.get(a.no()), a.state(), "the view is what the transitions said");
            }
        }
        AlertLogic second = new AlertLogic();
        second.restore(logic.open(), logic.resolved(), logic.lastNo());
        assertEquals(logic.open(), second.open());
    }

    @Provide
    Arbitrary<List<Tuple.Tuple2<String, String>>> acts() {
        return Combinators.combine(
                        Arbitraries.of("w", "c", "-", "-", "w", "a1", "a2", "a3", "a4", "a5"),
                        Arbitraries.of("stream:a", "stream:b"))
                .as(Tuple::of)
                .list()
                .ofMaxSize(60);
    }

    private static boolean lawful(AlertState before, AlertState after) {
        if (before == null) {
            return after == AlertState.ACTIVE;
        }
        return switch (before) {
            // active → active: the severity rose.
            case ACTIVE -> after != AlertState.RESOLVED;
            case ACKNOWLEDGED -> after == AlertState.RESOLVED || after == AlertState.ACTIVE;
            case RETURNED -> after == AlertState.RESOLVED || after == AlertState.ACTIVE;
            case RESOLVED -> false;
        };
    }

    private static List<Transition> act(AlertLogic logic, String act, String source, long wall, List<String> seen) {
        List<Transition> steps = switch (act.charAt(0)) {
            case 'w' -> logic.raise(told(source, Severity.WARNING, "hot", 33), wall);
            case 'c' -> logic.raise(told(source, Severity.CRITICAL, "hotter", 40), wall);
            case '-' -> logic.clear(source, "k", "back", wall);
            case 'a' -> {
                AlertLogic.Acknowledged done = logic.acknowledge(Long.parseLong(act.substring(1)), "anna", "", wall);
                if (!done.refusal().isEmpty()) {
                    seen.add("no");
                }
                yield done.transitions();
            }
            default -> throw new IllegalArgumentException(act);
        };
        for (Transition t : steps) {
            seen.add(t.alert().no() + ":" + t.what().name().toLowerCase(Locale.ROOT));
        }
        return steps;
    }

    private static Effect.Raise told(String source, Severity severity, String text, double value) {
        return new Effect.Raise(source, "k", "limit_high", severity, text, value, 32);
    }
}
