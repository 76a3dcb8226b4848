package org.penstock.core.audit;

/** What is wrong with a chain. {@link #seq} is the first event it concerns. */
public sealed interface Finding {
    /** Number of the first event concerned. */
    long seq();

    /** One sentence for a person. */
    String inWords();

    /** The stored row is not what was appended. */
    record Tampered(long seq, String what) implements Finding {
        @Override
        public String inWords() {
            return "Event " + seq + " was changed after it was recorded: " + what + ".";
        }
    }

    /** Events are missing in the middle. */
    record Removed(long seq, long last) implements Finding {
        @Override
        public String inWords() {
            return (seq == last ? "Event " + seq + " was" : "Events " + seq + " to " + last + " were")
                    + " removed: the events before and after are there.";
        }
    }

    /**
     * The chain ends before a head that is known.
     *
     * @param seq the first missing event
     * @param known the head it is known to have had
     */
    record Cut(long seq, long known) implements Finding {
        @Override
        public String inWords() {
            return "The chain was cut: it ends at event " + (seq - 1) + " and is known to have had " + known + ".";
        }
    }

    /** Two histories: two events follow the same one, or a known head is not part of this chain. */
    record Forked(long seq, String what) implements Finding {
        @Override
        public String inWords() {
            return "The chain forks at event " + seq + ": " + what + ".";
        }
    }
}
