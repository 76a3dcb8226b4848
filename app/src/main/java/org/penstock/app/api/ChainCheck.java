package org.penstock.app.api;

import java.util.List;
import java.util.function.LongConsumer;

/** Proves the record: reads every chain of the facility from its first event to its last and names what does not fit. */
@FunctionalInterface
public interface ChainCheck {
    /**
     * Verifies all chains. Blocks for as long as it takes; ends early with an exception when interrupted.
     *
     * @param progress told the number of events checked so far, from time to time, on the calling thread
     */
    Report verify(LongConsumer progress) throws InterruptedException;

    /** @param events how many were checked @param findings what is wrong, in sentences; empty when the chains are intact */
    record Report(long events, List<String> findings) {
        public Report {
            findings = List.copyOf(findings);
        }
    }
}
