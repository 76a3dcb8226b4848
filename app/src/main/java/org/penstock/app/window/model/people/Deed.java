package org.penstock.app.window.model.people;

import java.util.EnumSet;
import java.util.Set;

/** What can be done to a person, a session, a role or the keys of a device. */
public enum Deed {
    INVITE("people.invite", "people.invite-text", "people.invited", Part.NAME, Part.LOGIN),
    RENEW("people.renew", "people.renew-text", "people.renewed", Part.REASON),
    RENAME("people.rename", "people.rename-text", "people.renamed", Part.NAME, Part.REASON),
    LOCK("people.lock", "people.lock-text", "people.locked", Part.REASON),
    UNLOCK("people.unlock", "people.unlock-text", "people.unlocked", Part.REASON),
    LEAVE("people.leave", "people.leave-text", "people.left", Part.REASON),
    GRANT("people.grant", "people.grant-text", "people.granted", Part.ROLE, Part.SCOPE, Part.REASON),
    TAKE("people.take", "people.take-text", "people.taken", Part.REASON),
    BADGE("people.badge", "people.badge-text", "people.badge-set", Part.BADGE, Part.REASON),
    REVOKE_BADGE("people.revoke-badge", "people.revoke-badge-text", "people.badge-revoked", Part.REASON),
    MAKE_KEY("people.make-key", "people.make-key-text", "people.key-made", Part.DEVICE, Part.REASON),
    REVOKE_KEYS("people.revoke-keys", "people.revoke-keys-text", "people.keys-revoked", Part.REASON),
    END_SESSION("people.end-session", "people.end-session-text", "people.session-ended", Part.REASON),
    MAKE_ROLE(
            "people.make-role",
            "people.make-role-text",
            "people.role-made",
            Part.NAME,
            Part.KEY,
            Part.PERMISSIONS,
            Part.REASON);

    /** What must be said for it. */
    public enum Part {
        NAME,
        LOGIN,
        /** The word of an own role. */
        KEY,
        ROLE,
        SCOPE,
        /** The number a reader types. */
        BADGE,
        PERMISSIONS,
        /** A device of the facility. */
        DEVICE,
        REASON
    }

    private final String wordKey;
    private final String textKey;
    private final String doneKey;
    private final Set<Part> parts;

    Deed(String wordKey, String textKey, String doneKey, Part first, Part... more) {
        this.wordKey = wordKey;
        this.textKey = textKey;
        this.doneKey = doneKey;
        this.parts = EnumSet.of(first, more);
    }

    /** Bundle key of what its button says; {0} is the person. */
    public String wordKey() {
        return wordKey;
    }

    /** Bundle key of what follows from it. */
    public String textKey() {
        return textKey;
    }

    /** Bundle key of what is said when it was done; {0} is the person. */
    public String doneKey() {
        return doneKey;
    }

    /** Whether {@code part} must be said for it. */
    public boolean asks(Part part) {
        return parts.contains(part);
    }
}
