package org.penstock.core.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * How the journal is.
 *
 * @param away why nothing can be made durable now, in one sentence; null when it can
 * @param awayForMicros how long the oldest waiting record has waited, µs; about the time of one sync when all is well
 * @param queuedBytes about how much waits in memory
 * @param full telemetry must wait
 * @param lost records that could not even wait since the start: memory was full while the disk was away
 * @param failures failed writes and syncs since the start
 * @param lastMicros time from append to durable of the last record, µs
 * @param worstMicros the longest such time since the start, µs
 * @param durableInputs number of the newest frame whose inputs are durable
 * @param durableEffects number of the newest frame whose effects are durable
 */
public record JournalHealth(
        @Nullable String away,
        long awayForMicros,
        long queuedBytes,
        boolean full,
        long lost,
        long failures,
        long lastMicros,
        long worstMicros,
        long durableInputs,
        long durableEffects) {}
