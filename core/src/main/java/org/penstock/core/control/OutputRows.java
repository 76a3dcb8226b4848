package org.penstock.core.control;

import static org.penstock.core.db.tables.tables.Outputs.OUTPUTS;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.Devices;
import org.penstock.core.facility.Identities;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.SiteRows;
import org.penstock.core.place.PlaceRows.Placed;

/** Brings the outputs of a configuration into their rows. */
final class OutputRows {
    private OutputRows() {}

    /** Writes every output and archives those that left the file. Devices and locations are written already. */
    static void write(DSLContext sql, Configuration configuration, Placed placed, Instant at) {
        SiteRows rows = new SiteRows(sql, placed.siteId(), at.truncatedTo(ChronoUnit.MICROS));
        Identities ids = configuration.identities();
        Map<String, String> addresses = addresses(configuration.part(Devices.class));
        List<OutputSpec> outputs = configuration.part(ControlConfig.class).outputs();
        for (OutputSpec o : outputs) {
            rows.put(
                    OUTPUTS,
                    ids.id("output", o.key()),
                    OUTPUTS.OUTPUT_KEY,
                    o.key(),
                    new SiteRows.Values()
                            .set(OUTPUTS.OUTPUT_NO, o.no())
                            .set(OUTPUTS.NAME, o.name())
                            .set(OUTPUTS.KIND, o.kind())
                            .set(OUTPUTS.DEVICE_ID, ids.id("device", o.device()))
                            .set(OUTPUTS.LOCATION_ID, location(o.location(), placed))
                            .set(OUTPUTS.ADDRESS, addresses.getOrDefault(o.key(), ""))
                            .set(OUTPUTS.SAFE_VALUE, BigDecimal.valueOf(o.safe()))
                            .set(OUTPUTS.ON_START, o.onStart().name().toLowerCase(Locale.ROOT))
                            .set(OUTPUTS.MAX_ON_SECONDS, seconds(o.maxOnMicros()))
                            .set(OUTPUTS.GUARD, o.guard().name().toLowerCase(Locale.ROOT))
                            .set(OUTPUTS.GUARD_REASON, o.guardReason())
                            .set(OUTPUTS.TIMEOUT_SECONDS, seconds(o.timeoutMicros())));
        }
        rows.archive(
                OUTPUTS,
                OUTPUTS.OUTPUT_KEY,
                outputs.stream().map(OutputSpec::key).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Map<String, String> addresses(Devices devices) {
        Map<String, String> addresses = new TreeMap<>();
        for (Node device : devices.written()) {
            for (Node output : device.get("outputs").items()) {
                addresses.put(output.get("key").text(), output.get("address").canonical());
            }
        }
        return addresses;
    }

    private static @Nullable UUID location(String key, Placed placed) {
        return key.isEmpty() ? null : placed.location(key);
    }

    private static BigDecimal seconds(long micros) {
        return BigDecimal.valueOf(micros, 6);
    }
}
