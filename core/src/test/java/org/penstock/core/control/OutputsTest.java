package org.penstock.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penstock.core.control.OutputView.Phase;
import org.penstock.core.testsupport.EngineStory;
import org.penstock.core.testsupport.StoryFacility;

class OutputsTest {
    private static EngineStory house() {
        return EngineStory.of(new StoryFacility().output("valve-1", "valve").output("valve-2", "valve"));
    }

    @Test
    void aStartDrivesEveryOutputToSafeAndReadsItBackBeforeAnythingMayOpen() {
        EngineStory story = house().starts();
        assertEquals(List.of("valve-1 -> safe (start)", "valve-2 -> safe (start)"), story.drives());
        assertEquals(Phase.SAFE, story.phase("valve-1"));
    }

    @Test
    void aPersonOpensAValveForAMinuteAndItClosesByItself() {
        EngineStory story = house().starts();
        story.drives();
        story.asks("output.set", "valve-1", 1, "60s");
        assertEquals("accepted: Valve 1 open for 1 min", story.answer());
        assertEquals(Phase.OPENING, story.phase("valve-1"));
        story.runs("59s");
        assertEquals(Phase.HELD, story.phase("valve-1"));
        story.runs("2s");
        assertEquals(Phase.SAFE, story.phase("valve-1"));
        List<String> drives = story.drives();
        assertEquals(2, drives.size());
        assertTrue(drives.get(1).startsWith("valve-1 -> safe"), drives.get(1));
    }
}
