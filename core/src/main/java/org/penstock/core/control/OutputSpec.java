package org.penstock.core.control;

/**
 * Something Penstock drives.
 *
 * @param no permanent small number inside the site; never reused
 * @param key immutable key
 * @param name what a person calls it
 * @param device key of the device that drives it
 * @param kind valve, pump, doser, co2, fan, heater, cooler, light, other
 * @param safe the fail-safe value
 * @param onStart what a start does with it
 * @param maxOnMicros longest time at any value other than safe, µs; > 0
 * @param guard what closes it when this program is gone
 * @param guardReason why there is no guard; required and visible where water, dose or CO2 has none
 * @param timeoutMicros time for a write and its read-back, µs
 * @param wire where it is written: link, its connection, the addresses of device and output, as one line. Two outputs that
 *     are otherwise alike but have another wire are not the same valve.
 */
public record OutputSpec(
        int no,
        String key,
        String name,
        String device,
        String location,
        String kind,
        double safe,
        OnStart onStart,
        long maxOnMicros,
        Guard guard,
        String guardReason,
        long timeoutMicros,
        String wire) {
    /** An output that no link drives: in a story, a bench. */
    public OutputSpec(
            int no,
            String key,
            String name,
            String device,
            String location,
            String kind,
            double safe,
            OnStart onStart,
            long maxOnMicros,
            Guard guard,
            String guardReason,
            long timeoutMicros) {
        this(no, key, name, device, location, kind, safe, onStart, maxOnMicros, guard, guardReason, timeoutMicros, "");
    }

    /** Key of the link that drives it, "" when none does. */
    String link() {
        int end = wire.indexOf(' ');
        return end < 0 ? wire : wire.substring(0, end);
    }

    /** What happens to an output when the program starts. */
    public enum OnStart {
        /** Driven to safe and read back before anything else. */
        SAFE,
        /** Read back and adopted: a fan that runs goes on running. */
        KEEP
    }

    /** What closes the output when this program no longer can. */
    public enum Guard {
        /** The device counts down the time written with each opening. */
        DEVICE_TIMER,
        /** The device falls to safe when a register is no longer refreshed. */
        WATCHDOG_REGISTER,
        /** Spring return, thermostat, float switch. */
        HARDWARE,
        /** Nothing; needs a written reason. */
        NONE
    }
}
