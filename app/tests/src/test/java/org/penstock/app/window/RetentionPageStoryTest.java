package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.penstock.app.window.model.PageAddress.Kind;

/** What is kept, what would go, and keeping some of it longer: by the keyboard, by who may. */
class RetentionPageStoryTest {
    private final RegisterSight at = new RegisterSight();

    @BeforeAll
    static void toolkit() throws InterruptedException {
        Sight.toolkit();
    }

    @AfterEach
    void close() {
        at.close();
    }

    @Test
    void aComplianceOfficerSeesWhatWouldGoKeepsSomeAndLetsTheRestGo() {
        at.room.retention.withRun("system", "daily");
        at.sits("bob");
        at.open(Kind.RETENTION);
        at.sight().seen("full on 2031-08-14");
        at.sight().seen("467.0 MB, mean of 14 days");
        at.onList(KeyCode.DOWN);
        at.sight().seen("Air: co2, humidity");
        at.sight().seen("3 months");
        at.onList(KeyCode.DOWN);
        at.sight().seenPart("readings would go");
        at.sight().seenPart("all of it: 172");

        at.onList(KeyCode.H);
        at.sight().seenPart("to lift it takes two others");
        at.write("2026/7");
        at.tab();
        at.write("a claim of the neighbour");
        at.tab();
        at.choose("Bay 1");
        at.tab();
        at.write("2024-02-27");
        at.go();
        at.sight().seenPart("The legal hold for 2026/7 is placed.");
        assertTrue(
                at.room.retention.done.getFirst().startsWith("bob keeps location Bay 1 from 2024-02-2"),
                at.room.retention.done.getFirst());
        at.sight().seen("when two people lift it");
        at.sight().seen("What would go without it");

        at.onList(KeyCode.L);
        at.write("the claim was withdrawn");
        at.go();
        at.sight().seenPart("Lift the legal hold for 2026/7");
        assertEquals("bob asks to lift 2026/7: the claim was withdrawn", at.room.retention.done.getLast());

        at.onList(KeyCode.HOME);
        at.onList(KeyCode.DOWN);
        at.onList(KeyCode.DOWN);
        at.onList(KeyCode.R);
        at.sight().seenPart("It cannot be undone.");
        at.write("the disk is short");
        at.go();
        at.sight().seenPart("readings went.");
        assertEquals("bob lets go: the disk is short", at.room.retention.done.getLast());
    }

    @Test
    void whoMayOnlyLookIsToldWhyAndAShortDiskIsSaid() {
        at.room.retention.full = LocalDate.of(2026, 3, 12);
        at.room.retention.withHold("2024/118", "anna");
        at.sits("anna");
        at.open(Kind.RETENTION);
        at.sight().seenPart("The room for readings is short.");
        at.onList(KeyCode.DOWN);
        at.onList(KeyCode.DOWN);
        at.sight().seenPart("Run now:");
        assertFalse(at.sight().pressable("Run now  R"));
        at.onList(KeyCode.END);
        at.sight().seen("Legal hold 2024/118");
        at.sight().seenPart("Lift it:");
        assertEquals(List.of(), at.room.retention.done);
    }
}
