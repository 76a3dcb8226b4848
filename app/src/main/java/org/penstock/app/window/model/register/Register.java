package org.penstock.app.window.model.register;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a page shows.
 *
 * @param summary a few words about all of it
 * @param empty what an empty list says, and what to do next
 * @param chosen key of the record that {@code entry} is; "" for none
 * @param entry null when it is gone, or none is chosen
 * @param offers what can be done without choosing anything
 */
public record Register(
        List<RegisterRow> rows,
        String summary,
        String empty,
        String chosen,
        @Nullable Entry entry,
        List<Offer> offers) {
    public Register {
        rows = List.copyOf(rows);
        offers = List.copyOf(offers);
    }

    /** Nothing but why. */
    public static Register without(String why) {
        return new Register(List.of(), "", why, "", null, List.of());
    }
}
