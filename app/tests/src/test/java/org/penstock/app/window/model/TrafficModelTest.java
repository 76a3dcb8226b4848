package org.penstock.app.window.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.penstock.core.link.Exchange;

class TrafficModelTest {
    private final Words words = Words.in(Locale.ENGLISH);
    private final TrafficModel model = new TrafficModel(words, new Times(words, ZoneOffset.UTC));

    @Test
    void theNewestStandsFirstWithItsMillisecondsAndHowItEnded() {
        model.add(List.of(good(1), failed(2)));
        TrafficModel.Row newest = model.rows().getFirst();
        assertEquals("05:20:02.000", newest.time());
        assertEquals("no answer", newest.outcome());
        assertEquals("1000.0", newest.took());
        assertEquals("good", model.rows().getLast().outcome());
        assertEquals("2 exchanges, 1 failed", model.summary());
    }

    @Test
    void whatIsKnownIsNotTakenTwiceAndAGapIsCounted() {
        model.add(List.of(good(4), good(5)));
        model.add(List.of(good(5), good(9)));
        assertEquals(3, model.rows().size());
        assertEquals(9, model.last());
        assertEquals("3 exchanges, 0 failed; 3 more went too fast to be kept", model.summary());
    }

    @Test
    void onlyTheNewestThousandAreKept() {
        model.add(LongStream.rangeClosed(1, 1_500)
                .mapToObj(TrafficModelTest::good)
                .toList());
        assertEquals(TrafficModel.MOST, model.rows().size());
        assertEquals("exchange:1500", model.rows().getFirst().key());
        assertEquals("exchange:501", model.rows().getLast().key());
    }

    @Test
    void aPauseHoldsWhatIsShownCountsWhatComesAndLosesNothing() {
        model.add(List.of(good(1)));
        model.pause(true);
        model.add(List.of(good(2), good(3)));
        assertEquals(1, model.rows().size());
        assertEquals("1 exchanges, 0 failed. PAUSED, 2 came since", model.summary());
        model.pause(false);
        assertEquals(3, model.rows().size());
    }

    @Test
    void onlyErrorsLeavesOutWhatEndedWell() {
        model.add(List.of(good(1), failed(2), good(3)));
        model.onlyErrors(true);
        assertEquals(
                List.of("exchange:2"),
                model.rows().stream().map(TrafficModel.Row::key).toList());
        model.onlyErrors(false);
        assertEquals(3, model.rows().size());
    }

    private static Exchange good(long no) {
        return new Exchange(no, at(no), "skid", "read holding:0", "", 4_200);
    }

    private static Exchange failed(long no) {
        return new Exchange(no, at(no), "", "read input:0", "no answer", 1_000_000);
    }

    /** 2026-11-21T05:20:00Z and so many seconds. */
    private static long at(long seconds) {
        return (1_795_238_400L + seconds) * 1_000_000;
    }
}
