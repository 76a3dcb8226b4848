package org.penstock.app.window;

import java.util.ArrayList;
import java.util.List;
import org.penstock.core.runtime.AlertSnapshot.Alert;
import org.penstock.core.runtime.ControlSnapshot.Output;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.FieldSnapshot.Stream;
import org.penstock.core.telemetry.Severity;
import org.penstock.core.testsupport.SnapshotBuilder;
import org.penstock.core.testsupport.SnapshotParts;

/** The example greenhouse on a bad day: its tank runs low, a bay is dry, a probe is silent, a valve does not answer. */
final class Troubled {
    private Troubled() {}

    static FacilitySnapshot of(FacilitySnapshot s) {
        List<Stream> streams = new ArrayList<>();
        for (Stream x : s.field().streams()) {
            streams.add(
                    switch (x.key()) {
                        case "tank-level" -> stream(x, 212.5, x.ageSeconds(), false);
                        case "vwc-2" -> stream(x, 21.4, x.ageSeconds(), false);
                        case "ec-4" -> stream(x, x.value(), 754, true);
                        default -> x;
                    });
        }
        List<Output> outputs = s.control().outputs().stream()
                .map(o -> o.key().equals("valve-3") ? output(o, Double.NaN, "unknown") : o)
                .toList();
        List<Alert> alerts = List.of(
                alert(s, 7, "stream:tank-level", Severity.CRITICAL, "Feed tank running low", 212.5, 300),
                alert(s, 8, "stream:vwc-2", Severity.WARNING, "Bay 1 south dry", 21.4, 25));
        return SnapshotBuilder.like(s)
                .streams(streams)
                .outputs(outputs)
                .alerts(alerts)
                .build();
    }

    static Output output(Output o, double value, String phase) {
        return SnapshotParts.output(
                o.key(),
                o.name(),
                o.location(),
                o.kind(),
                value,
                o.wanted(),
                o.safe(),
                phase,
                o.sinceSeconds(),
                o.why(),
                o.shut(),
                o.guard(),
                o.device());
    }

    private static Stream stream(Stream x, double value, double age, boolean stale) {
        return new Stream(
                x.key(),
                x.name(),
                x.location(),
                x.device(),
                x.metric(),
                value,
                x.unit(),
                x.decimals(),
                x.quality(),
                x.bad(),
                age,
                stale,
                x.locationName(),
                x.deviceName(),
                x.low(),
                x.high(),
                x.words(),
                x.offset());
    }

    private static Alert alert(
            FacilitySnapshot s, long no, String source, Severity severity, String text, double value, double limit) {
        return SnapshotParts.alert(
                no,
                source,
                "limit_low",
                severity,
                "active",
                text,
                value,
                limit,
                s.at().minusSeconds(95),
                null,
                "",
                null,
                1);
    }
}
