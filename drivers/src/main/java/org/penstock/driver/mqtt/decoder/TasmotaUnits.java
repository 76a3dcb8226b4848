package org.penstock.driver.mqtt.decoder;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The units that a Tasmota device names beside its values; see its commands SetOption8 and SetOption24. */
final class TasmotaUnits {
    private static final Map<String, String> TEMPERATURES = Map.of("C", "degC", "F", "degF");
    /** How many of them are a kPa; mercury at 0 °C. */
    private static final Map<String, Double> PRESSURES =
            Map.of("hPa", 10.0, "mmHg", 7.500615758456564, "inHg", 0.29529983301010093);

    private TasmotaUnits() {}

    /** {@code value} in the unit that {@code said} names for values like it; as it is when it names none. */
    static Value of(String path, Value value, JsonNode said) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (Double.isNaN(value.number())) {
            return value;
        }
        if (name.contains("Temperature") || name.equals("DewPoint") || name.equals("HeatIndex")) {
            String unit = TEMPERATURES.get(said.path("TempUnit").asString(""));
            return unit == null ? value : value.in(unit);
        }
        if (name.equals("Pressure") || name.equals("SeaPressure")) {
            Double perKilopascal = PRESSURES.get(said.path("PressureUnit").asString(""));
            return perKilopascal == null
                    ? value
                    : Value.of(value.number() / perKilopascal).in("kPa");
        }
        return value;
    }
}
