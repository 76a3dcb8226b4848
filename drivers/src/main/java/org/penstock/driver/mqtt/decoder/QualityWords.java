package org.penstock.driver.mqtt.decoder;

import java.util.Locale;
import org.penstock.core.quantity.QualityCode;

/** What a device says of its own value, in our codes. */
public final class QualityWords {
    private QualityWords() {}

    /** A word or a code number; what nobody knows makes the value uncertain, not good and not lost. */
    public static QualityCode of(String text) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        return switch (word) {
            case "good", "ok", "true", "excellent" -> QualityCode.GOOD;
            case "fair", "suspect", "uncertain" -> QualityCode.UNCERTAIN;
            case "bad", "poor", "false", "error" -> QualityCode.NO_COMMUNICATION;
            default -> byCode(word);
        };
    }

    private static QualityCode byCode(String word) {
        for (QualityCode q : QualityCode.values()) {
            if (word.equals(Integer.toString(q.code())) || word.equals(q.name().toLowerCase(Locale.ROOT))) {
                return q;
            }
        }
        return QualityCode.UNCERTAIN;
    }
}
