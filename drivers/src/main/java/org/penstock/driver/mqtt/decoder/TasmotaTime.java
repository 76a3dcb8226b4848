package org.penstock.driver.mqtt.decoder;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.penstock.core.link.Sample;
import tools.jackson.databind.JsonNode;

/**
 * When a Tasmota device measured. Its {@code Time} is a local time without a zone and counts only where the facility file
 * says which zone; in the hour that clocks repeat or leave out it says nothing. {@code Epoch}, which the command {@code Time}
 * adds, needs no zone.
 */
final class TasmotaTime {
    private static final int LONGEST = 30;
    /** Until a device has heard from a time server it counts from 1970. */
    private static final long CLOCK_SET = Instant.parse("2020-01-01T00:00:00Z").getEpochSecond() * 1_000_000;

    private TasmotaTime() {}

    /** µs since 1970 UTC, or {@link Sample#NO_TIME}. */
    static long micros(JsonNode said, String zone) {
        JsonNode time = said.path("Time");
        JsonNode epoch = time.isNumber() ? time : said.path("Epoch");
        long micros = epoch.isNumber()
                ? DeviceTime.S.micros(epoch.asString()).orElse(Sample.NO_TIME)
                : zone.isEmpty() ? Sample.NO_TIME : local(time.asString(""), ZoneId.of(zone));
        return micros < CLOCK_SET ? Sample.NO_TIME : micros;
    }

    private static long local(String text, ZoneId zone) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return Sample.NO_TIME;
        }
        try {
            LocalDateTime local = LocalDateTime.parse(text);
            List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
            if (offsets.size() != 1) {
                return Sample.NO_TIME;
            }
            Instant t = local.toInstant(offsets.getFirst());
            return Math.addExact(Math.multiplyExact(t.getEpochSecond(), 1_000_000L), t.getNano() / 1_000);
        } catch (DateTimeException | ArithmeticException unused) {
            return Sample.NO_TIME;
        }
    }
}
