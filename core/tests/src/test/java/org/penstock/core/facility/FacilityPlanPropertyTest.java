package org.penstock.core.facility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.penstock.core.alert.AlertConfig;
import org.penstock.core.control.ControlConfig;
import org.penstock.core.testsupport.AnyDriver;
import org.penstock.core.testsupport.FacilityBuilder;

/**
 * Whatever a facility is made of and however it is written down: a plan tells what was changed, all of it and no more. Each
 * facility comes of a number; {@code -Dpenstock.seed} begins with the one that a failure names.
 */
@Execution(ExecutionMode.CONCURRENT)
@Order(1)
class FacilityPlanPropertyTest {
    private static final long SEED = Long.getLong("penstock.seed", System.nanoTime());

    private final FacilityFile file =
            FacilityBuilder.file(List.of(new AnyDriver("simulator"), new AnyDriver("mqtt"), new AnyDriver("modbus")));

    private static void each(int facilities, LongConsumer judge) {
        for (long seed = SEED; seed < SEED + facilities; seed++) {
            try {
                judge.accept(seed);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    private Configuration accepted(List<Configuration.File> files, @Nullable Configuration previous) {
        return switch (file.read(files, previous, name -> true)) {
            case FacilityFile.Reading.Accepted(Configuration read, var _) -> read;
            case FacilityFile.Reading.Refused(var problems) -> throw new AssertionError(problems + "\n" + text(files));
        };
    }

    private FacilityPlan planned(Configuration current, List<Configuration.File> files) {
        return switch (FacilityPlan.of(file, current, files, name -> true)) {
            case FacilityPlan.Outcome.Planned(FacilityPlan plan) -> plan;
            case FacilityPlan.Outcome.Refused(var problems) -> throw new AssertionError(problems + "\n" + text(files));
        };
    }

    private static String text(List<Configuration.File> files) {
        return files.stream().map(f -> "== " + f.name() + "\n" + f.text()).collect(Collectors.joining("\n"));
    }

    @Test
    void whatIsExportedIsWhatIsInForce() {
        each(1_000, this::whatIsExportedIsWhatIsInForce);
    }

    private void whatIsExportedIsWhatIsInForce(long seed) {
        Configuration current = accepted(AnyLayout.shuffled(new AnyFacility(seed), seed), null);
        List<Configuration.File> exported = BaseLine.with(current.files(), current.hash());
        FacilityPlan same = planned(current, exported);
        assertEquals(current.hash(), same.base(), () -> text(exported));
        assertEquals(List.of(), same.changes());
        assertFalse(same.textDiffers(), () -> text(exported));
        assertEquals(current.hash(), same.next().hash());
        assertEquals(current.files(), BaseLine.without(exported));

        Configuration back = FacilityBuilder.reread(current.json());
        assertEquals(current.hash(), back.hash());
        assertEquals(current.part(ControlConfig.class), back.part(ControlConfig.class));
        assertEquals(current.part(Places.class), back.part(Places.class));
        assertEquals(current.part(Equipment.class), back.part(Equipment.class));
        assertEquals(current.part(AlertConfig.class), back.part(AlertConfig.class));
    }

    @Test
    void orderLayoutAndCommentsAreNoChange() {
        each(200, this::orderLayoutAndCommentsAreNoChange);
    }

    private void orderLayoutAndCommentsAreNoChange(long seed) {
        AnyFacility facility = new AnyFacility(seed);
        Configuration current = accepted(AnyLayout.shuffled(facility, seed), null);
        FacilityPlan otherHand = planned(current, AnyLayout.shuffled(facility, ~seed));
        assertEquals(List.of(), otherHand.changes());
        assertEquals(current.identities(), otherHand.next().identities());
    }

    @Test
    void oneEditIsToldAndNothingElse() {
        each(200, this::oneEditIsToldAndNothingElse);
    }

    private void oneEditIsToldAndNothingElse(long seed) {
        AnyFacility facility = new AnyFacility(seed);
        Configuration current = accepted(AnyLayout.shuffled(facility, seed), null);
        AnyEdit edit = AnyEdit.of(facility, new Random(seed));
        List<Configuration.File> edited = AnyLayout.shuffled(facility, ~seed);
        FacilityPlan plan = planned(current, edited);
        edit.judge(plan.changes(), facility);
        assertTrue(plan.textDiffers());
        Configuration back = FacilityBuilder.reread(plan.next().json());
        assertEquals(plan.next().part(ControlConfig.class), back.part(ControlConfig.class));
        AnyEdit.judgeNumbers(edit, current, plan.next());
    }

    @Test
    void twoEditsOfOneFileAreBothInTheMergedOneOrAPersonIsAsked() {
        each(200, this::twoEditsOfOneFileAreBothInTheMergedOneOrAPersonIsAsked);
    }

    private void twoEditsOfOneFileAreBothInTheMergedOneOrAPersonIsAsked(long seed) {
        AnyFacility base = new AnyFacility(seed);
        List<Configuration.File> before = AnyLayout.plain(base);
        Configuration first = accepted(before, null);
        AnyFacility mine = new AnyFacility(seed);
        AnyEdit.of(mine, new Random(seed + 1));
        AnyFacility theirs = new AnyFacility(seed);
        AnyEdit.of(theirs, new Random(seed + 2));
        Configuration now = planned(first, AnyLayout.plain(theirs)).next();
        List<Configuration.File> exported = BaseLine.with(AnyLayout.plain(mine), first.hash());
        Rebase merged = Rebase.of(first.files(), exported, now.files());
        if (!merged.conflicts().isEmpty()) {
            return;
        }
        List<Change> myChanges = FacilityPlan.between(before, exported);
        List<Change> theirChanges = FacilityPlan.between(before, now.files());
        List<Change> both = FacilityPlan.between(before, merged.files());
        AnyEdit.judgeBoth(myChanges, theirChanges, both, () -> text(merged.files()));
    }
}
