package org.penstock.app.window.model.register;

import java.util.Arrays;
import java.util.Optional;
import org.penstock.core.identity.Permission;

/**
 * How something that can be done with records is offered.
 *
 * @param letter the key that begins it
 * @param wordKey bundle key of its name
 * @param permission what it takes
 */
public record Doing(String letter, String wordKey, Permission permission) {
    /** A deed of a page: an enum's value, by whose name an {@link Offer} is pressed. */
    public interface Deed {
        /** Its key. */
        String name();

        /** How it is offered. */
        Doing doing();

        /** What it takes. */
        default Permission permission() {
            return doing().permission;
        }

        /** Its name in words. */
        default String inWords(Pen pen) {
            return pen.of(doing().wordKey);
        }

        /** As an offer. @param why it cannot be done now, "" = it can */
        default Offer offer(String why, Pen pen) {
            return new Offer(name(), doing().letter, inWords(pen), why);
        }
    }

    /** The deed that is named so. */
    public static <D extends Enum<D> & Deed> Optional<D> named(Class<D> deeds, String name) {
        return Arrays.stream(deeds.getEnumConstants())
                .filter(d -> d.name().equals(name))
                .findFirst();
    }
}
