package org.penstock.driver.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Values that an expression makes of a message. */
class ExpressionTest {
    private static Overheard with(String cel) {
        return Overheard.by("- key: node\n  address: {topic: farm/+/raw}\n  streams: [{no: 1, key: a, address: {cel: '"
                + cel.replace("'", "''") + "'}}]\n");
    }

    private static List<String> gives(String cel, String payload) {
        return with(cel).hears("farm/bay-1/raw", payload);
    }

    private static String fault(String cel) {
        List<String> faults = Overheard.faults(
                "- key: node\n  address: {topic: farm/node}\n  streams:\n    - {no: 1, key: a, address: {cel: '"
                        + cel.replace("'", "''") + "'}}\n");
        assertEquals(1, faults.size(), faults.toString());
        return faults.getFirst();
    }

    @Test
    void anOddDeviceIsReadByArithmetic() {
        Overheard probe = with("double(payload.raw) * 0.1 - 40.0");
        assertEquals(List.of("a 21.5 GOOD"), probe.hears("farm/bay-1/raw", "{\"raw\": 615}"));
        assertEquals(List.of("a -40.0 GOOD"), probe.hears("farm/bay-1/raw", "{\"raw\": 0}"));
        assertEquals(
                List.of("a 307.5 GOOD"),
                gives("payload.raw * 0.5", "{\"raw\": 615}"),
                "whole or not, a number is a double");
        assertEquals(List.of("a 307.75 GOOD"), gives("payload.raw * 0.5", "{\"raw\": 615.5}"));
        assertEquals(List.of("a 30.75 GOOD"), gives("payload * 0.05", "615"), "a bare number is JSON, too");
    }

    @Test
    void theResultMayBeANumberABooleanATextOrNothing() {
        assertEquals(List.of("a 3.0 GOOD"), gives("size(payload.list)", "{\"list\": [1, 2, 3]}"));
        assertEquals(List.of("a 1.0 GOOD"), gives("payload.state == 1 || payload.forced", "{\"state\": 1}"));
        assertEquals(List.of("a 21.5 GOOD"), gives("payload.text", "{\"text\": \"21.5\"}"));
        assertEquals(List.of("a NaN NO_COMMUNICATION"), gives("payload.t", "{\"t\": null}"));
        assertEquals(List.of("a NaN NO_COMMUNICATION"), gives("has(payload.t) ? payload.t : null", "{\"other\": 1}"));
        assertEquals(List.of("a 1.0 GOOD"), gives("topic[1] == 'bay-1' ? 1 : 2", "{}"));
        assertEquals(
                List.of("a 21.0 GOOD"),
                gives(
                        "payload.readings.filter(r, r.kind == 'temp')[0].value",
                        "{\"readings\": [{\"kind\": \"hum\", \"value\": 60}, {\"kind\": \"temp\", \"value\": 21}]}"));
    }

    @Test
    void anExpressionWithoutAResultDropsTheMessageUnderItsWord() {
        for (String cel :
                List.of("payload.nope", "1 / int(payload.zero)", "payload.raw + 'x'", "payload.raw[0]", "payload.o")) {
            assertEquals(
                    List.of("dropped cel_failed of node"),
                    gives(cel, "{\"raw\": 615, \"zero\": 0, \"o\": {\"p\": 1}}"),
                    cel);
        }
        assertEquals(List.of("dropped not_a_number of node"), gives("payload.s", "{\"s\": \"warm\"}"));
        assertEquals(List.of("dropped bad_json of node"), gives("payload.raw", "{\"raw\":"));
    }

    @Test
    void noMessageMakesItRunLong() {
        String many = IntStream.range(0, 150).mapToObj(Integer::toString).collect(Collectors.joining(","));
        assertEquals(
                List.of("dropped cel_failed of node"),
                gives("payload.exists(x, payload.exists(y, x + y < 0.0))", "[" + many + "]"));
        assertEquals(
                List.of("a 0.0 GOOD"),
                gives("payload.s.matches('(a+)+b')", "{\"s\": \"" + "a".repeat(16_000) + "\"}"),
                "a pattern that other engines never finish");
        assertEquals(
                List.of("dropped cel_failed of node"),
                gives("size(payload.s)", "{\"s\": \"" + "a".repeat(16_384) + "\"}"));
    }

    @Test
    void mistakesAreToldAtTheirLineBeforeAnythingRuns() {
        assertTrue(
                fault("payload.raw +").startsWith("8: `cel` is no expression: mismatched input"),
                fault("payload.raw +"));
        assertEquals(
                "8: `cel` is no expression: undeclared reference to 'System', at character 1 -> mend the expression; see"
                        + " cel.dev for the language",
                fault("System.exit(0)"));
        assertTrue(fault("1 + 'x'").contains("found no matching overload for '_+_'"), fault("1 + 'x'"));
        assertEquals(
                "8: `cel` gives a value of the type list -> let it give one number, boolean or text", fault("[1, 2]"));
        assertTrue(fault("payload.l.map(x, x * 2.0)").contains("undeclared reference to 'map'"));
        assertTrue(fault("1+".repeat(300) + "1").contains("exceeds limit"));
        assertTrue(fault("(".repeat(60) + "1" + ")".repeat(60)).contains("recursion limit"));
        assertEquals(
                List.of("8: `cel` beside `value` -> keep one: an expression reads the payload itself"),
                Overheard.faults(
                        "- key: n\n  address: {topic: t}\n  streams:\n    - {no: 1, key: a, address: {value: /a, cel: payload.a}}\n"));
    }

    @Test
    void theStateOfAnOutputMayBeAnExpression() {
        Overheard overheard = Overheard.by("""
                - key: node
                  outputs:
                    - {no: 1, key: v, address: {topic: v/set, state: {topic: v/state, cel: "payload.angle > 45.0 ? 'ON' : 'OFF'"}}}
                """);
        overheard.hears("v/state", "{\"angle\": 90}");
        assertEquals(List.of("v 1.0"), overheard.states());
    }
}
