package org.penstock.app.window.model.synoptic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Everything stands from left to right as it flows, nothing on anything else, and every time in the same place. */
class LayoutTest {
    private static Layout layout(Sketch sketch) {
        return Layout.of(sketch.faces(), sketch.plumbing().pipes());
    }

    private static Box box(Layout layout, String name) {
        return Objects.requireNonNull(layout.boxes().get(Sketch.id(name)), name);
    }

    @Test
    void whatFeedsStandsLeftOfWhatItFeeds() {
        Layout layout = layout(new Sketch().way("tank > pump > filter > valve-1 > bay-1", "filter > valve-2 > bay-2"));
        List<String> chain = List.of("tank", "pump", "filter", "valve-1", "bay-1");
        for (int i = 1; i < chain.size(); i++) {
            assertTrue(
                    box(layout, chain.get(i - 1)).x()
                            < box(layout, chain.get(i)).x(),
                    chain.get(i));
        }
        assertEquals(box(layout, "valve-1").x(), box(layout, "valve-2").x());
    }

    @Test
    void aChainIsDrawnAsOneStraightLine() {
        Layout layout = layout(new Sketch().way("tank > pump > filter > valve > bay"));
        layout.routes().forEach((pipe, route) -> assertEquals(2, route.points().size(), pipe.id()));
    }

    @Test
    void whatFeedsTheEndOfALongChainStandsBesideItsEnd() {
        Layout layout = layout(new Sketch().way("tank > pump > filter > valve > bay", "pump-2 > bay"));
        assertEquals(box(layout, "valve").x(), box(layout, "pump-2").x());
    }

    @Test
    void whatGoesBackIsDrawnBeneathEverything() {
        Layout layout = layout(new Sketch().way("tank > pump > bay ~ tank"));
        Route back = Objects.requireNonNull(layout.routes().get(new Pipe(Sketch.id("bay"), Sketch.id("tank"), true)));
        double lowest = layout.boxes().values().stream()
                .mapToDouble(b -> b.y() + b.height())
                .max()
                .orElseThrow();
        assertTrue(back.points().stream().anyMatch(p -> p.y() > lowest));
        assertTrue(back.points().getLast().x() < back.points().getFirst().x());
    }

    /** Any plumbing, even one that no engineer would build. */
    private static Sketch any(Random random) {
        int n = 2 + random.nextInt(59);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            names.add(List.of("tank-", "pump-", "valve-", "bay-", "filter-").get(random.nextInt(5)) + i);
        }
        Sketch sketch = new Sketch();
        for (int i = 0; i < n; i++) {
            int from = random.nextInt(n - 1);
            int to = from + 1 + random.nextInt(Math.min(6, n - from - 1));
            sketch.way(names.get(from) + " > " + names.get(to));
            if (random.nextInt(8) == 0) {
                sketch.way(names.get(to) + " ~ " + names.get(from));
            }
        }
        return sketch;
    }

    @Test
    void noPieceStandsOnAnotherAndTheSamePlumbingIsLaidOutTheSame() {
        for (int seed = 0; seed < 300; seed++) {
            Sketch sketch = any(new Random(seed));
            Layout layout = layout(sketch);
            assertEquals(layout, layout(any(new Random(seed))), "seed " + seed);
            noneMeet(layout, "seed " + seed);
            Map<String, Box> boxes = layout.boxes();
            assertEquals(sketch.plumbing().pieces().size(), boxes.size());
            layout.routes().forEach((pipe, route) -> {
                for (int i = 1; i < route.points().size(); i++) {
                    Spot a = route.points().get(i - 1);
                    Spot b = route.points().get(i);
                    assertTrue(
                            Math.abs(a.x() - b.x()) < 0.011 || Math.abs(a.y() - b.y()) < 0.011,
                            "level or plumb: " + route);
                }
                boxes.forEach((id, box) -> assertFalse(
                        !id.equals(pipe.from()) && !id.equals(pipe.to()) && route.cut(box),
                        pipe.id() + " runs through " + id));
            });
        }
    }

    @Test
    void whateverAPersonPutsWhereverNothingIsHiddenThatTheyDidNotTouch() {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            Layout layout = layout(any(random));
            List<String> ids = List.copyOf(layout.boxes().keySet());
            String id = ids.get(random.nextInt(ids.size()));
            Layout moved = layout.arranged(Arrangement.NONE.with(id, random.nextInt(80), random.nextInt(60)));
            noneMeet(moved, "seed " + seed);
            Box at = Objects.requireNonNull(moved.boxes().get(id));
            assertEquals(Math.rint(at.x()), at.x());
            assertEquals(layout.routes().keySet(), moved.routes().keySet());
        }
    }

    @Test
    void twoHundredPiecesAreLaidOutInTheTimeOfABlink() {
        Sketch sketch = new Sketch();
        for (int i = 0; i < 40; i++) {
            sketch.way(
                    "tank-" + i / 10 + " > pump-" + i / 10 + " > filter-" + i + " > valve-" + i + " > bay-" + i
                            + " > fan-" + i,
                    "bay-" + i + " > bay-" + (i + 1));
        }
        layout(sketch);
        long start = System.nanoTime();
        Layout layout = layout(sketch);
        long took = (System.nanoTime() - start) / 1_000_000;
        noneMeet(layout, "two hundred");
        assertTrue(layout.boxes().size() >= 160);
        assertTrue(took < 2_000, took + " ms");
    }

    private static void noneMeet(Layout layout, String why) {
        List<Box> boxes = List.copyOf(layout.boxes().values());
        for (int i = 0; i < boxes.size(); i++) {
            for (int j = i + 1; j < boxes.size(); j++) {
                assertFalse(boxes.get(i).meets(boxes.get(j), 0), why);
            }
        }
    }
}
