package org.penstock.core.control;

import java.util.List;
import java.util.stream.Stream;

/**
 * Nature and machines of a small facility: what its sensors would measure and how it answers to its actuators, at any
 * speed. Pure: the same seed and the same actuators at the same times give the same readings to the last digit, however
 * the time is cut into calls. No clock of its own: time comes with {@link #advance}. Single-threaded.
 *
 * <p>Actuators take 0 (off, closed) to 1 (on, open). Readings are in the unit each kind of plant names. Happenings are what
 * nobody asks an output for: a door left open, a power cut. Every plant has the happening {@code emergency-stop} and the
 * reading {@code estop-loop}, 1 while the loop is closed and all is well.
 */
public abstract sealed class PlantModel permits Greenhouse, ColdStore, BroilerHouse, FermentationLab, Dairy {
    /** The model moves in steps of this length, so that any division of time gives the same result. */
    public static final long STEP_MICROS = 100_000;

    static final double STEP_S = STEP_MICROS / 1e6;
    private static final long DAY_MICROS = 86_400_000_000L;
    private static final String LOOP = "estop-loop";

    private final List<String> actuators;
    private final List<String> readings;
    private final List<String> happenings;
    private final double[] set;
    private final double[] happened;
    private final long seed;
    private long timeMicros;
    private long pending;

    PlantModel(long seed, long startMicros, List<String> actuators, List<String> readings, List<String> happenings) {
        this.seed = seed;
        this.timeMicros = startMicros;
        this.actuators = List.copyOf(actuators);
        this.readings = Stream.concat(readings.stream(), Stream.of(LOOP)).toList();
        this.happenings =
                Stream.concat(Stream.of("emergency-stop"), happenings.stream()).toList();
        this.set = new double[actuators.size()];
        this.happened = new double[this.happenings.size()];
    }

    /** The names of the actuators. */
    public final List<String> actuators() {
        return actuators;
    }

    /** The names of the readings. */
    public final List<String> readings() {
        return readings;
    }

    /** The names of the happenings. */
    public final List<String> happenings() {
        return happenings;
    }

    /**
     * Sets an actuator, 0 to 1; it takes effect from the next step on.
     *
     * @throws IllegalArgumentException when the plant has none of that name; so do {@link #get}, {@link #happen} and
     *     {@link #read}
     */
    public final void set(String actuator, double value) {
        set[index(actuators, actuator, "actuator")] = Math.clamp(value, 0, 1);
    }

    /** What an actuator was set to. */
    public final double get(String actuator) {
        return set[index(actuators, actuator, "actuator")];
    }

    /** Lets something begin ({@code true}) or end; it lasts until it is ended. */
    public final void happen(String what, boolean begins) {
        happened[index(happenings, what, "happening")] = begins ? 1 : 0;
    }

    /** Time of the model, µs since the midnight it began after; goes on over the days. */
    public final long timeMicros() {
        return timeMicros + pending;
    }

    /** Lets {@code micros} pass. */
    public final void advance(long micros) {
        if (micros < 0) {
            throw new IllegalArgumentException("a plant does not go back in time: " + micros + " µs");
        }
        pending += micros;
        while (pending >= STEP_MICROS) {
            pending -= STEP_MICROS;
            timeMicros += STEP_MICROS;
            step();
        }
    }

    /** Lets {@code seconds} pass. */
    public final void step(double seconds) {
        advance(Math.round(seconds * 1e6));
    }

    /** A reading, as a sensor with the last digit's unrest would give it. */
    public final double read(String reading) {
        index(readings, reading, "reading");
        return reading.equals(LOOP) ? 1 - happened[0] : measure(reading);
    }

    /** Lets {@link #STEP_S} pass. */
    abstract void step();

    /** The value of one of the readings named to the constructor. */
    abstract double measure(String reading);

    /** What the actuator with this place in the constructor's list is set to. */
    final double at(int actuator) {
        return set[actuator];
    }

    /** Whether the happening with this place in the constructor's list, counted from 1, lasts. */
    final boolean lasts(int happening) {
        return happened[happening] > 0;
    }

    /** The time of day as a part of the day, 0 to 1. */
    final double day() {
        return timeMicros % DAY_MICROS / (double) DAY_MICROS;
    }

    /** The time of day in hours, 0 to 24. */
    final double hour() {
        return 24 * day();
    }

    /** A value that swings once a day, highest at {@code peakHour}. */
    final double daily(double mean, double swing, double peakHour) {
        return mean + swing * StrictMath.cos(2 * Math.PI * (hour() - peakHour) / 24);
    }

    /** Whether the time of day is from {@code hour} on for so many minutes. */
    final boolean during(double hour, double minutes) {
        double since = (hour() - hour) * 60;
        return since >= 0 && since < minutes;
    }

    /**
     * Whether somebody stands in this door now: between two hours of the day once in every {@code minutes}, at another
     * moment and for another time each, up to {@code seconds}.
     */
    final boolean visited(int door, double fromHour, double toHour, int minutes, double seconds) {
        if (hour() < fromHour || hour() >= toHour) {
            return false;
        }
        long every = minutes * 60_000_000L;
        long visit = timeMicros / every;
        double stays = seconds * (0.3 + 0.7 * chance(1_000 + door, visit));
        double begins = chance(2_000 + door, visit) * (minutes * 60 - seconds);
        double within = timeMicros % every / 1e6;
        return within >= begins && within < begins + stays;
    }

    /** Within ± {@code size}; the same for the same second of the model and the same sensor. */
    final double noise(long sensor, double size) {
        return size * (2 * chance(sensor, timeMicros / 1_000_000) - 1);
    }

    /** Between 0 and 1, spread evenly; the same for the same seed and numbers. */
    private double chance(long what, long number) {
        long x = number * 0x9E3779B97F4A7C15L + what * 0xD1B54A32D192ED03L + seed * 0x8CB92BA72F3D8DD7L;
        x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        x ^= x >>> 31;
        return (x >>> 11) * 0x1.0p-53;
    }

    /** Water that air of this temperature can hold, g/kg (Magnus form, 101.3 kPa). */
    static double saturated(double celsius) {
        double pressure = 0.6108 * StrictMath.exp(17.27 * celsius / (celsius + 237.3));
        return 622 * pressure / (101.3 - pressure);
    }

    private static int index(List<String> names, String name, String what) {
        int i = names.indexOf(name);
        if (i < 0) {
            throw new IllegalArgumentException("this plant has no " + what + " `" + name + "`");
        }
        return i;
    }
}
