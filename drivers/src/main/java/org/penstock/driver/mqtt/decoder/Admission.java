package org.penstock.driver.mqtt.decoder;

import java.util.Arrays;

/**
 * How a network is told to let devices in: for a while, said again before that is over, and told to stop.
 *
 * @param topic where that is published; one network has one
 * @param open lets in for {@code seconds}
 * @param close lets nobody in any more
 */
public record Admission(String topic, byte[] open, byte[] close, int seconds) {
    public Admission {
        open = open.clone();
        close = close.clone();
    }

    @Override
    public byte[] open() {
        return open.clone();
    }

    @Override
    public byte[] close() {
        return close.clone();
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Admission a
                && topic.equals(a.topic)
                && seconds == a.seconds
                && Arrays.equals(open, a.open)
                && Arrays.equals(close, a.close);
    }

    @Override
    public int hashCode() {
        return topic.hashCode();
    }
}
