package org.penstock.core.runtime;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.identity.Asker;

/**
 * The ways of devices into the facility. Every method may block on the database and may be called from any thread. Cancelling
 * one is a request like every other: {@code enrolment.cancel}, of a device.
 */
public interface Enrolling {
    /** Says what opening an enrolment would do; {@link ControlRoom#confirm} does it. Its code is in the device's snapshot then. */
    ControlRoom.Proposal open(Asker asker, Wish wish);

    /**
     * An enrolment as a person asks for it.
     *
     * @param kind word of the kind; "" for the usual one of its protocol
     * @param forSeconds how long it may take; 0 for an hour
     */
    record Wish(String device, String kind, double forSeconds, String reason) {}

    /** Open and recent enrolments, newest first. @param device only of this one, null for every one */
    List<FieldSnapshot.Enrolment> enrolments(@Nullable String device, int most);
}
