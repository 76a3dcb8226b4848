package org.penstock.core.audit;

import java.util.List;
import org.jooq.DSLContext;

/**
 * Compares rows of evidence with the chain that they were recorded in. A verification of the record runs every check after
 * {@link ChainVerifier}: what the chain itself has lost, that one names; a check keeps still about rows that only a damaged
 * event speaks of.
 */
public interface RecordCheck {
    /** What is compared, to stand behind "verifying": {@code signatures and sign-offs}. */
    String inWords();

    /** Reads only. @return nothing when every row is as it was recorded */
    List<RowFinding> check(DSLContext sql, ChainId chain);
}
