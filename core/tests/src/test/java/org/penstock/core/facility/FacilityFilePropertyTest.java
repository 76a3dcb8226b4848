package org.penstock.core.facility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.penstock.core.control.ControlConfig;
import org.penstock.core.facility.FacilityFile.Reading;
import org.penstock.core.facility.Problems.Problem;
import org.penstock.core.testsupport.AnyDriver;
import org.penstock.core.testsupport.FacilityBuilder;

/** Whatever a hand on the keyboard does to a good file, reading it ends in a configuration or in a report. */
class FacilityFilePropertyTest {
    private static final String GOOD = Example.GROW.text() + """
            schemas:
              - {kind: mill, version: 1, schema: {properties: {stones: {type: integer, minimum: 1}, gap: {metric: level}}}}
            equipment:
              - {key: p1, name: Pump, kind: pump, location: bay-1, serial: 0042, properties: {max_flow: 60 L/min, phases: 3}}
              - {key: m1, name: Mill, kind: mill, replaces: p1, properties: {stones: 2, gap: 5 %}}
            relationships:
              - {from: p1, type: feeds, to: bay-1, strength: 0.5, valid_from: 2026-03-01}
              - {from: air-temp, type: measures, to: house}
            users:
              - {name: ann, roles: [admin]}
            """;

    /** Cut {@code take} characters at {@code at} and put {@code put} there. */
    record Slip(int at, int take, String put) {}

    @Provide
    Arbitrary<List<Slip>> slips() {
        Arbitrary<String> put = Arbitraries.oneOf(
                Arbitraries.of(
                        "",
                        "\n",
                        "\t",
                        "  ",
                        "- ",
                        ": ",
                        "{",
                        "}",
                        "[",
                        "]",
                        "\"",
                        "'",
                        "#",
                        "&a ",
                        "*a",
                        "!x ",
                        "|\n",
                        ">\n",
                        "---\n",
                        "? ",
                        "null",
                        "~",
                        "-1",
                        "1e400",
                        "NaN",
                        "0",
                        "99999999999999999999",
                        "${secret:x}",
                        "\u0000",
                        "\uD800",
                        "\uFEFF",
                        "é",
                        "𝒳",
                        "key: a\n",
                        "streams:\n"),
                Arbitraries.strings().ofMaxLength(12));
        return Combinators.combine(
                        Arbitraries.integers().between(0, GOOD.length()),
                        Arbitraries.integers().between(0, 40),
                        put)
                .as(Slip::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Property(tries = 400)
    void everyFileIsAcceptedOrReported(@ForAll("slips") List<Slip> slips) {
        StringBuilder text = new StringBuilder(GOOD);
        for (Slip s : slips) {
            int at = Math.min(s.at, text.length());
            text.replace(at, Math.min(text.length(), at + s.take), s.put);
        }
        FacilityFile file = FacilityBuilder.file(List.of(new AnyDriver("simulator")));
        switch (file.read("slip.yaml", text.toString(), null, name -> true)) {
            case Reading.Accepted a -> {
                // What is accepted reads back as itself.
                Configuration back = FacilityBuilder.reread(a.configuration().json());
                assertEquals(a.configuration().part(ControlConfig.class), back.part(ControlConfig.class));
            }
            case Reading.Refused r -> {
                long lines = text.chars()
                                .filter(c -> c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029)
                                .count()
                        + 1;
                assertTrue(!r.problems().isEmpty());
                for (Problem p : r.problems()) {
                    assertTrue(p.line() >= 1 && p.line() <= lines + 1, p::toString);
                    assertTrue(!p.what().isBlank());
                }
            }
        }
    }
}
