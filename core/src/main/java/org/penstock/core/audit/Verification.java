package org.penstock.core.audit;

import java.util.List;

/**
 * What a verification found.
 *
 * @param events how many events were hashed
 * @param head the last event seen; give it to the next verification as known head
 * @param findings in the order of the chain, the first {@value ChainVerifier#MOST_FINDINGS}; empty = nothing is wrong
 * @param cancelled stopped before the end: what was not seen is not proven
 */
public record Verification(ChainId chain, long events, ChainHead head, List<Finding> findings, boolean cancelled) {
    public Verification {
        findings = List.copyOf(findings);
    }

    /** Every event up to the head is as it was recorded. */
    public boolean proven() {
        return findings.isEmpty() && !cancelled;
    }
}
