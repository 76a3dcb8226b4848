package org.penstock.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class DueHeapTest {
    @Property
    void theEarliestComesFirstAndEqualInstantsByNumber(@ForAll List<@IntRange(min = 0, max = 799) Integer> moves) {
        DueHeap heap = new DueHeap(20);
        Map<Integer, Long> model = new TreeMap<>();
        for (int move : moves) {
            int id = move % 20;
            int at = move / 20;
            if (at % 4 == 3) {
                heap.remove(id);
                model.remove(id);
            } else {
                heap.set(id, at);
                model.put(id, (long) at);
            }
            assertEquals(model.containsKey(id), heap.has(id));
            assertEquals(
                    model.values().stream().min(Comparator.naturalOrder()).orElse(Long.MAX_VALUE), heap.earliest());
        }
        while (!model.isEmpty()) {
            int first = model.entrySet().stream()
                    .min(Map.Entry.<Integer, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                    .orElseThrow()
                    .getKey();
            assertEquals(first, heap.first());
            heap.remove(first);
            model.remove(first);
        }
        assertEquals(Long.MAX_VALUE, heap.earliest());
    }
}
