package org.penstock.driver.mqtt;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penstock.core.link.DeviceHealth;
import org.penstock.core.link.Handed;
import org.penstock.core.link.LinkContext;
import org.penstock.core.link.Sample;
import org.penstock.driver.shared.HealthCounts;
import org.penstock.driver.shared.StatusBoard;

/**
 * How the link gets on with each device, by what is heard of it: a live message with a value or a state is good; a message
 * that was dropped, a last will and a command that failed are not. A retained value says nothing about the device now, its
 * retained "gone" does. Callable from any thread.
 */
final class HealthBook {
    private final LinkContext context;
    private final Map<String, HealthCounts> devices = new LinkedHashMap<>();
    /** For messages that nobody knows the device of. */
    private final HealthCounts nobody = new HealthCounts("");

    private final Map<Integer, String> ofStream;
    private final Map<Integer, MqttOutput> outputs;

    HealthBook(MqttPlan plan, LinkContext context) {
        this.context = context;
        this.ofStream = plan.deviceOfStream();
        this.outputs = plan.outputs();
        plan.devices().forEach(key -> devices.put(key, new HealthCounts(key)));
    }

    /** Key of the device of a stream, "" when it is not of this link. */
    String device(int stream) {
        return ofStream.getOrDefault(stream, "");
    }

    /** Key of the device of what belongs together. */
    String device(Heard.Group group) {
        return group.samples().isEmpty()
                ? group.handed().getFirst().device()
                : device(group.samples().getFirst().stream());
    }

    /** Counts what a message said, once for each device it was about. */
    void heard(Heard heard, long wallMicros, boolean retained) {
        if (!retained) {
            spoke(heard).forEach(key -> of(key).heard(wallMicros));
        }
        heard.notes().forEach(n -> of(n.device()).note(n.words()));
        for (Heard.Drop d : heard.drops()) {
            of(d.device()).failed(wallMicros, "dropped (" + d.reason() + "): " + d.detail());
        }
        for (Heard.Silence s : heard.silences()) {
            of(s.device()).failed(wallMicros, s.words());
        }
    }

    /** Keys of the devices whose own word a message is. */
    Set<String> spoke(Heard heard) {
        if (heard.groups().isEmpty() && heard.states().isEmpty()) {
            return Set.of();
        }
        if (heard.groups().size() == 1
                && heard.states().isEmpty()
                && heard.silences().isEmpty()
                && heard.groups().getFirst().samples().size()
                                + heard.groups().getFirst().handed().size()
                        == 1) {
            return Set.of(device(heard.groups().getFirst()));
        }
        Set<String> keys = new HashSet<>();
        for (Heard.Group g : heard.groups()) {
            for (Sample s : g.samples()) {
                keys.add(device(s.stream()));
            }
            for (Handed h : g.handed()) {
                keys.add(h.device());
            }
        }
        for (Heard.State s : heard.states()) {
            MqttOutput output = outputs.get(s.output());
            if (output != null) {
                keys.add(output.device());
            }
        }
        heard.silences().forEach(s -> keys.remove(s.device()));
        return keys;
    }

    /** A device did what it was commanded, or said what it was asked. @param tookNanos time since it was sent the request */
    void proved(String device, long tookNanos) {
        of(device).proved(tookNanos / 1_000);
    }

    /** A command failed. */
    void failed(String device, String words) {
        of(device).failed(StatusBoard.wallMicros(context), words);
    }

    /** A device did not say in time what a command waited for. */
    void timedOut(String device, String words) {
        of(device).timedOut(StatusBoard.wallMicros(context), words);
    }

    private HealthCounts of(String device) {
        return devices.getOrDefault(device, nobody);
    }

    /** Every device as of now, in the order of the file. */
    List<DeviceHealth> now() {
        return devices.values().stream().map(HealthCounts::now).toList();
    }
}
