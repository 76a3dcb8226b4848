package org.penstock.driver.mqtt.decoder;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalLong;

/** How a device writes its time. */
public enum DeviceTime {
    /** ISO 8601 with Z or an offset; a time without one is refused, for nobody knows which clock it means. */
    ISO(0),
    /** Seconds since 1970 UTC, decimals allowed. */
    S(1_000_000),
    /** Milliseconds since 1970 UTC. */
    MS(1_000),
    /** Microseconds since 1970 UTC. */
    US(1);

    private static final int LONGEST = 40;
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE / 2);

    private final long micros;

    DeviceTime(long micros) {
        this.micros = micros;
    }

    /** The word in the facility file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The instant in µs since 1970 UTC, as the device wrote it, however unlikely; empty when it is unreadable. */
    public OptionalLong micros(String text) {
        if (text.length() > LONGEST) {
            return OptionalLong.empty();
        }
        try {
            if (this == ISO) {
                Instant t = DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text.strip(), Instant::from);
                return OptionalLong.of(
                        Math.addExact(Math.multiplyExact(t.getEpochSecond(), 1_000_000L), t.getNano() / 1_000));
            }
            BigDecimal value = new BigDecimal(text.strip());
            // An exponent of a billion must not be written out.
            if (Math.abs((long) value.precision() - value.scale()) > 20) {
                return OptionalLong.empty();
            }
            BigDecimal t = value.multiply(BigDecimal.valueOf(micros)).setScale(0, RoundingMode.HALF_EVEN);
            return t.abs().compareTo(MOST) > 0 ? OptionalLong.empty() : OptionalLong.of(t.longValueExact());
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
