package org.penstock.app.window.model.register;

import java.util.List;

/**
 * One record whole.
 *
 * @param sentence how it stands
 * @param offers what can be done to it
 */
public record Entry(String title, String sentence, List<Section> sections, List<Offer> offers) {
    public Entry {
        sections = sections.stream().filter(Section::told).toList();
        offers = List.copyOf(offers);
    }
}
