package org.penstock.core.facility;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the facility file says about devices and their streams, in file order. Immutable. */
public final class Devices {
    private final List<DeviceSpec> devices;
    private final List<StreamSpec> streams;
    private final List<Node> written;
    private final Map<String, StreamSpec> byKey = new HashMap<>();

    /**
     * @param written for each device its mapping in the file, same order: links read addresses from it, control its outputs
     */
    public Devices(List<DeviceSpec> devices, List<StreamSpec> streams, List<Node> written) {
        this.devices = List.copyOf(devices);
        this.streams = List.copyOf(streams);
        this.written = List.copyOf(written);
        this.streams.forEach(s -> byKey.putIfAbsent(s.key(), s));
    }

    public List<DeviceSpec> devices() {
        return devices;
    }

    public List<StreamSpec> streams() {
        return streams;
    }

    /** For each device its mapping in the file, in the order of {@link #devices}. */
    public List<Node> written() {
        return written;
    }

    /** The stream with this key. */
    public Optional<StreamSpec> stream(String key) {
        return Optional.ofNullable(byKey.get(key));
    }
}
