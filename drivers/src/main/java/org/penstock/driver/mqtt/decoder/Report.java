package org.penstock.driver.mqtt.decoder;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.core.link.Sample;

/**
 * What one device said at one moment.
 *
 * @param identity whose it is, as in {@link Speaker#identity}
 * @param eventMicros the device's time, µs since 1970 UTC, or {@link Sample#NO_TIME} when it gave none
 * @param messageId what recognises the message when it is delivered again, or null; distinct for every report of a message
 * @param values by name, in the order of the message
 * @param historical the device tells what was: values for the record, but never the present state of an output
 * @param content what is handed on besides; null where the values are all it says
 */
public record Report(
        String identity,
        long eventMicros,
        @Nullable String messageId,
        Map<String, Value> values,
        boolean historical,
        @Nullable Content content) {
    /** The longest identity that is remembered. */
    private static final int LONGEST_ID = 200;

    public Report {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        if (messageId != null && (messageId.isEmpty() || messageId.length() > LONGEST_ID)) {
            messageId = null;
        }
    }

    /** A report of values. */
    public Report(
            String identity,
            long eventMicros,
            @Nullable String messageId,
            Map<String, Value> values,
            boolean historical) {
        this(identity, eventMicros, messageId, values, historical, null);
    }

    /** A report of what is now. */
    public Report(String identity, long eventMicros, @Nullable String messageId, Map<String, Value> values) {
        this(identity, eventMicros, messageId, values, false);
    }

    /** A report of a device that gives neither time nor identity. */
    public static Report now(String identity, Map<String, Value> values) {
        return new Report(identity, Sample.NO_TIME, null, values);
    }
}
