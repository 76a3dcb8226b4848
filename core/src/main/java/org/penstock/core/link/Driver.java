package org.penstock.core.link;

import java.util.List;
import org.penstock.core.facility.Problems;

/** A protocol that Penstock can talk, found by {@link java.util.ServiceLoader}. Stateless; one instance a process. */
public interface Driver {
    /** The word written after {@code driver:} in the facility file: {@code mqtt}, {@code modbus}, {@code simulator}. */
    String protocol();

    /**
     * Checks everything the driver understands in {@code spec} (connection, device, stream and output addresses) and
     * reports each fault at its own line. Opens nothing.
     */
    void check(LinkSpec spec, Problems problems);

    /** Whether a person reads its devices and writes down what they show; such a link delivers nothing by itself. */
    default boolean byHand() {
        return false;
    }

    /**
     * How a device of {@code spec} can come into the facility, the usual way first; never empty.
     *
     * @param device one of {@code spec}, which passed {@link #check}
     */
    default List<EnrolmentKind> enrolments(LinkSpec spec, LinkSpec.Device device) {
        return List.of(EnrolmentKind.MANUAL);
    }

    /**
     * Makes a link for a specification that passed {@link #check}. Does not connect yet: {@link Link#start} does.
     */
    Link open(LinkSpec spec, LinkContext context);
}
