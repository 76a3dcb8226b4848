package org.penstock.driver.testing;

import java.util.ArrayList;
import java.util.List;
import org.penstock.core.facility.FacilityText;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.Driver;
import org.penstock.core.link.LinkSpec;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Unit;

/** Link specifications from YAML, as the facility file's frame would hand them to a driver. */
public final class Specs {
    private Specs() {}

    /** Reads {@code key, driver, connection, devices: [{key, address, streams: [{no, key, metric, unit, interval, address}], outputs: [...]}]}. */
    public static LinkSpec read(String yaml) {
        Problems problems = new Problems();
        Node n = FacilityText.parse("facility.yaml", yaml, problems);
        if (!problems.none()) {
            throw new IllegalArgumentException(problems.all().toString());
        }
        List<LinkSpec.Device> devices = new ArrayList<>();
        for (Node d : n.get("devices").items()) {
            List<LinkSpec.StreamPoint> streams = new ArrayList<>();
            for (Node s : d.get("streams").items()) {
                Metric metric = s.get("metric").isMissing()
                        ? Metric.COUNT
                        : Metric.of(s.get("metric").text()).orElseThrow();
                streams.add(new LinkSpec.StreamPoint(
                        number(s.get("no"), 1),
                        s.get("key").text(),
                        metric,
                        s.get("unit").isMissing()
                                ? metric.canonical()
                                : Unit.of(s.get("unit").text(), metric).orElseThrow(),
                        number(s.get("interval"), 100),
                        s.get("address")));
            }
            List<LinkSpec.OutputPoint> outputs = new ArrayList<>();
            for (Node o : d.get("outputs").items()) {
                outputs.add(new LinkSpec.OutputPoint(
                        number(o.get("no"), 1),
                        o.get("key").text(),
                        o.get("address"),
                        o.get("guard").text(),
                        Fields.of(o, new Problems()).duration("timeout", 0) / 1_000));
            }
            devices.add(new LinkSpec.Device(d.get("key").text(), d.get("address"), streams, outputs));
        }
        return new LinkSpec(n.get("key").text(), n.get("driver").text(), n.get("connection"), devices);
    }

    /** What {@code driver} finds wrong, as a person reads it. */
    public static List<String> check(Driver driver, String yaml) {
        Problems problems = new Problems();
        driver.check(read(yaml), problems);
        return problems.all().stream()
                .map(p -> p.line() + ": " + p.what() + " -> " + p.remedy())
                .toList();
    }

    private static int number(Node n, int fallback) {
        return n.isMissing() ? fallback : Integer.parseInt(n.text());
    }
}
