package org.penstock.app.print;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.AuditDocuments.Standing;
import org.penstock.app.api.Parts;
import org.penstock.app.api.WiringDocuments;

/**
 * What a step test of outputs and a look at inputs found, as printed and as {@code --json} says it. Durations are seconds,
 * instants UTC; numbers are null where there was none.
 *
 * @param simulated every link leads to a simulator: nothing real moved
 * @param by who tested, as they named themselves
 * @param account the account of the machine the requests are on record under
 * @param configuration hash of the facility file in force
 * @param program version of the program
 * @param held how long each output was to stay away from safe
 * @param head where the chain of the site stood when the sheet was made; null where nobody could say
 */
public record CommissioningSheet(
        String schema,
        Parts.Place site,
        boolean simulated,
        String by,
        String account,
        Instant began,
        Instant ended,
        String configuration,
        String program,
        double held,
        List<WiringDocuments.Device> devices,
        List<Step> outputs,
        List<Input> inputs,
        @Nullable Standing head) {
    public CommissioningSheet {
        devices = List.copyOf(devices);
        outputs = List.copyOf(outputs);
        inputs = List.copyOf(inputs);
    }

    /** How a step test ended. */
    public enum Result {
        /** Away from safe and back, both read back, and nobody said otherwise. */
        @JsonProperty("passed")
        PASSED,
        /** It did not do what it was told, or not what a person expected. */
        @JsonProperty("failed")
        FAILED,
        /** It was not driven at all. */
        @JsonProperty("skipped")
        SKIPPED
    }

    /**
     * One output.
     *
     * @param driven value it was driven to
     * @param at when it was begun
     * @param why "" when it passed
     * @param opened from the request until the value was read back; null when it never was
     * @param closed from the release until safe was read back
     * @param asExpected what the person said; null when nobody was asked or answered
     * @param remark in the person's words
     */
    public record Step(
            String key,
            String name,
            String kind,
            String location,
            String device,
            String address,
            String guard,
            @Nullable Double mostSeconds,
            @Nullable Double safe,
            double driven,
            Instant at,
            Result result,
            String why,
            @Nullable Double opened,
            @Nullable Double closed,
            List<Observation> observations,
            @Nullable Boolean asExpected,
            String remark) {
        public Step {
            observations = List.copyOf(observations);
        }

        /** The same with what a person said about it; "not as expected" fails it. */
        public Step said(Remark said) {
            boolean refused = Boolean.FALSE.equals(said.asExpected()) && result == Result.PASSED;
            return new Step(
                    key,
                    name,
                    kind,
                    location,
                    device,
                    address,
                    guard,
                    mostSeconds,
                    safe,
                    driven,
                    at,
                    refused ? Result.FAILED : result,
                    refused ? "Not as expected, said who watched it." : why,
                    opened,
                    closed,
                    observations,
                    said.asExpected(),
                    said.text());
        }
    }

    /** What a person said. */
    public record Remark(@Nullable Boolean asExpected, String text) {
        /** Nobody was asked, or nobody answered. */
        public static final Remark NONE = new Remark(null, "");
    }

    /** What a stream showed before the output was driven, just before its release, and a while after it was back. */
    public record Observation(
            String key, String name, String unit, int decimals, Value before, Value during, Value after) {}

    /** @param quality word of the quality code */
    public record Value(@Nullable Double number, String quality, boolean stale) {
        /** Nothing was seen. */
        public static final Value NONE = new Value(null, "not seen", false);
    }

    /** One input as a person saw it. */
    public record Input(
            String key,
            String name,
            String device,
            String address,
            String unit,
            int decimals,
            Value value,
            @Nullable Double ageSeconds,
            Instant at,
            @Nullable Boolean asExpected,
            String remark) {}

    /** How many outputs ended so. */
    public long count(Result result) {
        return outputs.stream().filter(o -> o.result() == result).count();
    }

    /** Inputs a person did not find as expected. */
    public long unexpected() {
        return inputs.stream().filter(i -> Boolean.FALSE.equals(i.asExpected())).count();
    }
}
