package org.penstock.core.link;

/** What became of a write. The device's own answer decides, never the sending alone. */
public sealed interface WriteOutcome {
    /** The device was read back (or reported its state) and has this value. */
    record Verified(double value) implements WriteOutcome {}

    /** The device took the write but cannot be read back; flow or a stream must prove it. */
    record Acknowledged() implements WriteOutcome {}

    /** Nothing is known to have changed, or the read-back differs; the sentence says what happened, to what, and what to do. */
    record Failed(String reason) implements WriteOutcome {}
}
