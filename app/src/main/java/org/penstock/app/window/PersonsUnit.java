package org.penstock.app.window;

import java.util.Optional;
import org.penstock.app.window.model.Words;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Unit;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.FieldSnapshot;

/**
 * The unit one person reads a stream in.
 *
 * @param from the stream's own
 * @param to the person's
 * @param decimals of a value in {@code to}
 */
record PersonsUnit(Unit from, Unit to, int decimals) {
    /** Empty where the person reads it as it is. */
    static Optional<PersonsUnit> of(FacilitySnapshot snapshot, String stream, Words words) {
        if (words.manner().units().isEmpty()) {
            return Optional.empty();
        }
        return snapshot.field().streams().stream()
                .filter(s -> s.key().equals(stream))
                .findFirst()
                .flatMap(s -> of(s, words));
    }

    private static Optional<PersonsUnit> of(FieldSnapshot.Stream stream, Words words) {
        return Metric.of(stream.metric())
                .flatMap(metric -> Unit.of(stream.unit(), metric)
                        .flatMap(from -> words.manner()
                                .instead(stream)
                                .map(to -> new PersonsUnit(from, to, to.decimals(metric)))));
    }
}
