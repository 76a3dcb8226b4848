package org.penstock.app.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.penstock.app.print.CommissioningSheet.Remark;

/** What a person types when asked whether something is as expected. */
final class Remarks {
    private Remarks() {}

    /**
     * {@code y}, {@code n}, either with a remark behind it, or a remark alone; nothing typed says nothing. A sentence that
     * begins with yes or no is kept whole: "no water at bay 1".
     */
    static Remark read(@Nullable String typed) {
        String text = typed == null ? "" : typed.strip();
        String[] words = text.split("[\\s,.:;]+", 2);
        String rest = words.length > 1 ? words[1] : "";
        return switch (words[0].toLowerCase(Locale.ROOT)) {
            case "" -> Remark.NONE;
            case "y" -> new Remark(true, rest);
            case "yes" -> new Remark(true, rest.isEmpty() ? "" : text);
            case "n" -> new Remark(false, rest);
            case "no" -> new Remark(false, rest.isEmpty() ? "" : text);
            default -> new Remark(null, text);
        };
    }
}
