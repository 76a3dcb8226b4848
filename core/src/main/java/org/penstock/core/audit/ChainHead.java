package org.penstock.core.audit;

/**
 * The newest event of a chain: whoever keeps one elsewhere can later prove that nothing before it was changed or cut off.
 *
 * @param seq number of the event, 0 for a chain without events
 * @param hash its hash, lower-case hex
 */
public record ChainHead(long seq, String hash) {}
