package org.penstock.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penstock.core.control.ProgramStory.morning;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penstock.core.control.ProgramSpec.Missed;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.JournalRecord;

@DisplayName("Programs, restarts and clocks")
class ProgramTimeTest {
    private static final String BEFORE_SIX = "2026-06-01T03:59:50Z";

    /** Crash at every stage of a run; the times are those of the ordinary run in ProgramStageTest. */
    @ParameterizedTest(name = "gone {0} after 05:59:51")
    @ValueSource(
            strings = {
                "9050ms",
                "9500ms",
                "10150ms",
                "40s",
                "70250ms",
                "73s",
                "75350ms",
                "75450ms",
                "77s",
                "100s",
                "137s",
                "141750ms"
            })
    void aRunThatACrashCutOffIsWrittenDownAndNeverGoesOn(String after) {
        ProgramStory s = morning(BEFORE_SIX).starts();
        s.runs(after);
        assertEquals(1, s.stage.running(s.story.config(), s.story.now()).size(), "it runs");
        s.told();
        s.diesFor("10s");
        List<String> told = s.told();
        assertTrue(
                told.stream()
                        .anyMatch(l ->
                                l.contains("run:1 ended aborted") && l.endsWith("the program stopped while it ran")),
                told::toString);
        s.runs("10min");
        for (String output : List.of("pump-1", "valve-1", "valve-2")) {
            assertEquals(0, s.story.reality(output), output);
        }
        assertEquals(List.of(), s.told(" on"), "nothing opens again");
        assertTrue(s.story.alerts().containsKey("program:morning run_failed"));
    }

    @Test
    void aStartThatFellIntoTheDownTimeIsMissedWithAReason() {
        ProgramStory s = morning("2026-06-01T03:50:00Z").starts();
        s.told();
        s.diesFor("20min").runs("1min");
        assertEquals(
                List.of(
                        "program:morning missed 2026-06-01T04:00:00Z Penstock was not running",
                        "! not_run WARNING: Morning watering: a planned start was missed: Penstock was not running"),
                s.told("missed"));
        s.runs("10min");
        assertEquals(List.of(), s.drives());
    }

    @Test
    void aStartWithinItsLimitIsMadeUpForOnceTheOutputsAreKnown() {
        ProgramStory s = ProgramStory.of("2026-06-01T03:50:00Z", morning(Missed.RUN_WITHIN, "30min", "06:00"))
                .starts();
        s.told();
        s.diesFor("20min").runs("5min");
        List<String> told = s.told();
        assertTrue(told.stream().anyMatch(l -> l.endsWith("run:1 claimed 2026-06-01T04:00:00Z")), told::toString);
        assertTrue(told.stream().anyMatch(l -> l.contains("run:1 ended completed 120")), told::toString);
        s.diesFor("1min").runs("5min");
        assertEquals(List.of(), s.told("claimed"), "and never a second time");
    }

    @Test
    void onlyTheNewestOfSeveralLateStartsIsMadeUpFor() {
        ProgramStory s = ProgramStory.of(
                        "2026-06-01T03:50:00Z", morning(Missed.RUN_WITHIN, "2h", "06:00", "06:30", "07:00"))
                .starts();
        s.told();
        s.diesFor("80min").runs("5min");
        List<String> told = new ArrayList<>(s.told());
        told.removeIf(l -> !l.contains("missed 2026") && !l.contains("claimed"));
        assertEquals(
                List.of(
                        "program:morning missed 2026-06-01T04:00:00Z Penstock was not running; a later planned start took"
                                + " its place",
                        "program:morning missed 2026-06-01T04:30:00Z Penstock was not running; a later planned start took"
                                + " its place",
                        "run:1 claimed 2026-06-01T05:00:00Z"),
                told.stream().map(l -> l.substring(13)).toList());
    }

    @Test
    void aStartTooLateForItsLimitIsMissed() {
        ProgramStory s = ProgramStory.of("2026-06-01T03:50:00Z", morning(Missed.RUN_WITHIN, "5min", "06:00"))
                .starts();
        s.diesFor("20min").runs("1min");
        assertEquals(
                List.of("program:morning missed 2026-06-01T04:00:00Z Penstock was not running"), s.told("missed 2026"));
    }

    @ParameterizedTest(name = "the clock steps by {0} s at 06:05")
    @CsvSource({"-7200", "-3600", "-310", "-60", "7200", "60"})
    void aSteppedClockNeverRunsAnInstantTwiceAndLosesNone(long step) {
        ProgramStory s = morning(BEFORE_SIX).starts().runs("5min");
        s.clockSteps(step).runs("16h");
        List<String> claims = s.told("claimed");
        assertEquals(claims.stream().distinct().toList(), claims, "each instant once");
        assertEquals(
                List.of("run:1 claimed 2026-06-01T04:00:00Z", "run:2 claimed 2026-06-01T11:30:00Z"),
                claims.stream().filter(l -> l.contains("2026-06-01")).toList());
    }

    @Test
    void aStartThatTheClockJumpedOverIsMissedAndComesAgainWhenTheClockIsSetBack() {
        ProgramStory s = morning("2026-06-01T03:50:00Z").starts();
        s.told();
        s.clockSteps(1_200).runs("1min");
        assertEquals(
                List.of("program:morning missed 2026-06-01T04:00:00Z the clock was set ahead by 20 min"),
                s.told("missed 2026"));
        s.clockSteps(-1_200).runs("15min");
        assertEquals(List.of("run:1 claimed 2026-06-01T04:00:00Z"), s.told("claimed"), "its time came after all");
    }

    @Test
    void aSteppedClockChangesNoRunningTimer() {
        ProgramStory s = morning(BEFORE_SIX).starts().runs("30s");
        s.clockSteps(-7_200).runs("3min");
        assertEquals(List.of("run:1 ended completed 120"), s.told("run:1 ended"));
    }

    @Test
    void inDoubtOfTheClockDatedStartsWaitForAPersonAndRequestsDoNot() {
        ProgramStory s = morning("2026-06-01T03:50:00Z").starts();
        s.story.wallJumps(-3_600, true);
        s.told();
        s.runs("90min");
        assertEquals(List.of(), s.told("claimed"));
        assertTrue(s.stage.programs(s.story.wall(), true).getFirst().waits().startsWith("the clock is in doubt"));
        s.confirmsClock().runs("1min");
        assertEquals(
                List.of(
                        "program:morning missed 2026-06-01T04:00:00Z the clock was in doubt and nobody had confirmed it"),
                s.told("missed 2026"));
        s.asks("program.run", "morning");
        assertTrue(s.story.answer().startsWith("accepted"), s.story.answer());
    }

    @Test
    void aYearOfJumpAheadIsTenSecondsOfWorkAndComesBackWhole() {
        ProgramStory s = morning("2026-06-01T03:50:00Z").starts();
        s.clockSteps(10L * 365 * 86_400).runs("10s");
        s.told();
        s.clockSteps(-10L * 365 * 86_400).runs("15min");
        assertEquals(List.of("run:1 claimed 2026-06-01T04:00:00Z"), s.told("claimed"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        // Spring: 02:30 does not exist on 29 March. Autumn: it exists twice on 25 October.
        "2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z",
        "2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z"
    })
    void inTheNightOfTheClockChangeItRunsOnce(String begin, String claimed) {
        ProgramStory s =
                ProgramStory.of(begin, morning(Missed.SKIP, "0s", "02:30")).starts();
        s.runs("20h");
        assertEquals(List.of("run:1 claimed " + claimed), s.told("claimed"));
    }

    @Test
    void aRunGoesOnAcrossMidnight() {
        ProgramStory s = ProgramStory.of("2026-06-01T21:58:50Z", morning(Missed.SKIP, "0s", "23:59", "00:00"))
                .starts();
        s.runs("10min");
        List<String> told = s.told();
        assertTrue(told.stream().anyMatch(l -> l.contains("run:1 ended completed 120")), told::toString);
        assertTrue(
                told.stream().anyMatch(l -> l.contains("skipped 2026-06-01T22:00:00Z already running as run 1")),
                told::toString);
    }

    @Test
    void restartedFromACheckpointAtAnyMomentTheEffectsAreTheSame() {
        List<Effect> whole = effects(morning(BEFORE_SIX).starts(), 0);
        for (int seconds : new int[] {3, 9, 10, 11, 40, 71, 75, 76, 78, 120, 137, 150}) {
            assertEquals(whole, effects(morning(BEFORE_SIX).starts(), seconds), "checkpoint after " + seconds + " s");
        }
    }

    private static List<Effect> effects(ProgramStory s, int checkpointAfter) {
        s.runs(checkpointAfter + "s");
        if (checkpointAfter > 0) {
            s.goesOn();
        }
        s.runs(200 - checkpointAfter + "s");
        return s.story.journal().stream()
                .filter(JournalRecord.Effects.class::isInstance)
                .flatMap(r -> ((JournalRecord.Effects) r).effects().stream())
                .toList();
    }
}
