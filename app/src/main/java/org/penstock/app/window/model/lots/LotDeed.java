package org.penstock.app.window.model.lots;

import java.util.Arrays;
import java.util.Optional;
import org.penstock.core.identity.Permission;

/** What can be done with lots. */
public enum LotDeed {
    RECEIVE("N", "lots.receive", Permission.LOT_CHANGE),
    NEW_ITEM("I", "lots.new-item", Permission.LOT_CHANGE),
    HOLD("H", "lots.hold", Permission.HOLD_PLACE),
    RELEASE("R", "lots.release", Permission.HOLD_RELEASE),
    MOVE("M", "lots.move", Permission.LOT_CHANGE),
    SPLIT("S", "lots.split", Permission.LOT_CHANGE),
    USE("U", "lots.use", Permission.LOT_CHANGE),
    COUNT("C", "lots.count", Permission.LOT_CHANGE),
    JUDGE("J", "lots.judge", Permission.LOT_CHANGE),
    DESTROY("D", "lots.destroy", Permission.DESTRUCTION_REQUEST);

    private final String letter;
    private final String wordKey;
    private final Permission permission;

    LotDeed(String letter, String wordKey, Permission permission) {
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

    /** Whether it moves stuff, which a hold keeps from moving. */
    boolean moves() {
        return switch (this) {
            case MOVE, SPLIT, USE, COUNT -> true;
            case RECEIVE, NEW_ITEM, HOLD, RELEASE, JUDGE, DESTROY -> false;
        };
    }

    /** The one named so. */
    public static Optional<LotDeed> of(String key) {
        return Arrays.stream(values()).filter(d -> d.name().equals(key)).findFirst();
    }
}
