package org.penstock.app.cli;

import java.util.List;
import org.penstock.core.facility.Example;

/**
 * What a first facility file of a profile measures and who is told about it.
 *
 * @param key of the stream, and of what the simulated plant calls it
 * @param name what a person calls it
 * @param measures {@code metric} and {@code unit} as written in the file
 * @param alert name, limit and severity as written in the file
 */
record FirstMeasure(String key, String name, String measures, String alert) {
    static List<FirstMeasure> of(Example profile) {
        return switch (profile) {
            case GROW ->
                List.of(
                        new FirstMeasure(
                                "air-temp",
                                "Air temperature",
                                "metric: temperature, unit: °C",
                                "name: Air too hot, type: limit_high, limit: 32 °C, hysteresis: 1 °C, on_delay: 2min, severity: warning"),
                        new FirstMeasure(
                                "air-humidity",
                                "Air humidity",
                                "metric: humidity, unit: \"%\"",
                                "name: Air too dry, type: limit_low, limit: 25 %, hysteresis: 3 %, on_delay: 15min, severity: info"));
            case COLD ->
                List.of(
                        new FirstMeasure(
                                "cooler-air",
                                "Cooler air",
                                "metric: temperature, unit: °F",
                                "name: Cooler warm, type: limit_high, limit: 41 °F, hysteresis: 1 °F, on_delay: 10min, severity: critical"),
                        new FirstMeasure(
                                "cooler-door",
                                "Cooler door",
                                "metric: state, words: {0: closed, 1: open}",
                                "name: Cooler door open, type: limit_high, limit: 0, on_delay: 3min, severity: warning"));
            case BARN ->
                List.of(
                        new FirstMeasure(
                                "air-temp",
                                "House temperature",
                                "metric: temperature, unit: °C",
                                "name: House too hot, type: limit_high, limit: 35 °C, hysteresis: 1 °C, on_delay: 5min, severity: critical"),
                        new FirstMeasure(
                                "co2",
                                "Carbon dioxide",
                                "metric: co2, unit: ppm",
                                "name: Carbon dioxide too high, type: limit_high, limit: 3000 ppm, hysteresis: 300 ppm, on_delay: 10min, severity: critical"));
            case LAB ->
                List.of(
                        new FirstMeasure(
                                "vessel-temp",
                                "Vessel temperature",
                                "metric: temperature, unit: °C",
                                "name: Vessel too warm, type: limit_high, limit: 32 °C, hysteresis: 0.5 °C, on_delay: 2min, severity: critical"),
                        new FirstMeasure(
                                "vessel-ph",
                                "Vessel pH",
                                "metric: ph, unit: pH",
                                "name: Vessel too sour, type: limit_low, limit: 5.0 pH, hysteresis: 0.1 pH, on_delay: 2min, severity: critical"));
            case PLANT ->
                List.of(
                        new FirstMeasure(
                                "hold-temp",
                                "Holding tube temperature",
                                "metric: temperature, unit: °C",
                                "name: Pasteuriser below 72 °C, type: limit_low, limit: 72 °C, hysteresis: 0.5 °C, on_delay: 3s, severity: critical"),
                        new FirstMeasure(
                                "milk-temp",
                                "Pasteurised milk temperature",
                                "metric: temperature, unit: °C",
                                "name: Pasteurised milk too warm, type: limit_high, limit: 6 °C, hysteresis: 0.5 °C, on_delay: 10min, severity: critical"));
        };
    }
}
