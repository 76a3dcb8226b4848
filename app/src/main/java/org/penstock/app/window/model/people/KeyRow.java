package org.penstock.app.window.model.people;

import java.time.Instant;
import org.penstock.app.window.model.Keyed;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;
import org.penstock.core.identity.Actors;
import org.penstock.core.identity.DeviceKey;

/**
 * A key with which a device asks over HTTP, as far as anybody can still see it.
 *
 * @param key id of the key
 * @param device key of the device in the facility file
 * @param name what people call the device
 * @param ends its last characters
 * @param since when it was made
 */
public record KeyRow(String key, String device, String name, String ends, String since) implements Keyed {
    static KeyRow of(DeviceKey key, Machines machines, Instant now, Words words, Times times) {
        String device = key.device().substring(Actors.DEVICE.length());
        return new KeyRow(
                key.id().toString(),
                device,
                machines.name(device),
                words.of("people.key-ends", key.last4()),
                times.moment(key.created(), now));
    }
}
