package org.penstock.core.link;

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

    /**
     * Makes a link for a specification that passed {@link #check}. Does not connect yet: {@link Link#start} does.
     */
    Link open(LinkSpec spec, LinkContext context);
}
