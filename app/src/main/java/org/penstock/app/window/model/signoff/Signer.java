package org.penstock.app.window.model.signoff;

import org.penstock.core.identity.Provenance;

/**
 * Who sits here.
 *
 * @param name as it is printed under a signature
 * @param by login, roles at this site, workstation and session
 * @param maySign whether a role of his lets him sign at all
 */
public record Signer(String name, Provenance by, boolean maySign) {
    /** Key of the person. */
    public String login() {
        return by.actor();
    }
}
