package org.penstock.core.control;

/**
 * What a rule that only looks on would have done until now.
 *
 * @param rule key of the rule
 * @param output number of the output that it would drive
 * @param sinceMicros wall time since when it looks on as it is written now, µs UTC
 * @param ranMicros how long the program ran meanwhile, µs
 * @param openings how often it would have brought its output away from safe
 * @param onMicros how long it would have kept it there in all, µs; never longer at a time than the output's longest time on
 * @param on whether it would keep it there now
 * @param lastMicros wall time of the last of these openings, µs UTC; 0 when there was none
 * @param lastForMicros how long that one lasted, until now when it still does
 */
public record ShadowView(
        String rule,
        String name,
        int output,
        long sinceMicros,
        long ranMicros,
        long openings,
        long onMicros,
        boolean on,
        long lastMicros,
        long lastForMicros) {}
