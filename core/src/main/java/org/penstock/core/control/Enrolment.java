package org.penstock.core.control;

import java.util.Locale;
import org.penstock.core.link.EnrolmentKind;

/**
 * One way of a device into the facility, from a person's word to its first reading.
 *
 * @param id identity, a UUID; that of the request that opened it
 * @param device key
 * @param link key of the link it is expected on, "" when none reaches it
 * @param attempts wrong codes heard on the link while it was open
 * @param lastError what is missing or went wrong, in words; "" when nothing
 * @param code what the device must present; "" where it presents none, and when it is over
 * @param presented what the device said of itself, unchecked; "" before it said anything
 * @param actor who opened it
 * @param startedMicros wall time, µs UTC
 * @param expiresMicros wall time as foreseen when it was opened, µs UTC
 * @param dueMicros engine time of its end: a clock that is set does not change it
 * @param endedMicros wall time, µs UTC; 0 while it is open
 */
public record Enrolment(
        String id,
        String device,
        String link,
        EnrolmentKind kind,
        State state,
        Step step,
        int attempts,
        String lastError,
        String code,
        String presented,
        String actor,
        long startedMicros,
        long expiresMicros,
        long dueMicros,
        long endedMicros) {

    /** Where it stands. */
    public enum State {
        PENDING,
        IN_PROGRESS,
        COMPLETED,
        FAILED,
        EXPIRED;

        /** The word in tables and documents. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What it waits for. */
    public enum Step {
        CODE,
        JOIN,
        READING,
        OVER;

        /** The word in tables and documents. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it is not over yet. */
    public boolean open() {
        return endedMicros == 0;
    }

    /** Whether its code may be presented now. */
    public boolean waitsForCode() {
        return open() && step == Step.CODE;
    }

    Enrolment heard(String said) {
        return with(State.IN_PROGRESS, Step.READING, attempts, "", said, 0);
    }

    Enrolment attempted(int times, String error) {
        return with(state, step, times, error, presented, 0);
    }

    Enrolment over(State how, String error, long wallMicros) {
        return with(how, Step.OVER, attempts, error, presented, wallMicros);
    }

    Enrolment of(String deviceKey) {
        return new Enrolment(
                id,
                deviceKey,
                link,
                kind,
                state,
                step,
                attempts,
                lastError,
                code,
                presented,
                actor,
                startedMicros,
                expiresMicros,
                dueMicros,
                endedMicros);
    }

    Enrolment on(String linkKey) {
        return new Enrolment(
                id,
                device,
                linkKey,
                kind,
                state,
                step,
                attempts,
                lastError,
                code,
                presented,
                actor,
                startedMicros,
                expiresMicros,
                dueMicros,
                endedMicros);
    }

    private Enrolment with(State is, Step next, int times, String error, String said, long ended) {
        return new Enrolment(
                id,
                device,
                link,
                kind,
                is,
                next,
                times,
                error,
                ended == 0 ? code : "",
                said,
                actor,
                startedMicros,
                expiresMicros,
                dueMicros,
                ended);
    }
}
