package org.penstock.core.audit;

import java.util.List;

/**
 * What a verification found.
 *
 * @param events how many events were hashed
 * @param head the last event seen; give it to the next verification as known head
 * @param findings in the order of the chain, the first {@value ChainVerifier#MOST_FINDINGS}; empty = nothing is wrong
 * @param strays events that by their own word belong to another chain: its id, a space, their number
 * @param cancelled stopped before the end: what was not seen is not proven
 */
public record Verification(
        ChainId chain, long events, ChainHead head, List<Finding> findings, boolean cancelled, List<String> strays) {
    public Verification {
        findings = List.copyOf(findings);
        strays = List.copyOf(strays);
    }

    /** Without strays. */
    Verification(ChainId chain, long events, ChainHead head, List<Finding> findings, boolean cancelled) {
        this(chain, events, head, findings, cancelled, List.of());
    }

    /** Every event up to the head is as it was recorded. */
    public boolean proven() {
        return findings.isEmpty() && !cancelled;
    }
}
