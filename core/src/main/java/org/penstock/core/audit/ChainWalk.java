package org.penstock.core.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Follows a chain row by row and decides what a break means. A row that contradicts itself is tampered. Where two rows
 * are each sound and do not fit together, one of them was rewritten with a fitting hash; which one, the link on its other
 * side tells, so that judgement waits for the next row.
 */
final class ChainWalk {
    private final Function<String, List<StoredEvent>> following;
    private final String chain;
    private final List<String> strays = new ArrayList<>();
    private final Map<Long, String> known = new HashMap<>();
    private final long mostKnown;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<Long> moved = new HashSet<>();

    private long expected = 1;
    private String prev = EventChain.GENESIS;
    private boolean prevSound = true;
    /** Seq of the event whose link to the one before is broken, both being sound; 0 = none. */
    private long suspect;

    private long events;

    /** @param following looks up the rows that say they follow the event with a hash */
    ChainWalk(ChainId chain, Collection<ChainHead> known, Function<String, List<StoredEvent>> following) {
        this.chain = chain.id().toString();
        this.following = following;
        known.forEach(head -> this.known.put(head.seq(), head.hash()));
        this.mostKnown = known.stream().mapToLong(ChainHead::seq).max().orElse(0);
    }

    /** Takes the next row in order of seq. */
    void step(StoredEvent row) {
        events++;
        if (!row.trueChain().isEmpty() && !row.trueChain().equals(chain)) {
            findings.add(new Finding.Tampered(row.seq(), String.valueOf(row.fault())));
            strays.add(row.trueChain() + " " + row.trueSeq());
            return;
        }
        if (row.trueSeq() != row.seq()) {
            moved(row);
            return;
        }
        boolean linked = true;
        if (row.seq() > expected) {
            followMoved(row.seq());
        }
        if (row.seq() > expected) {
            settle(row);
            findings.add(new Finding.Removed(expected, row.seq() - 1));
            expected = row.seq();
            linked = false;
        } else if (row.seq() < expected) {
            findings.add(new Finding.Forked(row.seq(), "more than one event carries this number"));
            return;
        }
        String fault = row.fault();
        if (fault != null) {
            findings.add(new Finding.Tampered(row.seq(), fault));
        }
        boolean fits = !linked || row.prevHash().equals(prev);
        if (suspect != 0) {
            // The suspect's other link tells: when this row follows it, the one before the suspect was rewritten.
            rewritten(fits ? suspect - 1 : suspect);
            suspect = 0;
        } else if (!fits && row.selfConsistent() && prevSound) {
            broken(row);
        }
        String head = known.get(row.seq());
        if (head != null && fault == null && !head.equals(row.computed())) {
            findings.add(new Finding.Forked(
                    row.seq(), "it is known to have had hash " + head + " and has " + row.computed()));
        }
        expected = row.seq() + 1;
        prev = row.computed();
        prevSound = row.selfConsistent();
    }

    /** Ends the walk at the recorded head. @param head null when the chain has no head row */
    void end(@Nullable ChainHead head) {
        long most = Math.max(mostKnown, head == null ? 0 : head.seq());
        followMoved(most + 1);
        if (suspect != 0) {
            rewritten(head != null && head.hash().equals(prev) ? suspect - 1 : suspect);
            suspect = 0;
        } else if (head != null && prevSound && head.seq() >= expected - 1 && !fits(head)) {
            if (head.seq() == expected - 1) {
                findings.add(new Finding.HeadChanged(
                        head.seq(),
                        "it names hash " + head.hash() + " and event " + head.seq() + " has " + prev
                                + "; if it was not the row, it was that event, together with its hash"));
            } else if (head.hash().equals(prev) && expected > 1) {
                findings.add(new Finding.HeadChanged(
                        head.seq(), "it says " + head.seq() + " with the hash of event " + (expected - 1)));
                most = mostKnown;
            }
        }
        if (most >= expected) {
            findings.add(new Finding.Cut(expected, most));
        } else if (head == null ? expected > 1 : head.seq() < expected - 1) {
            findings.add(new Finding.HeadChanged(
                    head == null ? 1 : head.seq() + 1,
                    head == null
                            ? "it is missing, and there are events"
                            : "it says " + head.seq() + " and there are events after that"));
        }
        findings.sort(Comparator.comparingLong(Finding::seq));
    }

    private void broken(StoredEvent row) {
        boolean sibling = following.apply(row.prevHash()).stream().anyMatch(other -> other.seq() != row.seq());
        if (sibling) {
            findings.add(new Finding.Forked(row.seq(), "another event follows the same one"));
        } else {
            suspect = row.seq();
        }
    }

    private void settle(StoredEvent next) {
        if (suspect != 0) {
            rewritten(next.prevHash().equals(prev) ? suspect - 1 : suspect);
            suspect = 0;
        }
    }

    private void rewritten(long seq) {
        if (seq == 0) {
            findings.add(new Finding.Tampered(1, "it does not begin the chain"));
        } else {
            findings.add(
                    new Finding.Tampered(seq, "it was rewritten together with its hash, its neighbours do not fit"));
        }
    }

    private boolean fits(ChainHead head) {
        return head.seq() == expected - 1 && head.hash().equals(prev);
    }

    /** Where rows are missing, they may lie under another number: then they were changed, not removed. */
    private void followMoved(long until) {
        while (expected < until) {
            long wanted = expected;
            StoredEvent found = following.apply(prev).stream()
                    .filter(e -> e.trueSeq() == wanted && e.seq() != wanted)
                    .findFirst()
                    .orElse(null);
            if (found == null) {
                return;
            }
            moved(found);
            expected++;
            prev = found.computed();
            prevSound = true;
        }
    }

    private void moved(StoredEvent row) {
        if (moved.add(row.trueSeq())) {
            findings.add(new Finding.Tampered(row.trueSeq(), String.valueOf(row.fault())));
        }
    }

    List<Finding> findings() {
        return findings;
    }

    List<String> strays() {
        return strays;
    }

    long events() {
        return events;
    }

    ChainHead head() {
        return new ChainHead(expected - 1, prev);
    }
}
