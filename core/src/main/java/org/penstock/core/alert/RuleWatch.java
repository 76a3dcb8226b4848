package org.penstock.core.alert;

import java.util.Locale;
import org.penstock.core.control.Image;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Quality;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One alert rule at work: decides from the image whether its cause is there, with hysteresis and delays, so that a value
 * on the limit does not flap. Bad and stale values neither raise nor clear anything. Engine times, µs.
 */
final class RuleWatch {
    /** What a look at the image changed. */
    enum Verdict {
        NOTHING,
        RAISE,
        CLEAR
    }

    private static final long NEVER = Long.MIN_VALUE;

    private final AlertRuleSpec spec;
    private final StreamSpec stream;
    private final double limit;
    private final double back;
    private boolean told;
    /** Since when the value says the opposite of {@link #told}; NEVER when it does not. */
    private long turnedAt = NEVER;
    /** When the last good value was true, or the watch began. */
    private long goodAt;

    private double value = Double.NaN;
    /** The device is in maintenance: it is not expected to be heard. */
    private boolean resting;

    RuleWatch(AlertRuleSpec spec, StreamSpec stream, long now) {
        this.spec = spec;
        this.stream = stream;
        Metric metric = stream.metric();
        limit = metric.rounded(spec.limit());
        back = metric.rounded(
                spec.type() == AlertRuleSpec.Type.LIMIT_LOW
                        ? spec.limit() + spec.hysteresis()
                        : spec.limit() - spec.hysteresis());
        goodAt = now;
    }

    AlertRuleSpec spec() {
        return spec;
    }

    String source() {
        return "stream:" + stream.key();
    }

    boolean told() {
        return told;
    }

    boolean resting() {
        return resting;
    }

    double value() {
        return value;
    }

    /** A start: nothing was received while the program was away, and that is not the sensor's silence. */
    void begin(long now) {
        goodAt = Math.max(goodAt, now);
        turnedAt = NEVER;
    }

    /** Takes over where the same rule stood before the configuration changed. */
    void goOn(RuleWatch before) {
        told = before.told;
        goodAt = before.goodAt;
        turnedAt = before.turnedAt;
        value = before.value;
        resting = before.resting;
    }

    /**
     * Looks at the image; to be called when the stream changed, {@link #due} has come, or its device was taken out of service
     * or put back.
     */
    Verdict look(Image image, long now) {
        if (resting || image.inMaintenance(spec.stream())) {
            // Put back, it has its whole time again to be heard.
            goodAt = Math.max(goodAt, now);
        }
        resting = image.inMaintenance(spec.stream());
        boolean usable = image.usable(spec.stream(), spec.maxAgeMicros());
        if (usable) {
            value = image.value(spec.stream());
            goodAt = Math.max(goodAt, now - image.age(spec.stream()));
        }
        if (spec.type() == AlertRuleSpec.Type.MISSING_DATA) {
            return turn(!resting && now - goodAt > spec.maxAgeMicros(), now, 0, 0);
        }
        if (!usable) {
            turnedAt = NEVER;
            return Verdict.NOTHING;
        }
        double v = stream.metric().rounded(value);
        boolean high = spec.type() == AlertRuleSpec.Type.LIMIT_HIGH;
        boolean there = told ? (high ? v > back : v < back) : (high ? v > limit : v < limit);
        return turn(there, now, spec.onDelayMicros(), spec.offDelayMicros());
    }

    private Verdict turn(boolean there, long now, long onDelay, long offDelay) {
        if (there == told) {
            turnedAt = NEVER;
            return Verdict.NOTHING;
        }
        if (turnedAt == NEVER) {
            turnedAt = now;
        }
        if (now - turnedAt < (there ? onDelay : offDelay)) {
            return Verdict.NOTHING;
        }
        told = there;
        turnedAt = NEVER;
        return there ? Verdict.RAISE : Verdict.CLEAR;
    }

    /** When it must be looked at again without a new reading; {@link Long#MAX_VALUE} when never. */
    long due() {
        if (spec.type() == AlertRuleSpec.Type.MISSING_DATA) {
            return told || resting ? Long.MAX_VALUE : goodAt + spec.maxAgeMicros() + 1;
        }
        return turnedAt == NEVER ? Long.MAX_VALUE : turnedAt + (told ? spec.offDelayMicros() : spec.onDelayMicros());
    }

    /** What a person reads. */
    String text(Image image) {
        if (spec.type() == AlertRuleSpec.Type.MISSING_DATA) {
            String bad =
                    image.known(spec.stream()) && image.quality(spec.stream()).quality() == Quality.BAD
                            ? "; what came since was bad: "
                                    + image.quality(spec.stream()).name().toLowerCase(Locale.ROOT)
                            : "";
            return spec.name() + ": no good reading of " + stream.name() + " for " + seconds(spec.maxAgeMicros()) + bad;
        }
        String word = stream.word(value);
        if (word != null) {
            return spec.name() + ": " + stream.name() + " is " + word;
        }
        return spec.name() + ": " + shown(value)
                + (spec.type() == AlertRuleSpec.Type.LIMIT_HIGH ? ", above " : ", below ") + spec.limitText();
    }

    /** What a person reads when the cause is gone. */
    String goneText() {
        if (resting) {
            return "the device of " + stream.name() + " was disabled; its silence is told on the device";
        }
        return spec.type() == AlertRuleSpec.Type.MISSING_DATA
                ? stream.name() + " is heard again: " + shown(value)
                : stream.name() + " is back: " + shown(value);
    }

    private String shown(double v) {
        String word = stream.word(v);
        if (word != null) {
            return word;
        }
        Metric m = stream.metric();
        int decimals = (int) Math.max(0, Math.ceil(-Math.log10(m.resolution()) - 1e-9));
        String symbol = m.canonical().symbol();
        return String.format(Locale.ROOT, "%." + decimals + "f", v) + (symbol.isEmpty() ? "" : " " + symbol);
    }

    private static String seconds(long micros) {
        return micros % 60_000_000L == 0 && micros >= 60_000_000L
                ? micros / 60_000_000L + " min"
                : micros / 1_000_000L + " s";
    }

    void save(ObjectNode node) {
        node.put("told", told).put("good", goodAt);
        if (turnedAt != NEVER) {
            node.put("turned", turnedAt);
        }
        if (!Double.isNaN(value)) {
            node.put("value", value);
        }
        if (resting) {
            node.put("resting", true);
        }
    }

    void load(JsonNode node) {
        told = node.path("told").asBoolean(false);
        goodAt = node.path("good").asLong(goodAt);
        turnedAt = node.path("turned").asLong(NEVER);
        value = node.path("value").asDouble(Double.NaN);
        resting = node.path("resting").asBoolean(false);
    }
}
