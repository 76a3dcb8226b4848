package org.penstock.core.quantity;

/** Why a reading may or may not be believed. Codes 0, 64 and 192–198 are those of seed 000's interface. */
public enum QualityCode {
    /** Believed. */
    GOOD(0),
    /** Shown with a mark; acts, but the source itself doubts it. */
    UNCERTAIN(64),
    /** Not a number, infinite, or not of the expected type. */
    NOT_A_NUMBER(192),
    /** The source reports that it cannot reach its sensor. */
    NO_COMMUNICATION(193),
    /** Outside what is physically possible for the metric. */
    OUT_OF_RANGE(194),
    /** Older than the backlog limit of the stream. */
    TOO_OLD(195),
    /** The sensor is being calibrated. */
    CALIBRATION(196),
    /** Stamped further in the future than clocks may differ. */
    FUTURE(197),
    /** The source says that its own set-up is wrong. */
    CONFIGURATION(198),
    /**
     * Two different values came for one instant, and nobody knows which is true. Never stored with a reading: the present
     * value is disputed until the next one comes.
     */
    DISPUTED(199);

    /** Asked for every reading that is read: without a copy each time. */
    private static final QualityCode[] ALL = values();

    private final int code;

    QualityCode(int code) {
        this.code = code;
    }

    /** The number stored in the journal and the database, 0..255. */
    public int code() {
        return code;
    }

    /** The quality the code stands for. */
    public Quality quality() {
        return switch (this) {
            case GOOD -> Quality.GOOD;
            case UNCERTAIN -> Quality.UNCERTAIN;
            default -> Quality.BAD;
        };
    }

    /** The code for a stored number. @throws IllegalArgumentException for a number that was never stored */
    public static QualityCode of(int code) {
        for (QualityCode q : ALL) {
            if (q.code == code) {
                return q;
            }
        }
        throw new IllegalArgumentException("unknown quality code " + code);
    }
}
