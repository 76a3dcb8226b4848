package org.penstock.core.control;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.quantity.Metric;

/**
 * One interlock that does not hold one output for a limited time, because two persons signed that it shall not. Everything
 * else keeps holding it: the other interlocks, the longest time on, the device's own guard.
 *
 * @param interlock key of the interlock
 * @param output key of the output
 * @param askedBy key of who asked
 * @param signedBy printed names of who signed, as one phrase
 * @param reason why, in the asker's words
 * @param signoff id of the sign-off
 * @param sinceMicros wall time since when, µs UTC
 * @param leftMicros how much longer, µs of engine time; never lengthened
 */
public record Bypass(
        String interlock,
        String output,
        String askedBy,
        String signedBy,
        String reason,
        String signoff,
        long sinceMicros,
        long leftMicros) {
    /** The longest one, µs. */
    public static final long LONGEST_MICROS = 4 * 3_600_000_000L;
    /** The shortest one, µs. */
    public static final long SHORTEST_MICROS = 60_000_000L;
    /** How long one is when nobody says, µs. */
    public static final long USUAL_MICROS = 30 * 60_000_000L;

    /** The verb that begins one; the engine takes it with its sign-off only. */
    public static final String BEGIN = "interlock.bypass";
    /** The verb that ends one at once. */
    public static final String END = "interlock.bypass_end";

    /** Name of the value by which a request names its sign-off; an end that names one ends only what that began. */
    public static final String SIGNOFF = "signoff";

    /** What a request is about: the interlock and the output, {@code tank-low/pump-1}. */
    public static String subject(String interlock, String output) {
        return interlock + "/" + output;
    }

    /** Why an interlock can never be bypassed, in words; empty when two persons can let it pass for a while. */
    public static Optional<String> never(InterlockSpec spec, ControlConfig config) {
        return switch (spec.condition()) {
            case InterlockSpec.Condition.EStop _ ->
                Optional.of("an emergency stop or door is the last line between a machine and a person");
            case InterlockSpec.Condition.Concurrency _ ->
                Optional.of("it is no reading that can be wrong but how many may be on together; stop another one");
            case InterlockSpec.Condition.Limit l ->
                config.streams().stream()
                        .filter(s -> s.no() == l.stream())
                        .map(StreamSpec::metric)
                        .filter(m -> m == Metric.CO2)
                        .findFirst()
                        .map(_ -> "it keeps gas from people");
            case InterlockSpec.Condition.Stale _ -> Optional.empty();
        };
    }

    /**
     * What exactly is bypassed: another condition, limit or list of outputs under the same key has another one, and what was
     * signed for the one is not valid for the other. SHA-256, hex.
     */
    public static String definition(InterlockSpec spec, OutputSpec output) {
        try {
            byte[] text = (spec + " " + output.no()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The same as {@code config} has it; empty where it has no such interlock of that output. */
    public static Optional<String> definition(ControlConfig config, String interlock, String output) {
        return config.interlocks().stream()
                .filter(i -> i.key().equals(interlock))
                .findFirst()
                .flatMap(i -> config.outputs().stream()
                        .filter(o -> o.key().equals(output) && i.outputs().contains(o.no()))
                        .findFirst()
                        .map(o -> definition(i, o)));
    }
}
