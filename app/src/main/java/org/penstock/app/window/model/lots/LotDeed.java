package org.penstock.app.window.model.lots;

import java.util.Optional;
import org.penstock.app.window.model.register.Doing;
import org.penstock.core.identity.Permission;

/** What can be done with lots. */
public enum LotDeed implements Doing.Deed {
    RECEIVE("N", "lots.receive", Permission.LOT_CHANGE),
    NEW_ITEM("I", "lots.new-item", Permission.LOT_CHANGE),
    HOLD("H", "lots.hold", Permission.HOLD_PLACE),
    RELEASE("R", "lots.release", Permission.HOLD_RELEASE),
    MOVE("M", "lots.move", Permission.LOT_CHANGE),
    SPLIT("S", "lots.split", Permission.LOT_CHANGE),
    MERGE("G", "lots.merge", Permission.LOT_CHANGE),
    PICK("K", "lots.pick", Permission.LOT_CHANGE),
    PUT_BACK("B", "lots.put-back", Permission.LOT_CHANGE),
    USE("U", "lots.use", Permission.LOT_CHANGE),
    DISPENSE("A", "lots.dispense", Permission.LOT_CHANGE),
    SHIP("P", "lots.ship", Permission.LOT_CHANGE),
    WASTE("W", "lots.waste", Permission.LOT_CHANGE),
    COUNT("C", "lots.count", Permission.LOT_CHANGE),
    REVERSE("T", "lots.reverse", Permission.LOT_CHANGE),
    JUDGE("J", "lots.judge", Permission.LOT_CHANGE),
    DESTROY("D", "lots.destroy", Permission.DESTRUCTION_REQUEST);

    private final Doing doing;

    LotDeed(String letter, String wordKey, Permission permission) {
        this.doing = new Doing(letter, wordKey, permission);
    }

    @Override
    public Doing doing() {
        return doing;
    }

    /** Whether it is done to no lot that is there. */
    boolean begins() {
        return this == RECEIVE || this == NEW_ITEM;
    }

    /** Whether it moves stuff, which a hold keeps from moving. */
    boolean moves() {
        return switch (this) {
            case MOVE, SPLIT, MERGE, PICK, PUT_BACK, USE, DISPENSE, SHIP, WASTE, COUNT, REVERSE -> true;
            case RECEIVE, NEW_ITEM, HOLD, RELEASE, JUDGE, DESTROY -> false;
        };
    }

    /** The one named so. */
    public static Optional<LotDeed> of(String key) {
        return Doing.named(LotDeed.class, key);
    }
}
