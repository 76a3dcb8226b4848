package org.penstock.core.link;

import org.jspecify.annotations.Nullable;

/**
 * A link at a moment.
 *
 * @param link key of the link
 * @param state what it is doing
 * @param reason one sentence for a person: what happened, to what, what is tried next; never empty unless ONLINE
 * @param sinceMicros wall time (µs UTC) since the state holds
 * @param nextTryMicros wall time (µs UTC) of the next attempt, or null
 * @param received messages or answers received since the start
 * @param sent writes and requests sent since the start
 * @param errors failed exchanges since the start
 * @param reconnects connections made after the first
 */
public record LinkStatus(
        String link,
        LinkState state,
        String reason,
        long sinceMicros,
        @Nullable Long nextTryMicros,
        long received,
        long sent,
        long errors,
        long reconnects) {}
