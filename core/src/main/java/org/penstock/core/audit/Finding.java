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

    /** The row that is locked to append, which names the newest event, is not what it was. */
    record HeadChanged(long seq, String what) implements Finding {
        @Override
        public String inWords() {
            return "The row of the chain in chain_heads was changed: " + what + ".";
        }
    }

    /**
     * A signed head cannot be believed.
     *
     * @param seq the event it names
     * @param where which one: its day and where it is kept
     */
    record BadSignature(long seq, String where, String what) implements Finding {
        @Override
        public String inWords() {
            return "The signed head of " + where + " was changed: " + what + ".";
        }
    }

    /** A signed head is kept in one place and missing in the other. */
    record HeadMissing(long seq, String where, String from) implements Finding {
        @Override
        public String inWords() {
            return "The signed head of " + where + " was removed from " + from + ".";
        }
    }
}
