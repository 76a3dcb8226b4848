package org.penstock.app.window.model.register;

import java.util.List;
import java.util.UUID;

/**
 * What a deed asks a person for.
 *
 * @param id of this very asking: pressed twice, it is done once
 * @param deed key of the {@link Offer}
 * @param about key of the record it is done to; "" = none
 * @param text what follows from it
 * @param go what the button says
 */
public record Form(UUID id, String deed, String about, String title, String text, List<Field> fields, String go) {
    public Form {
        fields = List.copyOf(fields);
    }

    /** Asked anew. */
    public Form(String deed, String about, String title, String text, List<Field> fields, String go) {
        this(UUID.randomUUID(), deed, about, title, text, fields, go);
    }
}
