package org.penstock.app.window.model.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The past and the present become one line, in which no reading stands twice. */
class ReadingsTest {
    private static final String GOOD = "good";

    @Test
    void aReadingToldWithEveryBeatIsTakenOnce() {
        Readings r = new Readings();
        assertTrue(r.append(1_000, 21.4, GOOD));
        assertFalse(r.append(1_000, 21.4, GOOD), "the same instant");
        assertFalse(r.append(1_003, 21.4, GOOD), "its age was counted from another scan");
        assertTrue(r.append(1_020, 21.5, GOOD), "another value is another reading");
        assertTrue(r.append(2_000, 21.5, GOOD));
        assertFalse(r.append(1_500, 19, GOOD), "what is older comes from the record");
        assertEquals(List.of(1_000L, 1_020L, 2_000L), times(r));
    }

    @Test
    void theRecordTakesThePlaceOfWhatWasSeenLiveAndLeavesWhatItDoesNotKnowYet() {
        Readings live = of(10_000, 11_000, 12_000, 13_000);
        Readings told = of(8_000, 9_000, 10_004, 10_500, 11_004);
        Readings all = live.with(told, 8_000, 14_000);
        assertEquals(List.of(8_000L, 9_000L, 10_004L, 10_500L, 11_004L, 12_000L, 13_000L), times(all));
        assertEquals(996, all.spacing(5), "from the record's last to the first that only the present knows");
    }

    @Test
    void theNewestOfTheRecordIsNotTheSameReadingSeenLiveAMomentLater() {
        Readings all = of(10_000, 11_004).with(of(9_000, 10_000, 11_000), 9_000, 14_000);
        assertEquals(List.of(9_000L, 10_000L, 11_000L), times(all));
    }

    @Test
    void aPartIsPutBetweenWithoutHidingTheSilenceOnEitherSide() {
        Readings all = of(1_000, 2_000, 90_000, 91_000).with(of(40_000, 41_000), 30_000, 60_000);
        assertEquals(List.of(1_000L, 2_000L, 40_000L, 41_000L, 90_000L, 91_000L), times(all));
        assertEquals(38_000, all.spacing(2));
        assertEquals(49_000, all.spacing(4));
        assertEquals(1_000, all.spacing(5));
    }

    @Test
    void nothingIsLostWhenThePartIsEmpty() {
        assertEquals(List.of(1_000L, 2_000L), times(of(1_000, 2_000).with(new Readings(), 0, 5_000)));
    }

    static Readings of(long... at) {
        Readings r = new Readings();
        for (long t : at) {
            r.append(t, 20, GOOD);
        }
        return r;
    }

    static List<Long> times(Readings r) {
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < r.size(); i++) {
            all.add(r.at(i));
        }
        return all;
    }
}
