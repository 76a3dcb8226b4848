package org.penstock.app.window.model.register;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.penstock.app.window.model.Words;

/**
 * Something that can be done, or cannot now.
 *
 * @param key names it
 * @param letter that does it while the keyboard is on the list
 * @param name of what is done
 * @param why it cannot be done by who sits here as things are; "" when it can
 */
public record Offer(String key, String letter, String name, String why) {
    /** Whether it can be done. */
    public boolean open() {
        return why.isEmpty();
    }

    /** Why some of {@code offers} cannot be done, each reason once in a line with what it keeps from being done. */
    public static String reasons(List<Offer> offers, Words words) {
        Map<String, String> names = new LinkedHashMap<>();
        offers.stream()
                .filter(o -> !o.open())
                .forEach(o -> names.merge(o.why(), o.name(), (a, b) -> words.of("register.and", a, b)));
        return names.entrySet().stream()
                .map(e -> words.of("register.why", e.getValue(), e.getKey()))
                .collect(Collectors.joining("\n"));
    }
}
