package org.penstock.core.control;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.Node;
import org.penstock.core.link.LinkSpec;
import org.penstock.core.link.Links;

/** Where a device is expected to be heard, as its facility file says it: for a person who looks for what is wrong. */
final class Whereabouts {
    /** Words of an address that name a place on the line; what else stands there says how values are read. */
    private static final List<String> PLACES =
            List.of("topic", "eui", "unit_id", "node", "device", "station", "identity", "register");

    private static final int MOST = 3;

    private Whereabouts() {}

    /** {@code on topic farm/node-1/telemetry}; "at its address" when the file does not say. */
    static String of(@Nullable Configuration configuration, String device) {
        Set<String> places = new LinkedHashSet<>();
        if (configuration != null) {
            configuration.find(Links.class).stream()
                    .flatMap(l -> l.links().stream())
                    .flatMap(l -> l.devices().stream())
                    .filter(d -> d.key().equals(device))
                    .forEach(d -> {
                        place(d.address(), places);
                        Stream.concat(
                                        d.streams().stream().map(LinkSpec.StreamPoint::address),
                                        d.outputs().stream()
                                                .map(o -> o.address().get("state")))
                                .forEach(a -> place(a, places));
                    });
        }
        return places.isEmpty()
                ? "from its address"
                : "on " + String.join(", ", places.stream().limit(MOST).toList())
                        + (places.size() > MOST ? " or " + (places.size() - MOST) + " more" : "");
    }

    private static void place(Node address, Set<String> into) {
        for (String word : PLACES) {
            Node node = address.get(word);
            if (!node.isMissing() && !node.text().isBlank()) {
                into.add(word.replace('_', ' ') + " " + node.text());
                return;
            }
        }
    }
}
