package org.penstock.driver.modbus;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Nearest;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.LinkSpec;

/**
 * Writes out what a facility leaves to register maps: {@code map: eastron-sdm630} in the address of a device becomes
 * that device's own words, {@code point: voltage_l1} in the address of a stream or an output those of the point. What an
 * address writes itself goes before them. Nothing else knows of maps: they say only what an integrator could write.
 */
final class MappedLink {
    /** Words that say where a value stands, which {@code point} says already. */
    private static final List<String> PLACES = List.of("register", "coil");

    private final RegisterMaps maps = new RegisterMaps();
    private final Problems problems;

    private MappedLink(Problems problems) {
        this.problems = problems;
    }

    /**
     * The link with every address in full. Reports unknown maps and points, streams that a point does not fit and outputs
     * that cannot be written; those streams and outputs are left out.
     */
    static LinkSpec of(LinkSpec spec, Problems problems) {
        MappedLink mapped = new MappedLink(problems);
        return new LinkSpec(
                spec.key(),
                spec.protocol(),
                spec.connection(),
                spec.devices().stream().map(mapped::device).toList());
    }

    private LinkSpec.Device device(LinkSpec.Device device) {
        Node written = device.address().get("map");
        boolean named = !written.isMissing();
        RegisterMap map = named ? maps.find(written, problems) : null;
        List<LinkSpec.StreamPoint> streams = new ArrayList<>();
        for (LinkSpec.StreamPoint s : device.streams()) {
            Node address = address(s, named, map);
            if (address != null) {
                streams.add(
                        new LinkSpec.StreamPoint(s.no(), s.key(), s.metric(), s.unit(), s.expectedMillis(), address));
            }
        }
        List<LinkSpec.OutputPoint> outputs = new ArrayList<>();
        for (LinkSpec.OutputPoint o : device.outputs()) {
            Node address = address(o, named, map);
            if (address != null) {
                outputs.add(new LinkSpec.OutputPoint(o.no(), o.key(), address, o.guard()));
            }
        }
        Node address = map == null ? device.address() : device.address().over(map.address());
        return new LinkSpec.Device(device.key(), address, streams, outputs);
    }

    private @Nullable Node address(LinkSpec.StreamPoint stream, boolean named, @Nullable RegisterMap map) {
        Node own = stream.address();
        Node written = own.get("point");
        if (written.isMissing()) {
            return own;
        }
        MapPoint point = point(own, written, named, map);
        return point != null && fits(point, stream, written) ? own.over(point.at()) : null;
    }

    private @Nullable Node address(LinkSpec.OutputPoint output, boolean named, @Nullable RegisterMap map) {
        Node own = output.address();
        Node written = own.get("point");
        if (written.isMissing()) {
            return own;
        }
        MapPoint point = point(own, written, named, map);
        if (point == null || map == null) {
            return null;
        }
        if (point.writable()) {
            return own.over(point.output()).over(point.at());
        }
        List<String> writable = map.points().values().stream()
                .filter(MapPoint::writable)
                .map(MapPoint::key)
                .toList();
        problems.add(
                written,
                "the point `" + point.key() + "` of " + map.key() + " cannot be written",
                writable.isEmpty()
                        ? "read it with a stream; nothing of this device can be written"
                        : "write one of " + String.join(", ", writable));
        return null;
    }

    private @Nullable MapPoint point(Node own, Node written, boolean named, @Nullable RegisterMap map) {
        if (!named) {
            problems.add(
                    written,
                    "`point: " + written.text() + "`, but the device names no register map",
                    "write `map: …` in the address of the device, or `register:` here");
        }
        if (map == null) {
            return null;
        }
        for (String place : PLACES) {
            if (!own.get(place).isMissing()) {
                problems.add(
                        own.wordNode(place),
                        "`" + place + "` beside `point: " + written.text() + "`: two places for one value",
                        "take one of them out");
                return null;
            }
        }
        MapPoint point = map.points().get(written.text());
        if (point == null) {
            String near = Nearest.to(written.text(), map.points().keySet());
            problems.add(
                    written,
                    map.key() + " has no point `" + written.text() + "`",
                    near.isEmpty()
                            ? "write one of " + String.join(", ", map.points().keySet())
                            : "did you mean `point: " + near + "`?");
        }
        return point;
    }

    private boolean fits(MapPoint point, LinkSpec.StreamPoint stream, Node written) {
        if (point.metric() != stream.metric()) {
            problems.add(
                    written,
                    "the point `" + point.key() + "` is " + point.metric().key() + ", the stream " + stream.key()
                            + " measures " + stream.metric().key(),
                    "write `metric: " + point.metric().key() + "`, or choose another point");
            return false;
        }
        // A stream that says itself what one raw step is worth says it in its own unit.
        if (point.unit() == stream.unit() || !stream.address().get("scale").isMissing()) {
            return true;
        }
        problems.add(
                written,
                "the point `" + point.key() + "` is in " + point.unit().code() + ", the stream " + stream.key() + " in "
                        + stream.unit().code(),
                "write `unit: " + point.unit().code() + "`");
        return false;
    }
}
