package org.penstock.app.window.model;

import org.penstock.core.runtime.FacilityMap;
import org.penstock.core.runtime.FacilitySnapshot;

/**
 * One beat of the window: the facility as it is, and when and by whom it is looked at. Every page in sight is written from
 * the same one.
 *
 * @param here who sits here
 * @param times writes moments in the site's zone
 */
public record Beat(FacilitySnapshot snapshot, Moment moment, Here here, Words words, Times times) {
    /** Where nobody but an account of the computer is known. */
    public Beat(FacilitySnapshot snapshot, Moment moment, String account, Words words, Times times) {
        this(snapshot, moment, Here.account(account), words, times);
    }

    /** Where the things of the facility are. */
    public FacilityMap map() {
        return snapshot.field().map();
    }

    /** Whether nothing in it is living: the facility stopped telling, or its engine stopped. */
    public boolean lost() {
        return moment.lost() || snapshot.health().engineStopped() != null;
    }
}
