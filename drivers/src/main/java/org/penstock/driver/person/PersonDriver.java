package org.penstock.driver.person;

import org.penstock.core.facility.Problems;
import org.penstock.core.link.Driver;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkContext;
import org.penstock.core.link.LinkSpec;

/**
 * Readings written down by hand, the word {@code person} in the facility file.
 *
 * <pre>{@code
 * links:
 *   - {key: round, driver: person}
 * devices:
 *   - key: freezer-check
 *     name: Thermometer in the freezer
 *     link: round
 *     location: freezer
 *     streams:
 *       - {key: freezer-by-hand, name: Freezer, read by hand, metric: temperature, unit: °C, interval: 4h, max_age: 5h}
 * }</pre>
 *
 * <p>{@code interval} is how often somebody has to look, {@code max_age} when the last look no longer counts.
 */
public final class PersonDriver implements Driver {
    @Override
    public String protocol() {
        return "person";
    }

    @Override
    public boolean byHand() {
        return true;
    }

    @Override
    public void check(LinkSpec spec, Problems problems) {
        if (!spec.connection().words().isEmpty()) {
            problems.add(spec.connection(), "a person needs no connection", "take `connection:` out");
        }
        for (LinkSpec.Device device : spec.devices()) {
            for (LinkSpec.OutputPoint output : device.outputs()) {
                problems.add(
                        output.address(),
                        "the output `" + output.key() + "` is on a link with `driver: person`",
                        "put the device on the link that drives it: a person only reads");
            }
        }
    }

    @Override
    public Link open(LinkSpec spec, LinkContext context) {
        return new PersonLink(spec.key(), context);
    }
}
