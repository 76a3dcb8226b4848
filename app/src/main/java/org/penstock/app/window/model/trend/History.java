package org.penstock.app.window.model.trend;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/** Where the past comes from. Asked and answering on the JavaFX thread; it never makes that thread wait. */
public interface History {
    /** Begins to read what is wanted, the newest first. */
    Fetch fetch(List<Wish> wishes, Answer answer);

    /**
     * Finds out when the oldest reading of any of the streams was taken.
     *
     * @param found told when, ms UTC; empty when there is none
     * @param failed told why it could not be found out, a sentence
     */
    void oldest(Set<String> streams, Consumer<OptionalLong> found, Consumer<String> failed);

    /** A fetch under way. */
    interface Fetch {
        /** Ends it: nothing is answered any more. Idempotent. */
        void end();
    }

    /** What becomes of a fetch; ends with {@link #over} or {@link #failed}. */
    interface Answer {
        /** A part came. @param done parts that came @param of parts there are */
        void came(Stretch part, int done, int of);

        /** All parts of a wish came. */
        void took(Wish wish);

        /** There is more than can be read: of a stream only what is after {@code millis} is told. */
        void leftOut(String stream, long millis);

        void over();

        /** @param why a sentence */
        void failed(String why);
    }
}
