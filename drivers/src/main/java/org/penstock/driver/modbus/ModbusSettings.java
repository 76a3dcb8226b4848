package org.penstock.driver.modbus;

import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;

/**
 * The {@code connection:} block. What a cheap gateway needs is said in seven times, all optional.
 *
 * @param timeoutMillis {@code timeout}: longest wait for one answer, ms, 50..30000
 * @param pauseMillis {@code pause}: rest between two requests, ms, 0..10000
 * @param connectMillis {@code connect_timeout}: longest wait for a connection, ms, 50..30000; as {@code timeout} when not
 *     written
 * @param connectTries {@code connect_tries}: attempts made one right after the other before the link is told to be
 *     offline, 1..10
 * @param afterConnectMillis {@code after_connect}: rest between connecting and the first request, ms, 0..30000
 * @param reconnectPauseMillis {@code reconnect_pause}: shortest rest between losing a connection and making the next, ms,
 *     0..60000: some gateways need it to notice that the old one is gone
 * @param reconnectAfterMillis {@code reconnect_after}: a connection of this age is closed and made anew between two
 *     requests, ms, 0 = never: some gateways fall silent after hours
 */
record ModbusSettings(
        Place place,
        long timeoutMillis,
        long pauseMillis,
        long connectMillis,
        int connectTries,
        long afterConnectMillis,
        long reconnectPauseMillis,
        long reconnectAfterMillis) {
    static ModbusSettings read(Node connection, Problems problems) {
        Fields f = Fields.of(connection, problems);
        Place place = Place.read(f, problems);
        long timeout = millis(f, "timeout", 1_000, 50, 30_000, problems);
        ModbusSettings settings = new ModbusSettings(
                place,
                timeout,
                millis(f, "pause", 0, 0, 10_000, problems),
                millis(f, "connect_timeout", timeout, 50, 30_000, problems),
                f.integer("connect_tries", 1, 1, 10),
                millis(f, "after_connect", 0, 0, 30_000, problems),
                millis(f, "reconnect_pause", 0, 0, 60_000, problems),
                f.has("reconnect_after") ? millis(f, "reconnect_after", 3_600_000, 10_000, 86_400_000, problems) : 0);
        f.done();
        return settings;
    }

    /** Reads a duration of [min, max] ms; reports one outside and takes the fallback. */
    static long millis(Fields f, String word, long fallback, long min, long max, Problems problems) {
        long ms = f.duration(word, fallback * 1_000) / 1_000;
        if (ms >= min && ms <= max) {
            return ms;
        }
        problems.add(
                f.node(word),
                "`" + word + "` is outside " + min + " ms to " + max + " ms",
                "write a duration in that range, for example `" + word + ": " + Math.max(fallback, min) + "ms`");
        return fallback;
    }

    String where() {
        return place.words();
    }
}
