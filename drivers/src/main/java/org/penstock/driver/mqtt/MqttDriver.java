package org.penstock.driver.mqtt;

import java.util.List;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.Driver;
import org.penstock.core.link.EnrolmentKind;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkContext;
import org.penstock.core.link.LinkSpec;
import org.penstock.driver.shared.BackOff;

/**
 * MQTT 5 and 3.1.1, the word {@code mqtt} in the facility file.
 *
 * <pre>{@code
 * links:
 *   - key: broker
 *     driver: mqtt
 *     connection: {host: broker.local, version: "5", user: penstock, password: "${secret:broker}",
 *                  tls: {ca: /etc/penstock/ca.pem, certificate: /etc/penstock/own.pem, key: "${secret:broker-key}"},
 *                  keep_alive: 60s, session: 1d, watch: ["farm/#"]}
 * devices:
 *   - key: node-1
 *     link: broker
 *     address: {topic: farm/node-1/telemetry, time: /ts, time_format: iso, message_id: /id}
 *     streams:
 *       - address: {value: /payload/temperature}
 *       - address: {value: "/payload/probes/[name=root]/value"}
 *       - address: {cel: "payload.raw * 0.1 - 40.0"}
 *       - address: {topic: farm/node-1/door, values: {open: 1, closed: 0}}
 *     outputs:
 *       - address: {topic: farm/valve/set, on: '{"open": true, "seconds": {seconds}}', off: '{"open": false}',
 *                   state: {topic: farm/valve/state, value: /open}}
 *       - address: {topic: farm/fan/set, payload: "{value}", state: {topic: farm/fan, ask: farm/fan/get}}
 * }</pre>
 */
public final class MqttDriver implements Driver {
    private final BackOff backOff;

    /** For the service loader. */
    public MqttDriver() {
        this(BackOff.STANDARD);
    }

    MqttDriver(BackOff backOff) {
        this.backOff = backOff;
    }

    @Override
    public String protocol() {
        return "mqtt";
    }

    @Override
    public void check(LinkSpec spec, Problems problems) {
        MqttPlan.compile(spec, problems);
    }

    @Override
    public List<EnrolmentKind> enrolments(LinkSpec spec, LinkSpec.Device device) {
        return MqttPlan.enrolments(spec, device);
    }

    @Override
    public Link open(LinkSpec spec, LinkContext context) {
        Problems problems = new Problems();
        MqttPlan plan = MqttPlan.compile(spec, problems);
        if (!problems.none()) {
            throw new IllegalArgumentException(
                    "link " + spec.key() + " was not checked: " + problems.all().getFirst());
        }
        return new MqttLink(spec.key(), plan, backOff, context);
    }
}
