package org.penstock.core.alert;

import java.util.Locale;
import org.penstock.core.telemetry.Severity;

/**
 * An alert rule: what it watches and when it tells.
 *
 * @param key immutable key; also the alert key, so that two rules on one stream make two alerts
 * @param name what a person reads first: {@code Air too hot}
 * @param stream number of the stream
 * @param limit in canonical units, NaN for {@link Type#MISSING_DATA}
 * @param limitText the limit as written, with its unit ({@code 90 °F}); "" where there is none
 * @param hysteresis ≥ 0, canonical units: the cause is gone only when the value is back by this much
 * @param onDelayMicros how long the limit must be crossed before it tells, µs
 * @param offDelayMicros how long it must be back before the cause counts as gone, µs
 * @param maxAgeMicros an older value is no value; for {@link Type#MISSING_DATA} the silence that tells, µs
 */
public record AlertRuleSpec(
        String key,
        String name,
        int stream,
        Type type,
        double limit,
        String limitText,
        double hysteresis,
        long onDelayMicros,
        long offDelayMicros,
        long maxAgeMicros,
        Severity severity) {
    /** What a rule can tell about; the words of model.md C4. */
    public enum Type {
        /** The value is above the limit. */
        LIMIT_HIGH,
        /** The value is below the limit. */
        LIMIT_LOW,
        /** No good reading for longer than the maximum age. */
        MISSING_DATA;

        /** The word in files, records and tables. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
