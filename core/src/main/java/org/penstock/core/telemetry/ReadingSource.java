package org.penstock.core.telemetry;

/** Knows over which link and from which device a stream's readings come, so that counts can be put right. Any thread. */
@FunctionalInterface
public interface ReadingSource {
    /** Where the readings of a stream come from; empty words when the configuration no longer knows it. */
    Source of(int stream);

    /** @param link key of the link @param device key of the device */
    record Source(String link, String device) {
        /** Nobody known. */
        public static final Source UNKNOWN = new Source("", "");
    }
}
