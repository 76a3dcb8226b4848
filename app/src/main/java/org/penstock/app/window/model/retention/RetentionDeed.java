package org.penstock.app.window.model.retention;

import java.util.Arrays;
import java.util.Optional;
import org.penstock.core.identity.Permission;

/** What can be done about kept readings. */
public enum RetentionDeed {
    PLACE("H", "retention.place", Permission.LEGAL_HOLD_PLACE),
    LIFT("L", "retention.lift", Permission.LEGAL_HOLD_REMOVAL),
    RUN("R", "retention.run", Permission.RETENTION_RUN);

    private final String letter;
    private final String wordKey;
    private final Permission permission;

    RetentionDeed(String letter, String wordKey, Permission permission) {
        this.letter = letter;
        this.wordKey = wordKey;
        this.permission = permission;
    }

    /** The key that begins it. */
    public String letter() {
        return letter;
    }

    /** Bundle key of its name. */
    public String wordKey() {
        return wordKey;
    }

    /** What it takes. */
    public Permission permission() {
        return permission;
    }

    /** The one named so. */
    public static Optional<RetentionDeed> of(String key) {
        return Arrays.stream(values()).filter(d -> d.name().equals(key)).findFirst();
    }
}
