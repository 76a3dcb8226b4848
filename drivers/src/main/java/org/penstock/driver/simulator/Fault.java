package org.penstock.driver.simulator;

import java.util.List;
import org.penstock.core.quantity.Unit;

/**
 * What can go wrong with a simulated plant. Sizes are in the unit the stream speaks; times are the facility's, however fast
 * the plant runs.
 */
sealed interface Fault {
    /** What a fault can be of. */
    enum What {
        STREAM(List.of("stuck", "drift", "noise", "spike", "silent", "wrong_unit")),
        OUTPUT(List.of("stuck_open", "stuck_closed", "no_effect", "no_read_back")),
        DEVICE(List.of("slow", "silent")),
        LINK(List.of("down"));

        private final List<String> kinds;

        What(List<String> kinds) {
            this.kinds = kinds;
        }

        /** The words for what can be wrong with it. */
        List<String> kinds() {
            return kinds;
        }
    }

    /** What a sensor does. */
    sealed interface OfStream extends Fault {}

    /** What a valve or a motor does. */
    sealed interface OfOutput extends Fault {}

    /** What a controller does. */
    sealed interface OfDevice extends Fault {}

    /** It goes on giving the value it gave when this began. */
    record Stuck() implements OfStream {}

    /** It goes away from the truth steadily. @param perHour by how much in an hour */
    record Drift(double perHour) implements OfStream {}

    /** It trembles. @param size at most so far to either side */
    record Noise(double size) implements OfStream {}

    /** About one reading in twenty is wrong. @param size by so much */
    record Spike(double size) implements OfStream {}

    /** It says nothing. */
    record Silent() implements OfStream, OfDevice {}

    /** It gives numbers in another unit. @param written what the facility takes them for @param spoken what they are in */
    record WrongUnit(Unit written, Unit spoken) implements OfStream {}

    /** It stands open (runs), whatever it is told, also by its own timer. */
    record StuckOpen() implements OfOutput {}

    /** It stands closed (stands still), whatever it is told. */
    record StuckClosed() implements OfOutput {}

    /** It reads back what it was told and moves nothing: a pump without flow. */
    record NoEffect() implements OfOutput {}

    /** It does what it is told, and answers the read-back with an error. */
    record NoReadBack() implements OfOutput {}

    /** It answers late. @param nanos so much later */
    record Slow(long nanos) implements OfDevice {}

    /** Nothing is reached over the link. */
    record Down() implements Fault {}
}
