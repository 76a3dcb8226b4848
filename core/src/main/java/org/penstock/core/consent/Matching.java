package org.penstock.core.consent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Gives signatures to slots so that as many as possible have one. Not one after the other: a person with two roles must not
 * take the only slot that the next person could fill (augmenting paths, Kuhn 1955).
 */
final class Matching {
    private final List<Slot> slots;
    private final List<Given> given;
    private final int[] holder;

    /** What a signature brings. */
    record Given(Meaning meaning, Collection<String> roles) {}

    Matching(List<Slot> slots, List<Given> given) {
        this.slots = slots;
        this.given = given;
        this.holder = new int[slots.size()];
        Arrays.fill(holder, -1);
        for (int i = 0; i < given.size(); i++) {
            place(i, new boolean[slots.size()]);
        }
    }

    private boolean place(int one, boolean[] tried) {
        for (int s = 0; s < holder.length; s++) {
            Given signature = given.get(one);
            if (!tried[s] && slots.get(s).takes(signature.meaning(), signature.roles())) {
                tried[s] = true;
                if (holder[s] < 0 || place(holder[s], tried)) {
                    holder[s] = one;
                    return true;
                }
            }
        }
        return false;
    }

    /** Every signature has a slot of its own. */
    boolean allUsed() {
        return Arrays.stream(holder).filter(h -> h >= 0).count() == given.size();
    }

    /** Every slot has its signature. */
    boolean complete() {
        return Arrays.stream(holder).allMatch(h -> h >= 0);
    }

    /** What is still wanted. */
    List<Slot> open() {
        List<Slot> open = new ArrayList<>();
        for (int s = 0; s < holder.length; s++) {
            if (holder[s] < 0) {
                open.add(slots.get(s));
            }
        }
        return open;
    }
}
