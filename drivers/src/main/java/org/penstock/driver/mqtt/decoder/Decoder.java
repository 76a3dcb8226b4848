package org.penstock.driver.mqtt.decoder;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.EnrolmentKind;

/** One convention by which devices speak over MQTT. Stateless; what it remembers of a connection is in its {@link Ear}. */
public interface Decoder {
    /** The word after {@code decoder:} in the facility file. */
    String word();

    /**
     * Reads the {@code address:} of a device, except {@code decoder}, which is read already. Asks {@code address} for every
     * word it knows; the caller reports the others.
     *
     * @return who the device is, or null when a problem was reported
     */
    @Nullable
    Speaker speaker(Fields address, Problems problems);

    /**
     * How a device comes into the facility, the usual way first. By default it presents a code: whoever publishes by itself
     * can publish one. Where devices join a network before they speak, that is heard: see {@link Telling#joined}.
     *
     * @param address of a device that was checked
     */
    default List<EnrolmentKind> enrolments(Fields address) {
        return List.of(EnrolmentKind.PAIRING, EnrolmentKind.MANUAL);
    }

    /** How the network of a device is opened for it; null where that is not done from here. */
    default @Nullable Admission admission(Speaker speaker) {
        return null;
    }

    /** What to subscribe to in order to hear devices that nobody has set up; empty when that is not possible. */
    List<String> everybody();

    /**
     * Begins to listen on a new connection.
     *
     * @param known the devices of the facility that speak this way: the allow-list
     */
    Ear listen(List<Speaker> known);

    /**
     * Begins to listen when the same link has connected again. By default everything is forgotten; a decoder that counts what
     * was lost meanwhile goes on with {@code before}, which then must bear that the last messages of the old connection are
     * still being heard on another thread.
     *
     * @param before the ear of the connection before, made for the same devices
     */
    default Ear listenAgain(List<Speaker> known, Ear before) {
        return listen(known);
    }

    /**
     * What to write as {@code address:} of a device that was heard, one line of YAML; "" when this is no device that can be
     * set up so.
     *
     * @param identity as in {@link Report#identity}
     * @param topic on which it was heard
     */
    default String address(String identity, String topic) {
        return "";
    }

    /**
     * The one form of the name under which a stream asks for a value: {@code value:} as written in its address. Names that
     * mean the same become the same.
     */
    default String name(String written) {
        return written;
    }

    /**
     * Reads the {@code address:} of an output; null when a problem was reported. Words nobody asks for are reported by the
     * caller.
     */
    default @Nullable Command command(Speaker speaker, Fields address, Problems problems) {
        problems.add(
                address.node(),
                "devices that speak `" + word() + "` take no commands",
                "write the plain words instead: `topic`, `on`, `off` or `payload`, and `state`");
        return null;
    }
}
