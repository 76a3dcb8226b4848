package org.penstock.core.inventory;

import java.util.Locale;

/** Why a quantity changed or moved (model.md C3). */
public enum MovementType {
    RECEIVE,
    SHIP,
    TRANSFER,
    RETURN,
    ADJUSTMENT,
    CYCLE_COUNT,
    SPLIT,
    MERGE,
    PROCESS_INPUT,
    PROCESS_OUTPUT,
    DESTRUCTION,
    WASTE,
    RESERVE,
    UNRESERVE,
    DEATH,
    DISPENSE;

    /** The word in tables and events. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** To stand behind "cannot be". */
    String inWords() {
        return switch (this) {
            case RECEIVE -> "received into";
            case SHIP -> "shipped";
            case TRANSFER -> "moved";
            case RETURN -> "returned into";
            case ADJUSTMENT -> "adjusted";
            case CYCLE_COUNT -> "counted over";
            case SPLIT -> "split";
            case MERGE -> "merged";
            case PROCESS_INPUT -> "used";
            case PROCESS_OUTPUT -> "added to";
            case DESTRUCTION -> "destroyed";
            case WASTE -> "thrown away";
            case RESERVE, UNRESERVE -> "picked";
            case DEATH -> "written off";
            case DISPENSE -> "dispensed";
        };
    }

    /** Whether it makes something of the lot, or hands it out. */
    boolean uses() {
        return this == SHIP || this == DISPENSE || this == PROCESS_INPUT || this == RESERVE;
    }

    /** Whether it leaves the house. */
    boolean handsOut() {
        return this == SHIP || this == DISPENSE;
    }

    /** Whether it can be taken back by its opposite. */
    boolean reversible() {
        return switch (this) {
            case SHIP, TRANSFER, ADJUSTMENT, CYCLE_COUNT, WASTE, DEATH, DISPENSE -> true;
            case RECEIVE, RETURN, SPLIT, MERGE, PROCESS_INPUT, PROCESS_OUTPUT, DESTRUCTION, RESERVE, UNRESERVE -> false;
        };
    }

    static MovementType of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
