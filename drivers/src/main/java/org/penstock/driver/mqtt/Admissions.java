package org.penstock.driver.mqtt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.penstock.driver.mqtt.decoder.Admission;

/**
 * The networks behind one connection that are open for a device: opened when a person waits for it, held open no longer, for
 * whoever stands near could join as well. One that is left open by a lost connection closes by itself. One thread.
 */
final class Admissions {
    private final List<Spoken> devices;
    private final Map<String, Open> open = new HashMap<>();

    private record Open(Admission how, long sinceNanos) {}

    Admissions(List<Spoken> devices) {
        this.devices = List.copyOf(devices);
    }

    /** What is to be published now. @param joining keys of the devices that are waited for */
    List<Heard.Ask> due(Set<String> joining, long nanos) {
        if (joining.isEmpty() && open.isEmpty()) {
            return List.of();
        }
        Map<String, Admission> wanted = new HashMap<>();
        for (Spoken device : devices) {
            Admission how = joining.contains(device.key()) ? device.decoder().admission(device.speaker()) : null;
            if (how != null) {
                wanted.put(how.topic(), how);
            }
        }
        List<Heard.Ask> due = new ArrayList<>();
        wanted.forEach((topic, how) -> {
            Open so = open.get(topic);
            // A little before it would close by itself.
            if (so == null || nanos - so.sinceNanos() > TimeUnit.SECONDS.toNanos(how.seconds()) / 10 * 9) {
                open.put(topic, new Open(how, nanos));
                due.add(new Heard.Ask(topic, how.open()));
            }
        });
        open.entrySet().removeIf(e -> {
            boolean over = !wanted.containsKey(e.getKey());
            if (over) {
                due.add(new Heard.Ask(e.getKey(), e.getValue().how().close()));
            }
            return over;
        });
        return due;
    }
}
