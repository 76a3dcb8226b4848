package org.penstock.app.bring;

import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as files write them.
 *
 * @param comma whether the comma is the decimal sign
 */
public record Numbers(boolean comma) {
    private static final Pattern POINT =
            Pattern.compile("[+-]?(?=[.,]?\\d)(\\d+|\\d{1,3}(,\\d{3})+)?(\\.\\d*)?([eE][+-]?\\d{1,3})?");
    private static final Pattern COMMA =
            Pattern.compile("[+-]?(?=[.,]?\\d)(\\d+|\\d{1,3}(\\.\\d{3})+)?(,\\d*)?([eE][+-]?\\d{1,3})?");
    /** What can only be a number with a decimal comma: groups of thousands have three digits. */
    private static final Pattern SURELY_COMMA =
            Pattern.compile("[+-]?(\\d*,(\\d{1,2}|\\d{4,})|0,\\d+|\\d{4,},\\d+|\\d{1,3}(\\.\\d{3})+,\\d+)");

    private static final Pattern SURELY_POINT =
            Pattern.compile("[+-]?(\\d*\\.(\\d{1,2}|\\d{4,})|0\\.\\d+|\\d{4,}\\.\\d+|\\d{1,3}(,\\d{3})+\\.\\d+)");

    /** A thousand and more, or one and a bit. */
    private static final Pattern EITHER = Pattern.compile("[+-]?\\d{1,3},\\d{3}");

    /** The number, or nothing where it is none. */
    OptionalDouble read(String text) {
        String t = plain(text);
        if (t.isEmpty() || !(comma ? COMMA : POINT).matcher(t).matches()) {
            return OptionalDouble.empty();
        }
        String canonical = comma ? t.replace(".", "").replace(',', '.') : t.replace(",", "");
        return OptionalDouble.of(Double.parseDouble(canonical));
    }

    /** Blanks and apostrophes group thousands in some countries; a minus may be the typographic one. */
    private static String plain(String text) {
        return text.strip()
                .replace("\u00A0", "")
                .replace("\u202F", "")
                .replace("'", "")
                .replace("\u2019", "")
                .replace('\u2212', '-')
                .replaceAll("(?<=\\d) (?=\\d{3}(?!\\d))", "");
    }

    /** What the numbers of a file tell about its decimal sign. One thread. */
    static final class Evidence {
        private long commas;
        private long points;
        private @Nullable String either;

        void see(String text) {
            String t = plain(text);
            if (SURELY_COMMA.matcher(t).matches()) {
                commas++;
            } else if (SURELY_POINT.matcher(t).matches()) {
                points++;
            } else if (either == null && EITHER.matcher(t).matches()) {
                either = text.strip();
            }
        }

        /** A number that is a thousand times another one by the other sign, where nothing in the file tells which; or null. */
        @Nullable
        String doubtful() {
            return commas == 0 && points == 0 ? either : null;
        }

        Numbers judge() {
            return new Numbers(commas > points);
        }
    }
}
