package org.penstock.core.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penstock.core.testsupport.StoryStore;
import org.penstock.core.testsupport.TestDatabase;
import org.penstock.core.testsupport.TestDatabases;

/** Whatever people do in whatever order: nothing appears, nothing is lost, and what is held does not move. */
class LotsPropertyTest {
    private final List<UUID> lots = new ArrayList<>();
    private final Map<UUID, UUID> parents = new HashMap<>();
    private final Map<UUID, Boolean> held = new HashMap<>();
    private int names;

    private boolean heldHere(UUID lot) {
        if (held.containsKey(lot)) {
            return true;
        }
        Set<UUID> seen = new HashSet<>();
        for (UUID up = parents.get(lot); up != null && seen.add(up); up = parents.get(up)) {
            if (Boolean.TRUE.equals(held.get(up))) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nothingAppearsNothingIsLost(long seed) {
        Random random = new Random(seed);
        try (TestDatabase db = TestDatabases.h2()) {
            StoryStore store = new StoryStore(db);
            BigDecimal in = BigDecimal.ZERO;
            BigDecimal out = BigDecimal.ZERO;
            for (int i = 0; i < 3; i++) {
                lots.add(store.lot("L" + ++names, "100"));
                in = in.add(new BigDecimal("100"));
            }
            int refused = 0;
            for (int step = 0; step < 60; step++) {
                UUID lot = lots.get(random.nextInt(lots.size()));
                BigDecimal quantity = new BigDecimal(1 + random.nextInt(40));
                UUID from = random.nextBoolean() ? store.bay1 : store.bay2;
                UUID to = from == store.bay1 ? store.bay2 : store.bay1;
                boolean wasHeld = heldHere(lot);
                String before = store.left(lot);
                int kind = random.nextInt(10);
                if (kind == 7 && random.nextInt(3) > 0) {
                    continue;
                }
                try {
                    switch (kind) {
                        case 0, 1, 2 -> store.in(sql -> store.lots.move(sql, lot, quantity, from, to, store.act("")));
                        case 3 -> {
                            store.in(sql -> store.lots.ship(sql, lot, quantity, from, store.act("")));
                            out = out.add(quantity);
                        }
                        case 4, 5, 6 -> {
                            BigDecimal half = quantity.divide(new BigDecimal("4"));
                            List<UUID> parts = store.in(sql -> store.lots.split(
                                    sql,
                                    lot,
                                    from,
                                    List.of(
                                            new Lots.Part("L" + ++names, LotKind.PACKAGE, half, to),
                                            new Lots.Part("L" + ++names, LotKind.PACKAGE, half, from)),
                                    store.act("")));
                            lots.addAll(parts);
                            parts.forEach(p -> parents.put(p, lot));
                        }
                        case 7 -> {
                            boolean reaches = random.nextBoolean();
                            store.in(sql -> new Holds(store.chain)
                                    .place(
                                            sql,
                                            List.of(lot),
                                            HoldReason.OTHER,
                                            reaches,
                                            "?",
                                            StoryStore.OTTO,
                                            store.now));
                            held.put(lot, reaches);
                        }
                        case 8 -> {
                            UUID into = lots.get(random.nextInt(lots.size()));
                            // Only among founders: the model follows one parent.
                            if (parents.containsKey(into) || into.equals(lot) || !parents.isEmpty()) {
                                continue;
                            }
                            store.in(sql -> store.lots.merge(sql, lot, quantity, from, into, to, store.act("")));
                            parents.put(into, lot);
                        }
                        default -> {
                            BigDecimal difference =
                                    store.in(sql -> store.lots.count(sql, lot, from, quantity, store.act("counted")));
                            in = in.add(difference);
                        }
                    }
                    assertFalse(wasHeld && kind != 7 && kind != 9, "a held lot moved in step " + step);
                } catch (LotRefused refusal) {
                    refused++;
                    assertEquals(before, store.left(lot), "a refusal left something behind");
                    if (wasHeld && kind != 7) {
                        assertTrue(
                                refusal.refusal() instanceof LotRefusal.Held
                                        || refusal.refusal() instanceof LotRefusal.Closed,
                                refusal.getMessage());
                    }
                }
            }
            BigDecimal there = BigDecimal.ZERO;
            for (UUID lot : lots) {
                for (BigDecimal at : store.database
                        .read(sql -> store.query.balance(sql, lot))
                        .values()) {
                    assertTrue(at.signum() > 0, "less than nothing somewhere");
                    there = there.add(at);
                }
                assertEquals(
                        heldHere(lot),
                        store.database
                                .read(sql -> store.query.find(sql, lot))
                                .orElseThrow()
                                .held());
            }
            assertEquals(0, there.compareTo(in.subtract(out)), there + " is there, " + in + " - " + out + " should be");
            assertTrue(refused > 3 && lots.size() > 6, refused + " refused, " + lots.size() + " lots");
        }
    }
}
