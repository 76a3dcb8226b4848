package org.penstock.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penstock.core.control.ProgramStory.morning;
import static org.penstock.core.control.ProgramStory.program;
import static org.penstock.core.control.ProgramStory.step;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.penstock.core.control.ProgramSpec.Missed;
import org.penstock.core.testsupport.StoryDevices.Mood;

@DisplayName("Runs of programs")
class ProgramStageTest {
    private static final String BEFORE_SIX = "2026-06-01T03:59:50Z";

    @Test
    void aPlannedRunMovesPumpAndValvesInTheSafeOrder() {
        ProgramStory s = morning(BEFORE_SIX).starts();
        s.told();
        s.runs("3min");
        assertEquals(
                List.of(
                        "06:00:00.000 run:1 claimed 2026-06-01T04:00:00Z",
                        "06:00:00.000 run:1 started 2026-06-01T04:00:00Z",
                        "06:00:00.000 valve-1 on",
                        "06:00:01.100 pump-1 on",
                        "06:01:01.200 run:1 step 1 completed 60",
                        "06:01:01.200 pump-1 off",
                        "06:01:06.300 valve-1 off",
                        "06:01:06.400 valve-2 on",
                        "06:01:07.500 pump-1 on",
                        "06:02:07.600 run:1 step 2 completed 60",
                        "06:02:07.600 pump-1 off",
                        "06:02:12.700 valve-2 off",
                        "06:02:12.800 run:1 ended completed 120",
                        "06:02:12.800 ok not_run",
                        "06:02:12.800 ok run_failed"),
                s.told());
    }

    @Test
    void aValveThatTheNextStepNeedsTooStaysOpenWhileThePumpStands() {
        ProgramStory s = ProgramStory.of(
                BEFORE_SIX, program("morning", Missed.SKIP, "0s", List.of(step(10, 1), step(20, 1)), "06:00"));
        s.starts().told();
        s.runs("1min");
        assertEquals(
                List.of(
                        "valve-1 on",
                        "pump-1 on",
                        "pump-1 off",
                        "valve-1 on",
                        "pump-1 on",
                        "pump-1 off",
                        "valve-1 off"),
                s.drives(),
                "the second `valve-1 on` only renews the timer of the device");
    }

    @Test
    void aStepWithoutValvesOnlyWaits() {
        ProgramStory s = ProgramStory.of(
                BEFORE_SIX,
                program("morning", Missed.SKIP, "0s", List.of(step(10, 1), step(30), step(10, 1)), "06:00"));
        s.starts().told();
        s.runs("2min");
        assertEquals(
                List.of("1 completed 10", "2 completed 30", "3 completed 10"),
                s.told("run:1 step").stream().map(l -> l.substring(11)).toList());
    }

    @Test
    void aProgramWithoutAPumpNeedsNoLeadAndNoLinger() {
        ProgramStory s = ProgramStory.of(
                BEFORE_SIX, program("morning", -1, Missed.SKIP, "0s", List.of(step(10, 1), step(10, 2)), "06:00"));
        s.starts().told();
        s.runs("1min");
        assertEquals(
                List.of(
                        "06:00:00.000 valve-1 on",
                        "06:00:10.100 valve-1 off",
                        "06:00:10.200 valve-2 on",
                        "06:00:20.300 valve-2 off"),
                s.told().stream().filter(l -> l.contains("valve")).toList());
    }

    @Test
    void aPersonStartsAndStopsARun() {
        ProgramStory s = morning("2026-06-01T08:00:00Z").starts();
        s.told();
        s.asks("program.run", "morning");
        assertEquals("accepted: Morning watering starts as run 1", s.story.answer());
        s.runs("20s");
        s.asks("program.run", "morning");
        assertEquals("refused: already running as run 1", s.story.answer());
        s.asks("run.stop", "1");
        assertEquals("accepted: run 1 of Morning watering ends: pump, then valves", s.story.answer());
        s.asks("run.stop", "1");
        assertEquals("refused: run 1 is ending already: stopped by anna", s.story.answer());
        s.runs("20s");
        List<String> told = s.told();
        assertEquals(List.of("valve-1 on", "pump-1 on", "pump-1 off", "valve-1 off"), ProgramStory.drives(told));
        assertTrue(
                told.getLast().contains("run:1 ended aborted 18.8")
                        && told.getLast().endsWith("2: 60 stopped by anna"),
                told::toString);
        s.asks("run.stop", "1");
        assertEquals("refused: run 1 is over already: aborted", s.story.answer());
        assertTrue(s.story.alerts().keySet().stream().noneMatch(k -> k.startsWith("program:")), "nobody is called");
    }

    @Test
    void wrongNamesAreRefusedInWords() {
        ProgramStory s = morning("2026-06-01T08:00:00Z").starts();
        s.asks("program.run", "mornin");
        assertEquals("refused: there is no program `mornin`; did you mean `morning`?", s.story.answer());
        s.asks("run.stop", "77");
        assertEquals("refused: there is no active run `77`; look at the list of runs", s.story.answer());
    }

    @Test
    void aShutGateRefusesARequestInItsOwnWords() {
        ProgramStory s = morning("2026-06-01T08:00:00Z").starts();
        s.tank = 30;
        s.hear().asks("program.run", "morning");
        assertEquals("refused: Tank low: 30 L, needs 70 L (0 s ago)", s.story.answer());
        s.tank = 300;
        s.loop = 0;
        s.hear().asks("program.run", "morning");
        assertEquals("refused: E stop: Loop is open, safe is closed", s.story.answer());
    }

    @Test
    void aPumpThatSomebodyElseRunsIsNotTaken() {
        ProgramStory s = morning("2026-06-01T08:00:00Z").starts();
        s.story.asks("output.set", "pump-1", 1, "60s");
        s.runs("1s").asks("program.run", "morning");
        assertTrue(s.story.answer().startsWith("refused: Pump 1 is on already"), s.story.answer());
    }

    @Test
    void aPlannedStartAgainstAShutGateIsSkippedWithItsWordsAndTold() {
        ProgramStory s = morning("2026-06-01T03:50:00Z").starts().runs("2min");
        s.tank = 30;
        s.runs("9min");
        List<String> told = s.told("04:00:00Z");
        assertEquals(2, told.size(), told::toString);
        assertTrue(told.get(0).startsWith("program:morning skipped 2026-06-01T04:00:00Z Tank low: 30 L, needs 70 L"));
        assertTrue(told.get(1)
                .startsWith(
                        "! not_run WARNING: Morning watering: the start planned for 2026-06-01T04:00:00Z was skipped:"
                                + " Tank low: 30 L, needs 70 L"));
    }

    @Test
    void aPlannedStartWhileItRunsAlreadyIsSkipped() {
        ProgramStory s = morning("2026-06-01T03:59:00Z").starts();
        s.asks("program.run", "morning");
        s.runs("2min");
        assertEquals(
                List.of("program:morning skipped 2026-06-01T04:00:00Z already running as run 1"),
                s.told("skipped 2026"));
    }

    @Test
    void twoProgramsOnOnePumpDoNotMix() {
        ProgramStory s = ProgramStory.of(
                BEFORE_SIX,
                program("a", Missed.SKIP, "0s", List.of(step(60, 1)), "06:00"),
                program("b", Missed.SKIP, "0s", List.of(step(60, 2)), "06:00"));
        s.starts().told();
        s.runs("2min");
        assertEquals(
                List.of("program:b skipped 2026-06-01T04:00:00Z Pump 1 is in use by run 1 of A watering"),
                s.told("skipped 2026"));
    }

    @Test
    void anInterlockOnThePumpEndsTheRunAndClosesTheValves() {
        ProgramStory s = morning(BEFORE_SIX).starts().runs("30s");
        s.told();
        s.tank = 10;
        s.hear().runs("20s");
        List<String> told = s.told();
        assertEquals(List.of("pump-1 off", "valve-1 off"), ProgramStory.drives(told));
        assertTrue(
                told.stream().anyMatch(l -> l.contains("run:1 ended aborted") && l.contains("Tank low")),
                told::toString);
        assertTrue(s.alert("program:morning run_failed").contains("run 1 was aborted: Tank low"));
    }

    @Test
    void theEmergencyStopClosesEverythingAtOnceAndNothingOpensAgain() {
        ProgramStory s = morning(BEFORE_SIX).starts().runs("30s");
        s.told();
        s.loop = 0;
        s.hear().runs("1s");
        List<String> told = s.told();
        assertEquals(List.of("pump-1 off", "valve-1 off"), ProgramStory.drives(told));
        assertEquals(told.get(0).substring(0, 12), told.get(1).substring(0, 12), "both in the same scan");
        s.loop = 1;
        s.runs("10min");
        assertEquals(List.of(), s.drives());
    }

    @Test
    void stopAllEndsRunsAlsoInAStepThatHoldsNothing() {
        ProgramStory s = ProgramStory.of(
                BEFORE_SIX, program("morning", Missed.SKIP, "0s", List.of(step(60), step(60, 1)), "06:00"));
        s.starts().runs("30s");
        s.asks("stop.all", "").runs("5min");
        assertEquals(List.of(), s.told("valve-1 on"));
        assertEquals("aborted", s.stage.ended().getFirst().state());
    }

    @Test
    void aValveThatDoesNotOpenFaultsTheRunBeforeThePump() {
        ProgramStory s = morning(BEFORE_SIX).starts();
        s.story.device("valve-1", Mood.STUCK);
        s.told();
        s.runs("30s");
        List<String> told = s.told();
        assertEquals(List.of("valve-1 on", "valve-1 off"), ProgramStory.drives(told));
        assertTrue(told.stream().anyMatch(l -> l.contains("run:1 ended faulted 0 1: 60, 2: 60")), told::toString);
        assertTrue(s.alert("program:morning run_failed").contains("was faulted: Valve 1 did not go open"));
    }

    @Test
    void aPumpThatDoesNotStartFaultsTheRunAndTheValveCloses() {
        ProgramStory s = morning(BEFORE_SIX).starts();
        s.story.device("pump-1", Mood.REFUSES);
        s.told();
        s.runs("12s");
        s.story.device("pump-1", Mood.WELL);
        s.runs("30s");
        List<String> told = s.told();
        assertTrue(told.stream().anyMatch(l -> l.contains("run:1 ended faulted 0")), told::toString);
        assertEquals(0, s.story.reality("valve-1"));
    }

    @Test
    void aValveThatDoesNotCloseFaultsTheRunAndTheNextOneStaysShut() {
        ProgramStory s = morning(BEFORE_SIX).starts().runs("30s");
        s.story.device("valve-1", Mood.STUCK);
        s.told();
        s.runs("2min");
        List<String> told = s.told();
        assertEquals(
                List.of(), told.stream().filter(l -> l.contains("valve-2 on")).toList());
        assertTrue(
                told.stream().anyMatch(l -> l.contains("ended faulted 60 2: 60 Valve 1 was not confirmed closed")),
                told::toString);
    }

    @Test
    void aPumpThatDoesNotStopIsWaitedForAndThenTheValveClosesAllTheSame() {
        ProgramStory s = morning(BEFORE_SIX).starts().runs("30s");
        s.story.device("pump-1", Mood.STUCK);
        s.told();
        s.runs("2min");
        List<String> told = s.told();
        String valve =
                told.stream().filter(l -> l.contains("valve-1 off")).findFirst().orElseThrow();
        assertEquals("06:01:13.200", valve.substring(0, 12), "12 s after the pump was told to stop");
        assertTrue(
                told.stream().anyMatch(l -> l.contains("ended faulted 60 2: 60 Pump 1 was not confirmed off")),
                told::toString);
    }

    @Test
    void thePumpStopsAtOnceWhenAValveIsTakenAwayAndTheStepGoesOnWhenItIsGivenBack() {
        ProgramStory s = morning(BEFORE_SIX).starts().runs("30s");
        s.told();
        s.story.asks("output.set", "valve-1", 0, "20s");
        s.runs("3min");
        List<String> told = s.told();
        assertEquals(
                List.of("valve-1 off", "pump-1 off", "valve-1 on", "pump-1 on", "pump-1 off", "valve-1 off"),
                ProgramStory.drives(told).subList(0, 6));
        assertTrue(told.stream().anyMatch(l -> l.contains("run:1 step 1 completed 60")), told::toString);
    }

    @Test
    void aRunThatGetsNoValveForAMinuteIsGivenUp() {
        ProgramStory s = morning(BEFORE_SIX).starts().runs("30s");
        s.told();
        s.story.asks("output.set", "valve-1", 0, "5min");
        s.runs("3min");
        assertTrue(
                s.told("ended aborted").getFirst().contains("Valve 1 was not given for 1 min: set by anna"),
                () -> s.stage.ended().toString());
    }

    @Test
    void aRunLongerThanItsMaximumIsEndedAndTold() {
        ProgramStory s = ProgramStory.of(
                BEFORE_SIX, program("morning", Missed.SKIP, "0s", List.of(step(300, 1), step(400, 2)), "06:00"));
        s.starts().runs("12min");
        assertTrue(s.alert("program:morning run_failed")
                .endsWith("run 1 was aborted: it took longer than its maximum of 10 min"));
        assertEquals(0, s.story.reality("valve-2"));
        assertEquals(0, s.story.reality("pump-1"));
    }

    @Test
    void anOutputThatLeavesTheFileEndsTheRun() {
        ProgramStory s = morning(BEFORE_SIX).starts().runs("30s");
        s.appliesWithout("valve-1").runs("20s");
        assertEquals("aborted", s.stage.ended().getFirst().state());
        assertEquals(0, s.story.reality("pump-1"));
    }

    @Test
    void aChangedProgramDoesNotChangeTheRunThatIsOn() {
        ProgramStory s = morning(BEFORE_SIX).starts().runs("30s");
        s.applies(program("morning", Missed.SKIP, "0s", List.of(step(5, 3)), "07:00"))
                .runs("3min");
        assertEquals("completed", s.stage.ended().getFirst().state());
        assertEquals(2, s.stage.ended().getFirst().steps());
    }

    @Test
    void theViewsSayWhatIsGoingOn() {
        ProgramStory s = morning(BEFORE_SIX).starts().runs("30s");
        RunView run = s.stage.running(s.story.config(), s.story.now()).getFirst();
        assertEquals("Valve 1", run.stepName());
        assertEquals("running", run.doing());
        assertEquals(1, run.step());
        assertEquals(132_000_000, run.plannedMicros());
        assertTrue(run.remainingMicros() > 105_000_000 && run.remainingMicros() < 115_000_000, run::toString);
        ProgramView program = s.stage.programs(s.story.wall(), false).getFirst();
        assertEquals(28, program.next().size(), "two a day for fourteen days, the next this afternoon");
        assertEquals(1, program.run());
        s.runs("3min");
        assertEquals(List.of(), s.stage.running(s.story.config(), s.story.now()));
        assertEquals(
                List.of(60_000_000L, 60_000_000L), s.stage.ended().getFirst().doneMicros());
    }
}
