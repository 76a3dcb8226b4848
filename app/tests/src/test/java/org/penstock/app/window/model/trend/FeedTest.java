package org.penstock.app.window.model.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.penstock.app.window.model.Words;

/** One fetch at a time, only of what is looked at, and again when it failed. */
class FeedTest {
    private static final long NOW = 1_795_236_727_000L;
    private static final Words WORDS = Words.in(Locale.ENGLISH);

    private final Shelf shelf = new Shelf();
    private final TrendModel model = new TrendModel(List.of("t1"), SpanChoice.QUARTER.millis());
    private final Feed feed = new Feed(model, shelf, () -> {});

    @Test
    void anotherSpanEndsWhatWasBeingReadForTheOneBefore() {
        beat(NOW);
        assertEquals(1, shelf.open());
        beat(NOW + 200);
        assertEquals(1, shelf.answers.size(), "it goes on while time goes on");
        model.travel().span(SpanChoice.WEEK.millis());
        beat(NOW + 400);
        assertEquals(2, shelf.answers.size());
        assertEquals(1, shelf.open(), "the first is ended");
        assertEquals(
                SpanChoice.WEEK.millis() / 2_000,
                shelf.wishes.getLast().getFirst().piece());
    }

    @Test
    void whatFailedIsSaidAndTriedAgainWhileThePresentGoesOn() {
        beat(NOW);
        shelf.answers.getLast().failed("The database does not answer.");
        beat(NOW + 1_000);
        assertEquals(1, shelf.answers.size(), "not at once");
        assertEquals(
                "The record cannot be read: The database does not answer. What comes now is drawn; it is tried again by"
                        + " itself.",
                notes().trouble());
        beat(NOW + 15_200);
        assertEquals(2, shelf.answers.size());
        shelf.wishes.getLast().forEach(shelf.answers.getLast()::took);
        shelf.answers.getLast().over();
        assertEquals("", notes().trouble());
        assertEquals(3, model.traces().getFirst().readings().size());
    }

    @Test
    void aLongFetchSaysHowFarItIsAndAShortOneSaysNothing() {
        beat(NOW);
        assertFalse(notes().hint().contains("Reading the record"), notes().hint());
        shelf.answers.getLast().came(new Stretch("t1", 0, 1, new Thinning(1)), 3, 14);
        beat(NOW + 600);
        assertTrue(
                notes().hint().startsWith("Reading the record: 3 of 14. Any other time or page ends it."),
                notes().hint());
    }

    @Test
    void whatIsLeftOutIsSaid() {
        beat(NOW);
        shelf.answers.getLast().leftOut("t1", NOW - 3_600_000);
        shelf.answers.getLast().over();
        assertTrue(notes().trouble().startsWith("T: only what is after today "), notes().trouble());
        assertTrue(notes().trouble().contains("more than 1\u2009000\u2009000 readings"), notes().trouble());
    }

    @Test
    void anOutageAtTheBeginningIsShownAndOnlyANewRecordBeginsThePictureLater() {
        beat(NOW);
        shelf.wishes.getLast().forEach(shelf.answers.getLast()::took);
        shelf.answers.getLast().over();
        beat(NOW + 1_000);
        long quarter = SpanChoice.QUARTER.millis();
        assertEquals(quarter, model.shown().to() - model.shown().from(), "it may have been silent");
        assertEquals(1, shelf.found.size());
        shelf.found.getLast().accept(OptionalLong.of(NOW - 86_400_000));
        assertEquals(quarter, model.shown().to() - model.shown().from(), "it was silent");
        beat(NOW + 2_000);
        assertEquals(1, shelf.found.size(), "asked once");
        model.recall().begins(Long.MAX_VALUE);
        assertEquals(60_000, model.shown().to() - model.shown().from(), "there was nobody yet");
    }

    /** A device that was cut off brings what it kept when it is back, and the picture has no hole any more. */
    @Test
    void whatComesLateFillsTheSilenceItBelongsTo() {
        long back = NOW + 300_000;
        TreeSet<Long> record = new TreeSet<>();
        lives(NOW - 60_000, NOW, record);
        lives(back, back + 50_000, record);
        Trace t = model.traces().getFirst();
        assertEquals(new Span(NOW - 1_000, back), t.silent(NOW - 30_000, back + 40_000));
        int asked = shelf.wishes.size();
        for (long at = NOW; at < back; at += 1_000) {
            record.add(at);
        }
        lives(back + 50_000, back + 180_000, record);
        assertNull(t.silent(NOW - 30_000, back + 120_000), "filled");
        assertTrue(shelf.wishes.size() - asked < 15, "not asked at every beat: " + (shelf.wishes.size() - asked));
    }

    /** A reading a second, each in the record at once. */
    private void lives(long from, long to, TreeSet<Long> record) {
        for (long now = from; now < to; now += 1_000) {
            record.add(now);
            beat(now);
            if (feed.busy()) {
                for (Wish w : shelf.wishes.getLast()) {
                    Thinning readings = new Thinning(w.piece());
                    record.subSet(w.from(), w.to()).forEach(at -> readings.add(at, 21 + at % 7, "good"));
                    shelf.answers.getLast().came(new Stretch(w.stream(), w.from(), w.to(), readings), 1, 1);
                    shelf.answers.getLast().took(w);
                }
                shelf.answers.getLast().over();
            }
        }
    }

    @Test
    void whoCloseItHearsNoMoreOfIt() {
        beat(NOW);
        feed.close();
        assertEquals(0, shelf.open());
        beat(NOW + 60_000);
        assertEquals(1, shelf.answers.size());
        feed.oldest();
        shelf.found.getLast().accept(OptionalLong.of(5));
        assertTrue(model.window().live(), "an answer that comes too late changes nothing");
        assertFalse(feed.busy());
    }

    private void beat(long now) {
        model.now(TrendModelTest.at(now, TrendModelTest.stream("t1", "°C", 21 + now % 7, 0, "good")));
        feed.update(now);
    }

    private Notes notes() {
        Present p = model.present();
        if (p == null) {
            throw new AssertionError("it was told nothing");
        }
        return Notes.of(model, feed, p, WORDS);
    }

    /** A record that answers when the test says so. */
    private static final class Shelf implements History {
        final List<List<Wish>> wishes = new ArrayList<>();
        final List<Answer> answers = new ArrayList<>();
        final List<Consumer<OptionalLong>> found = new ArrayList<>();
        private final Set<Integer> ended = new java.util.HashSet<>();

        @Override
        public Fetch fetch(List<Wish> wanted, Answer answer) {
            int no = answers.size();
            wishes.add(wanted);
            answers.add(answer);
            return () -> ended.add(no);
        }

        @Override
        public void oldest(Set<String> streams, Consumer<OptionalLong> at, Consumer<String> failed) {
            found.add(at);
        }

        int open() {
            return answers.size() - ended.size();
        }
    }
}
