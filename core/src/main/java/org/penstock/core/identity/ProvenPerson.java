package org.penstock.core.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * A person who has just proven, for one signature, who he is (21 CFR 11.200: two components the first time, one of them
 * within a set time after). Made only by {@link SignIn}.
 *
 * @param actorId row of the actor
 * @param printedName as it stands under a signature
 * @param by from whom, with roles, workstation and session
 * @param components how many components were given just now: 1 or 2
 * @param at when
 */
public record ProvenPerson(UUID actorId, String printedName, Provenance by, int components, Instant at) {
    public ProvenPerson {
        if (components < 1 || components > 2) {
            throw new IllegalArgumentException("a person proves himself by 1 or 2 components, not " + components);
        }
    }
}
