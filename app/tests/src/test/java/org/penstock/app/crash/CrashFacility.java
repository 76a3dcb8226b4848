package org.penstock.app.crash;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The facility of the kill test: sensors over MQTT, valves, pump and fan over Modbus, a program planned every minute. */
final class CrashFacility {
    static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    /** How long a valve may be open at once, s. */
    static final int VALVE_SECONDS = 20;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private CrashFacility() {}

    /** @param minutes how many minutes from now on have a planned start */
    static String text(int broker, int controller, int minutes) {
        LocalTime now = LocalTime.now(ZONE);
        String starts = IntStream.range(0, minutes)
                .mapToObj(i -> '"' + now.plusMinutes(i).format(TIME) + '"')
                .distinct()
                .collect(Collectors.joining(", "));
        String sensors = FieldNodes.STREAMS.stream()
                .map(s -> "      - {key: " + s + ", name: " + s + ", metric: temperature, unit: °C, interval: 1s,"
                        + " address: {topic: field/" + s
                        + ", value: /v, time: /ts, time_format: us, message_id: /id}}\n")
                .collect(Collectors.joining());
        return """
                penstock: 1
                organization: {key: northglass, name: Northglass Growers}
                site: {key: north, name: North House, profile: grow, timezone: Europe/Amsterdam}
                locations:
                  - {key: house, name: Glasshouse 1, kind: building}
                  - {key: bay-1, name: Bay 1, kind: zone, parent: house}
                links:
                  - {key: field, driver: mqtt, connection: {host: 127.0.0.1, port: %d}}
                  - {key: plc, driver: modbus, connection: {host: 127.0.0.1, port: %d}}
                devices:
                  - key: nodes
                    name: Sensor nodes
                    link: field
                    location: bay-1
                    address: {}
                    streams:
                %s  - key: skid
                    name: Irrigation skid
                    link: plc
                    location: bay-1
                    address: {unit_id: 1}
                    streams:
                      - {key: tank-level, name: Tank level, metric: volume, unit: L, interval: 250ms, max_age: 10s,
                         address: {register: "holding:100", type: float32}}
                      - {key: estop-loop, name: Emergency stop loop, metric: state, interval: 200ms, max_age: 5s,
                         address: {register: "discrete:0"}}
                    outputs:
                      - {key: valve-1, name: Valve bay 1, kind: valve, safe: 0, on_start: safe, max_on: 20s,
                         guard: device_timer, timeout: 2s, address: {coil: 0, timer: "holding:200"}}
                      - {key: valve-2, name: Valve bay 2, kind: valve, safe: 0, on_start: safe, max_on: 20s,
                         guard: device_timer, timeout: 2s, address: {coil: 1, timer: "holding:201"}}
                      - {key: pump-1, name: Pump, kind: pump, safe: 0, on_start: safe, max_on: 60s, guard: none,
                         guard_reason: It runs dry against closed valves and is cooled by them, timeout: 2s,
                         address: {coil: 2}}
                      - {key: fan-1, name: Fan, kind: fan, safe: 0, on_start: safe, max_on: 10min, guard: none,
                         timeout: 2s, address: {coil: 3}}
                interlocks:
                  - {key: e-stop, name: Emergency stop, kind: e_stop, stream: estop-loop, safe_value: 1, max_age: 10s,
                     latch: false, outputs: all}
                  - {key: tank-low, name: Tank low, kind: tank_low, stream: tank-level, below: 50 L, hysteresis: 20 L,
                     max_age: 60s, outputs: [pump-1, valve-1, valve-2]}
                rules:
                  - {key: vent, name: Vent when hot, stream: air, when: above, limit: 27 °C, hysteresis: 1 °C,
                     max_age: 60s, output: fan-1, value: 1, fallback: 0}
                programs:
                  - key: watering
                    name: Watering
                    pump: pump-1
                    lead: 0s
                    linger: 0s
                    max_runtime: 1min
                    steps: [{open: [valve-1], for: 2s}, {open: [valve-2], for: 2s}]
                    start: {at: [%s], days: [mon, tue, wed, thu, fri, sat, sun], gap: after, fold: first, missed: skip}
                """.formatted(broker, controller, sensors, starts);
    }
}
