package org.penstock.core.control;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Exact numbers in a checkpoint: doubles as their bits' text, so that NaN and the last digit survive JSON. */
final class State {
    private State() {}

    static void put(ObjectNode node, String name, double value) {
        node.put(name, Double.toString(value));
    }

    static double number(JsonNode node, String name) {
        return Double.parseDouble(node.required(name).asString());
    }

    static void put(ObjectNode node, String name, double[] values) {
        ArrayNode array = node.putArray(name);
        for (double v : values) {
            array.add(Double.toString(v));
        }
    }

    static void put(ObjectNode node, String name, long[] values) {
        ArrayNode array = node.putArray(name);
        for (long v : values) {
            array.add(v);
        }
    }
}
