package org.penstock.app.window.model.overview;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.penstock.app.window.model.Words;

/** Which values are shown where there are more than there is room for. */
final class Choice {
    private Choice() {}

    /** The first ones; an abnormal one that would be left out takes the place of the last normal one. */
    static <T> List<T> of(List<T> all, int room, Predicate<T> abnormal) {
        List<T> shown = new ArrayList<>(all.subList(0, Math.min(room, all.size())));
        for (T value : all.subList(shown.size(), all.size())) {
            if (abnormal.test(value)) {
                for (int i = shown.size() - 1; i >= 0; i--) {
                    if (!abnormal.test(shown.get(i))) {
                        shown.set(i, value);
                        break;
                    }
                }
            }
        }
        return shown;
    }

    /** How many are not shown, "" when all are. */
    static String more(int left, Words words) {
        return left <= 0 ? "" : words.of("tile.more", Integer.toString(left));
    }
}
