package org.penstock.core.link;

import java.util.Locale;

/**
 * How far a device in the facility file has come into the facility. {@link #of} is the one place where that is decided; a
 * device that left the file is retired, which only its row says.
 */
public enum DeviceState {
    /** In the facility file, and never heard. */
    PENDING,
    /** Its enrolment is open. */
    JOINING,
    /** At work. */
    ACTIVE,
    /** Taken out of service by a person. */
    MAINTENANCE;

    /** The word in documents. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Decides.
     *
     * @param disabled a person took it out of service
     * @param enrolling an enrolment of it is open
     * @param heard something of it was ever heard, or its enrolment was completed; also true of a device that has nothing to
     *     say: nobody needs to enrol what is at work
     */
    public static DeviceState of(boolean disabled, boolean enrolling, boolean heard) {
        if (disabled) {
            return MAINTENANCE;
        }
        if (enrolling) {
            return JOINING;
        }
        return heard ? ACTIVE : PENDING;
    }
}
