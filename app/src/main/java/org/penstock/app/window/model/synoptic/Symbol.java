package org.penstock.app.window.model.synoptic;

import java.util.Locale;
import java.util.Set;

/** What a piece of the drawing looks like. Shapes stand in the style sheet under {@link #styleClass}. */
public enum Symbol {
    /** Holds something; drawn with what is in it. */
    TANK,
    /** A tank in which something happens. */
    VESSEL,
    /** A room, a bay, a line: what lies in it stands inside. */
    PLACE,
    PUMP,
    VALVE,
    FAN,
    HEATER,
    COMPRESSOR,
    /** Gives off cold or heat: an evaporator. */
    COIL,
    LIGHT,
    FILTER,
    METER,
    /** Lets air in. */
    INLET,
    /** Anything else. */
    PIECE;

    private static final Set<Symbol> BOXES = Set.of(TANK, VESSEL, PLACE);

    /** Style class that gives its shape. */
    public String styleClass() {
        return "symbol-" + name().toLowerCase(Locale.ROOT);
    }

    /** Whether it is a box with lines inside, not a small figure with words around it. */
    public boolean box() {
        return BOXES.contains(this);
    }

    /** Whether it has walls with something between them. */
    public boolean reservoir() {
        return this == TANK || this == VESSEL;
    }

    /** @param kind of an output: pump, valve, doser, fan, heater, cooler, light, other */
    static Symbol ofOutput(String kind) {
        return switch (kind.toLowerCase(Locale.ROOT)) {
            case "pump", "doser" -> PUMP;
            case "valve", "co2" -> VALVE;
            case "fan" -> FAN;
            case "heater" -> HEATER;
            case "cooler" -> COMPRESSOR;
            case "light" -> LIGHT;
            default -> PIECE;
        };
    }

    /** @param kind of a piece of equipment */
    static Symbol ofEquipment(String kind) {
        return switch (kind) {
            case "tank", "feed_bin" -> TANK;
            case "bioreactor", "autoclave", "mixer" -> VESSEL;
            case "cold_unit", "incubator" -> PLACE;
            case "substrate_slab" -> PLACE;
            case "pump", "doser" -> PUMP;
            case "valve" -> VALVE;
            case "fan", "air_handler" -> FAN;
            case "heater", "boiler", "oven" -> HEATER;
            case "compressor", "chiller" -> COMPRESSOR;
            case "evaporator", "humidifier" -> COIL;
            case "light" -> LIGHT;
            case "air_inlet" -> INLET;
            case "filter" -> FILTER;
            case "water_meter", "energy_meter" -> METER;
            default -> PIECE;
        };
    }

    /** @param kind of a location */
    static Symbol ofLocation(String kind) {
        return switch (kind) {
            case "tank", "bin" -> TANK;
            case "vessel" -> VESSEL;
            default -> PLACE;
        };
    }
}
