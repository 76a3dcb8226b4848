package org.penstock.core.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.penstock.core.telemetry.Severity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The written forms of an alert: the data of its records, and its entry in a checkpoint. */
final class AlertRecord {
    private AlertRecord() {}

    /** Names and values of a transition's record. */
    static String[] of(AlertView a, String actor, String reason) {
        List<String> data = new ArrayList<>(List.of(
                "actor", actor,
                "alert_key", a.key(),
                "count", Integer.toString(a.count()),
                "severity", a.severity().name().toLowerCase(Locale.ROOT),
                "source", a.source(),
                "state", a.state().word(),
                "text", a.text(),
                "type", a.type()));
        if (!reason.isEmpty()) {
            data.addAll(List.of("reason", reason));
        }
        if (!Double.isNaN(a.value())) {
            data.addAll(List.of("value", Double.toString(a.value())));
        }
        if (!Double.isNaN(a.limit())) {
            data.addAll(List.of("limit", Double.toString(a.limit())));
        }
        return data.toArray(String[]::new);
    }

    static void save(AlertView a, ObjectNode node) {
        node.put("no", a.no())
                .put("source", a.source())
                .put("key", a.key())
                .put("type", a.type())
                .put("severity", a.severity().name())
                .put("state", a.state().name())
                .put("text", a.text())
                .put("raised", a.raisedMicros())
                .put("refreshed", a.refreshedMicros())
                .put("acknowledged", a.acknowledgedMicros())
                .put("by", a.acknowledgedBy())
                .put("returned", a.returnedMicros())
                .put("resolved", a.resolvedMicros())
                .put("count", a.count());
        if (!Double.isNaN(a.value())) {
            node.put("value", a.value());
        }
        if (!Double.isNaN(a.limit())) {
            node.put("limit", a.limit());
        }
    }

    static AlertView load(JsonNode n) {
        return new AlertView(
                n.path("no").asLong(),
                n.path("source").asString(),
                n.path("key").asString(),
                n.path("type").asString(),
                Severity.valueOf(n.path("severity").asString()),
                AlertState.valueOf(n.path("state").asString()),
                n.path("text").asString(),
                n.path("value").asDouble(Double.NaN),
                n.path("limit").asDouble(Double.NaN),
                n.path("raised").asLong(),
                n.path("refreshed").asLong(),
                n.path("acknowledged").asLong(),
                n.path("by").asString(),
                n.path("returned").asLong(),
                n.path("resolved").asLong(),
                n.path("count").asInt());
    }
}
