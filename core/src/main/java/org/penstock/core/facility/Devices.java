package org.penstock.core.facility;

import java.util.List;
import java.util.Optional;

/**
 * What the facility file says about devices and their streams, in file order.
 *
 * @param written for each device its mapping in the file, same order: links read addresses from it, control its outputs
 */
public record Devices(List<DeviceSpec> devices, List<StreamSpec> streams, List<Node> written) {
    public Devices {
        devices = List.copyOf(devices);
        streams = List.copyOf(streams);
        written = List.copyOf(written);
    }

    /** The stream with this key. */
    public Optional<StreamSpec> stream(String key) {
        return streams.stream().filter(s -> s.key().equals(key)).findFirst();
    }
}
