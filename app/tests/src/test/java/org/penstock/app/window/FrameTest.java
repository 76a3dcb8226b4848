package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penstock.app.window.model.AlertRow;
import org.penstock.app.window.model.CornerModel;
import org.penstock.app.window.model.Frame;
import org.penstock.app.window.model.Mark;
import org.penstock.app.window.model.Moment;
import org.penstock.app.window.model.NavModel;
import org.penstock.app.window.model.SeverityStyle;
import org.penstock.app.window.model.StartLine;
import org.penstock.app.window.model.StripModel;
import org.penstock.core.runtime.FacilitySnapshot;

/** What stands around every page, in each condition. */
class FrameTest {
    private static final Moment NOW = new Moment(Facilities.NOW, 0.1, true);

    private final Frame calm = frame(Facilities.calm(), NOW);
    private final Frame abnormal = frame(Facilities.abnormal(), NOW);

    @Test
    void theStripCountsOpenAlertsAndShowsTheMostUrgentThatNobodySaw() {
        List<Integer> counts = abnormal.strip().counters().stream()
                .map(StripModel.Counter::count)
                .toList();
        assertEquals(List.of(0, 2, 2, 0), counts);
        AlertRow shown = abnormal.strip().shown(0);
        assertNotNull(shown);
        assertEquals(41, shown.no());
        assertEquals(SeverityStyle.CRITICAL, shown.style());
        assertEquals("41 s", shown.age());
        assertEquals(3, abnormal.strip().unacknowledged().size());
    }

    @Test
    void anAlertThatAPersonIsAboutToAcknowledgeStaysInTheStrip() {
        AlertRow held = abnormal.strip().shown(39);
        assertNotNull(held);
        assertEquals(39, held.no());
        AlertRow seenMeanwhile = abnormal.strip().shown(38);
        assertNotNull(seenMeanwhile);
        assertEquals(41, seenMeanwhile.no(), "38 is acknowledged and gives way");
        assertNull(calm.strip().shown(41));
    }

    @Test
    void whatNobodySawStandsFirstInTheListAndOnlyItBlinks() {
        assertEquals(
                List.of(41L, 39L, 40L).stream().sorted().toList(),
                abnormal.alerts().stream().limit(3).map(AlertRow::no).sorted().toList());
        assertEquals("acknowledged by marta", abnormal.alerts().getLast().state());
        Frame dark = frame(Facilities.abnormal(), new Moment(Facilities.NOW, 0.1, false));
        assertEquals(3, dark.alerts().stream().filter(a -> !a.blinkOn()).count());
        assertTrue(dark.blinking());
    }

    @Test
    void theStartsOfTheNextFourteenDaysStandUnderTheirDays() {
        assertEquals("day:today", calm.starts().getFirst().key());
        StartLine.Start first = (StartLine.Start) calm.starts().get(1);
        assertEquals("06:00", first.time());
        assertEquals("takes 8 min 06 s", first.lasts());
        assertEquals(
                30,
                calm.starts().stream().filter(StartLine.Start.class::isInstance).count());
    }

    @Test
    void whenAllIsWellNothingMovesAndTheCornerIsQuiet() {
        assertEquals("No alerts.", calm.strip().calm());
        assertFalse(calm.blinking());
        assertTrue(calm.living());
        assertTrue(calm.corner().items().stream().allMatch(i -> i.mark() == Mark.NONE));
        assertEquals("Links 2", calm.corner().items().getFirst().text());
    }

    @Test
    void theCornerSaysInFewWordsWhatIsAwayAndInMoreWhy() {
        CornerModel.Item links = abnormal.corner().items().getFirst();
        assertEquals("Links: 1 of 2 away", links.text());
        assertEquals(Mark.AWAY, links.mark());
        assertTrue(links.why().contains("refused the connection"), links::why);
        assertTrue(abnormal.corner().items().stream().anyMatch(i -> i.text().equals("Database: AWAY, 97 s behind")));
    }

    @Test
    void aPlaceCarriesTheMostUrgentAlertOfEverythingInIt() {
        assertEquals(
                List.of("North House", "Glasshouse 1", "Bay 1", "Bay 2", "Irrigation room"),
                abnormal.nav().places().stream().map(NavModel.Place::name).toList());
        assertEquals(
                List.of("nav-depth-0", "nav-depth-1", "nav-depth-2", "nav-depth-2", "nav-depth-1"),
                abnormal.nav().places().stream().map(NavModel.Place::depthClass).toList());
        assertEquals(SeverityStyle.CRITICAL, abnormal.nav().places().getFirst().worst());
        assertEquals(
                "North House, 4 alerts open", abnormal.nav().places().getFirst().spoken());
        assertEquals(SeverityStyle.WARNING, abnormal.nav().places().get(1).worst());
        assertTrue(calm.nav().places().stream().allMatch(p -> p.worst() == null));
    }

    @Test
    void theHeaderNamesTheShiftThatIsOnAndWhenItEnds() {
        assertEquals("Night until 06:00", calm.header().shift());
        Moment evening = new Moment(Facilities.NOW.plusSeconds(12 * 3_600), 0, false);
        assertEquals(
                "Day until 18:00", frame(Facilities.calm(), evening).header().shift());
    }

    @Test
    void whenTheRuntimeFallsSilentHeaderAndStripSaySo() {
        Frame lost = frame(Facilities.calm(), new Moment(Facilities.NOW.plusSeconds(41), 41, true));
        assertEquals("NOT LIVING: last news 05:52:07, 41 s ago", lost.header().lost());
        assertEquals(
                "Not known: the control room has been silent for 41 s.",
                lost.strip().calm());
        assertTrue(lost.lost());
        assertFalse(lost.living());
    }

    private static Frame frame(FacilitySnapshot snapshot, Moment moment) {
        return Frame.of(Exhibit.beat(snapshot, moment));
    }
}
