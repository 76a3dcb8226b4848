package org.penstock.core.control;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.penstock.core.control.ProgramSpec.Fold;
import org.penstock.core.control.ProgramSpec.Gap;
import org.penstock.core.control.ProgramSpec.Missed;
import org.penstock.core.control.ProgramSpec.Schedule;
import org.penstock.core.control.ProgramSpec.Step;
import org.penstock.core.quantity.Metric;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.JournalRecord;
import org.penstock.core.testsupport.EngineStory;
import org.penstock.core.testsupport.StoryFacility;

/**
 * A story about programs: a pump, three valves, a tank, an emergency stop; one valve at a time. Told on the real engine.
 * Begins on 1 June 2026 at 05:50 in Amsterdam unless said otherwise.
 */
final class ProgramStory {
    static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    private static final Set<Integer> DAILY = Set.of(1, 2, 3, 4, 5, 6, 7);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZONE);

    final StoryFacility facility = plant();

    /** What every story has, without programs. */
    private static StoryFacility plant() {
        return new StoryFacility()
                .stream("tank", Metric.VOLUME)
                        .state("loop", "open", "closed")
                        .output("pump-1", "pump")
                        .output("valve-1", "valve")
                        .output("valve-2", "valve")
                        .output("valve-3", "valve")
                        .eStop("e-stop", "loop")
                        .low("tank-low", "tank", 50, 20, "pump-1")
                        .atMost(1, "one-valve", "valve-1", "valve-2", "valve-3");
    }

    ProgramStage stage = new ProgramStage();
    final EngineStory story;
    double tank = 300;
    double loop = 1;
    private int seen;

    private ProgramStory(String begin, ProgramSpec... programs) {
        for (ProgramSpec p : programs) {
            facility.program(p);
        }
        story = EngineStory.of(facility, List.of(stage), List.of(), Instant.parse(begin));
    }

    /** Two steps of 60 s at 06:00 and 13:30; lead 1 s, linger 5 s, at most 10 min. */
    static ProgramStory morning(String begin) {
        return of(begin, morning(Missed.SKIP, "0s", "06:00", "13:30"));
    }

    static ProgramStory of(String begin, ProgramSpec... programs) {
        return new ProgramStory(begin, programs);
    }

    static ProgramSpec morning(Missed missed, String within, String... times) {
        return program("morning", missed, within, List.of(step(60, 1), step(60, 2)), times);
    }

    static ProgramSpec program(String key, Missed missed, String within, List<Step> steps, String... times) {
        return program(key, 0, missed, within, steps, times);
    }

    static ProgramSpec program(String key, int pump, Missed missed, String within, List<Step> steps, String... times) {
        List<LocalTime> at = new ArrayList<>();
        for (String t : times) {
            at.add(LocalTime.parse(t));
        }
        return new ProgramSpec(
                key,
                Character.toUpperCase(key.charAt(0)) + key.substring(1) + " watering",
                pump,
                1_000_000,
                5_000_000,
                600_000_000,
                steps,
                new Schedule(at, DAILY, Gap.AFTER, Fold.FIRST, missed, StoryFacility.micros(within)));
    }

    static Step step(int seconds, Integer... outputs) {
        return new Step(List.of(outputs), seconds * 1_000_000L);
    }

    ProgramStory starts() {
        story.starts();
        hear();
        return this;
    }

    /** Time passes; tank and loop are heard every 5 s. */
    ProgramStory runs(String time) {
        long left = StoryFacility.micros(time);
        while (left > 0) {
            long piece = Math.min(left, 5_000_000);
            story.runs(piece / 1_000 + "ms");
            left -= piece;
            hear();
        }
        return this;
    }

    ProgramStory hear() {
        story.hears("tank", tank);
        story.hears("loop", loop);
        return this;
    }

    /** The process is gone for {@code time} and starts again from the checkpoint of its last scan. */
    ProgramStory diesFor(String time) {
        stage = new ProgramStage();
        story.goesOnFromCheckpoint(List.of(stage), List.of());
        story.skips(time);
        return starts();
    }

    /** Text of an open alert, "" when it is not open. */
    String alert(String sourceAndKey) {
        return story.alerts().getOrDefault(sourceAndKey, "");
    }

    /** Only what was driven, since the last call. */
    List<String> drives() {
        return drives(told());
    }

    /** The drives among {@code told}, without their times. */
    static List<String> drives(List<String> told) {
        return told.stream()
                .map(l -> l.substring(13))
                .filter(l -> l.endsWith(" on") || l.endsWith(" off"))
                .toList();
    }

    /** Another engine goes on from a checkpoint of this moment, without a start. */
    ProgramStory goesOn() {
        stage = new ProgramStage();
        story.goesOnFromCheckpoint(List.of(stage), List.of());
        return this;
    }

    /** The facility file is changed: {@code output} and the programs are gone. */
    ProgramStory appliesWithout(String output) {
        StoryFacility changed =
                new StoryFacility().stream("tank", Metric.VOLUME).state("loop", "open", "closed");
        int no = facility.outputNo(output);
        for (String key : List.of("pump-1", "valve-1", "valve-2", "valve-3")) {
            if (!key.equals(output)) {
                int keeps = facility.outputNo(key);
                changed.output(
                        key,
                        key.startsWith("pump") ? "pump" : "valve",
                        o -> new OutputSpec(
                                keeps,
                                o.key(),
                                o.name(),
                                o.device(),
                                o.location(),
                                o.kind(),
                                o.safe(),
                                o.onStart(),
                                o.maxOnMicros(),
                                o.guard(),
                                o.guardReason(),
                                o.timeoutMicros()));
            }
        }
        if (changed.build().outputs().stream().anyMatch(o -> o.no() == no)) {
            throw new IllegalStateException(output + " is still there");
        }
        story.applies(changed);
        return this;
    }

    /** The facility file is changed: these are the programs now. */
    ProgramStory applies(ProgramSpec... programs) {
        StoryFacility changed = plant();
        for (ProgramSpec p : programs) {
            changed.program(p);
        }
        story.applies(changed);
        return this;
    }

    ProgramStory asks(String verb, String subject) {
        story.asks(verb, subject);
        return this;
    }

    /** What was done since the last call, with the time in Amsterdam: drives and, of programs, records and alerts. */
    List<String> told() {
        List<String> lines = new ArrayList<>();
        List<JournalRecord> journal = story.journal();
        for (; seen < journal.size(); seen++) {
            if (journal.get(seen) instanceof JournalRecord.Effects effects) {
                for (int i = 0; i < effects.effects().size(); i++) {
                    String line = line(effects.effects().get(i));
                    if (!line.isEmpty()) {
                        lines.add(CLOCK.format(PlannedStarts.instant(effects.wallMicros()[i])) + " " + line);
                    }
                }
            }
        }
        return lines;
    }

    /** As {@link #told}, only the lines with {@code word} in them, without their times. */
    List<String> told(String word) {
        return told().stream()
                .filter(l -> l.contains(word))
                .map(l -> l.substring(13))
                .toList();
    }

    private String line(Effect effect) {
        if (effect instanceof Effect.Drive d) {
            String key = ProgramStage.output(story.config(), d.output()).key();
            return key + (d.toSafe() ? " off" : " on");
        }
        if (effect instanceof Effect.Record r && r.kind().startsWith("run.")) {
            StringBuilder line = new StringBuilder(r.subject() + " " + r.kind().substring(4));
            for (String name : List.of("planned", "order", "state", "actual_seconds", "undone", "reason")) {
                String value = r.data().get(name);
                if (value != null && !value.isEmpty()) {
                    line.append(' ').append(value);
                }
            }
            return line.toString();
        }
        if (effect instanceof Effect.Raise r && r.source().startsWith("program:")) {
            return "! " + r.key() + " " + r.severity() + ": " + r.text();
        }
        if (effect instanceof Effect.Clear c && c.source().startsWith("program:")) {
            return "ok " + c.key();
        }
        return "";
    }

    ProgramStory clockSteps(long seconds) {
        story.wallJumps(seconds, false);
        return this;
    }

    ProgramStory confirmsClock() {
        story.puts(new Input.Request("c", "anna", "clock.confirm", "", Double.NaN, 0, ""));
        return this;
    }
}
