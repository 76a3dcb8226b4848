package org.penstock.driver.mqtt.decoder;

import org.penstock.core.quantity.Unit;

/** The words of devices for their units, in ours. */
final class UnitWords {
    private UnitWords() {}

    /** {@code value} in the unit a device named; as it is when it named none. */
    static Value in(Value value, String said) {
        return said.isBlank() ? value : value.in(code(said));
    }

    /**
     * The {@link Unit#code} for a device's word. A word nobody knows stays as it is: a stream that measures something cannot
     * be filled from it, for ten hPa must not become ten kPa.
     */
    static String code(String word) {
        String written = word.strip().replace('\u03BC', '\u00B5');
        for (Unit u : Unit.values()) {
            if (u != Unit.NONE && (u.code().equals(written) || u.symbol().equals(written))) {
                return u.code();
            }
        }
        return switch (written) {
            case "C", "°c", "℃", "degc", "deg C", "Cel", "celsius" -> Unit.CELSIUS.code();
            case "F", "°f", "℉", "degf", "deg F", "fahrenheit" -> Unit.FAHRENHEIT.code();
            case "percent", "%RH", "% RH" -> Unit.PERCENT.code();
            case "l", "litre", "liter" -> Unit.LITRE.code();
            case "m^3" -> Unit.CUBIC_METRE.code();
            case "l/min", "LPM" -> Unit.LITRE_MIN.code();
            case "GPM" -> Unit.GALLON_MIN.code();
            case "m3/h", "m^3/h" -> Unit.CUBIC_METRE_HOUR.code();
            case "pa" -> Unit.PASCAL.code();
            case "PSI" -> Unit.PSI.code();
            case "µmol/s/m²", "µmol/m2/s", "umol/m2/s" -> Unit.MICROMOL_M2_S.code();
            case "uS/cm" -> Unit.MICROSIEMENS_CM.code();
            case "mg/l" -> Unit.MILLIGRAM_L.code();
            default -> written;
        };
    }
}
