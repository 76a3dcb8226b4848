package org.penstock.app.window.model.destruction;

import java.util.Optional;
import org.penstock.app.window.model.register.Doing;
import org.penstock.core.compliance.Destruction;
import org.penstock.core.identity.Permission;

/** What can be done with destructions. */
public enum DestructionDeed implements Doing.Deed {
    SCHEDULE("N", "destruction.schedule", Permission.DESTRUCTION_REQUEST),
    WEIGH("W", "destruction.weigh", Permission.DESTRUCTION_REQUEST),
    RECORD("M", "destruction.record", Permission.DESTRUCTION_REQUEST),
    PHOTO("F", "destruction.photo", Permission.DESTRUCTION_REQUEST),
    ASK("A", "destruction.ask", Permission.DESTRUCTION_REQUEST),
    /** Leads to the sign-off, where it is signed. */
    SIGN("S", "destruction.sign", Permission.LOT_READ),
    PRINT("P", "destruction.print", Permission.LOT_READ),
    CANCEL("X", "destruction.cancel", Permission.DESTRUCTION_REQUEST);

    private final Doing doing;

    DestructionDeed(String letter, String wordKey, Permission permission) {
        this.doing = new Doing(letter, wordKey, permission);
    }

    @Override
    public Doing doing() {
        return doing;
    }

    /**
     * Bundle key of why it cannot be done at a step; "" when it can.
     *
     * @param asked whether signatures were asked for
     * @param lies whether its hold hours are not over
     */
    String whyNot(Destruction.State state, boolean asked, boolean lies) {
        boolean over = state == Destruction.State.EXECUTED || state == Destruction.State.CANCELLED;
        return switch (this) {
            case SCHEDULE, PRINT -> "";
            case PHOTO -> state == Destruction.State.CANCELLED ? "destruction.is-over" : "";
            case WEIGH ->
                over ? "destruction.is-over" : state == Destruction.State.RECORDED ? "destruction.is-recorded" : "";
            case RECORD ->
                over
                        ? "destruction.is-over"
                        : state == Destruction.State.SCHEDULED
                                ? "destruction.weigh-first"
                                : lies ? "destruction.still-lies" : "";
            case ASK ->
                over
                        ? "destruction.is-over"
                        : state != Destruction.State.RECORDED
                                ? "destruction.record-first"
                                : asked ? "destruction.is-asked" : "";
            case SIGN -> over ? "destruction.is-over" : asked ? "" : "destruction.ask-first";
            case CANCEL -> over ? "destruction.is-over" : "";
        };
    }

    /** The one named so. */
    public static Optional<DestructionDeed> of(String key) {
        return Doing.named(DestructionDeed.class, key);
    }
}
