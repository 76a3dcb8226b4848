package org.penstock.driver.modbus;

import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;

/**
 * The {@code connection:} block.
 *
 * @param timeoutMillis time for one answer, and for making the connection, ms, 50..30000
 * @param pauseMillis rest between two polls for devices that need one, ms, 0..10000
 */
record ModbusSettings(String host, int port, long timeoutMillis, long pauseMillis) {
    static ModbusSettings read(Node connection, Problems problems) {
        Fields f = Fields.of(connection, problems);
        ModbusSettings settings = new ModbusSettings(
                f.text("host"),
                f.integer("port", 502, 1, 65_535),
                millis(f, "timeout", 1_000, 50, 30_000, problems),
                millis(f, "pause", 0, 0, 10_000, problems));
        f.done();
        return settings;
    }

    private static long millis(Fields f, String word, long fallback, long min, long max, Problems problems) {
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
        return host + ":" + port;
    }
}
