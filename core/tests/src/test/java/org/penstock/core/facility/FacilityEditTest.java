package org.penstock.core.facility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penstock.core.facility.FacilityElements.ElementId;
import org.penstock.core.facility.FacilityElements.Spot;
import org.penstock.core.facility.FacilityElements.WrittenElement;
import org.penstock.core.facility.Problems.Problem;
import org.penstock.core.facility.Problems.Weight;
import org.penstock.core.facility.TextDiff.What;

/** One element is written otherwise; every other letter of the file stays. */
class FacilityEditTest {
    private static final String MAIN = """
            penstock: 1
            site: {key: north, name: North House}

            devices:
              # the old box by the door
              - key: climate   # as on its label
                name: Climate
                link: plc
                address:
                  unit_id: 3   # dip switch
                streams:
                  - {key: air, name: Air, metric: temperature, interval: 5s}  # the good one
                  - {key: hum, name: "Hum: wet", metric: humidity, interval: 5s}

            alerts:
              # growers asked for 30
              - key: hot
                name: Too hot
                stream: air
                limit: 30 °C   # was 28
                # tell at once at night
                severity: warning
            include: [more.yaml]
            """;

    private static final List<Configuration.File> FILES = List.of(
            new Configuration.File("main.yaml", MAIN),
            new Configuration.File("more.yaml", "alerts: [{key: dry, stream: hum}]\n"));

    private static final List<String> ORDER =
            List.of("key", "name", "stream", "type", "severity", "limit", "hysteresis", "on_delay");
    private static final ElementId HOT = new ElementId("alert", "hot");
    private static final ElementId DRY = new ElementId("alert", "dry");
    private static final ElementId AIR = new ElementId("stream", "air");
    private static final ElementId CLIMATE = new ElementId("device", "climate");

    @Test
    void everyElementIsThereWithWhereItStands() {
        FacilityElements elements = FacilityElements.of(FILES);
        assertEquals(
                List.of("site north", "device climate", "stream air", "stream hum", "alert hot", "alert dry"),
                elements.all().stream()
                        .map(e -> e.id().kind() + " " + e.id().key())
                        .toList());
        assertEquals("climate", elements.find(AIR).map(WrittenElement::device).orElse(""));
        assertEquals("more.yaml", elements.find(DRY).map(WrittenElement::file).orElse(""));
        assertEquals("30 °C", elements.written(HOT, "limit"));
        assertEquals("\"Hum: wet\"", elements.written(new ElementId("stream", "hum"), "name"));
        assertEquals(
                "key: hot\nname: Too hot\nstream: air\nlimit: 30 °C   # was 28\n# tell at once at night\nseverity: warning",
                elements.text(HOT));
        assertEquals("{key: air, name: Air, metric: temperature, interval: 5s}", elements.text(AIR));
    }

    @Test
    void aWordIsWrittenOtherwiseAndItsCommentStays() {
        assertEquals(
                MAIN.replace("limit: 30 °C", "limit: 31 °C"),
                main(FacilityEdit.set(FILES, HOT, "limit", "31 °C", ORDER)));
        assertEquals(
                MAIN.replace("name: Air,", "name: Air above the door,"),
                main(FacilityEdit.set(FILES, AIR, "name", "Air above the door", ORDER)));
        assertEquals(
                MAIN.replace("address:\n      unit_id: 3   # dip switch", "address: {unit_id: 4}   # dip switch"),
                main(FacilityEdit.set(FILES, CLIMATE, "address", "{unit_id: 4}", ORDER)));
    }

    @Test
    void aNewWordIsPutWhereItBelongs() {
        assertEquals(
                MAIN.replace("    stream: air\n", "    stream: air\n    type: limit_high\n"),
                main(FacilityEdit.set(FILES, HOT, "type", "limit_high", ORDER)));
        assertEquals(
                MAIN.replace("severity: warning\n", "severity: warning\n    on_delay: 5min\n"),
                main(FacilityEdit.set(
                        FILES, HOT, "on_delay", "5min", List.of("key", "limit", "severity", "on_delay"))));
        assertEquals(
                "alerts: [{key: dry, stream: hum, type: limit_low}]\n",
                FacilityEdit.set(FILES, DRY, "type", "limit_low", ORDER).get(1).text());
    }

    @Test
    void aWordIsTakenOut() {
        assertEquals(MAIN.replace("    limit: 30 °C   # was 28\n", ""), main(FacilityEdit.unset(FILES, HOT, "limit")));
        assertEquals(MAIN.replace(", interval: 5s}  #", "}  #"), main(FacilityEdit.unset(FILES, AIR, "interval")));
        assertEquals(MAIN.replace("name: Air, ", ""), main(FacilityEdit.unset(FILES, AIR, "name")));
        assertEquals(MAIN.replace("- key: hot\n    name", "- name"), main(FacilityEdit.unset(FILES, HOT, "key")));
        assertEquals(FILES, FacilityEdit.unset(FILES, HOT, "on_delay"));
    }

    @Test
    void itsLinesAreWrittenAnew() {
        String lines = FacilityElements.of(FILES).text(HOT);
        assertEquals(FILES, FacilityEdit.rewrite(FILES, HOT, lines));
        assertEquals(
                MAIN.replace("    limit: 30 °C   # was 28\n", "    limit: 32 °C # summer\n"),
                main(FacilityEdit.rewrite(FILES, HOT, lines.replace("30 °C   # was 28", "32 °C # summer"))));
        assertEquals(
                FILES,
                FacilityEdit.rewrite(FILES, CLIMATE, FacilityElements.of(FILES).text(CLIMATE)));
    }

    @Test
    void anElementGoesAndItsNeighboursStay() {
        assertEquals(
                MAIN.replace("      - {key: air, name: Air, metric: temperature, interval: 5s}  # the good one\n", ""),
                main(FacilityEdit.without(FILES, AIR)));
        assertEquals("alerts: []\n", FacilityEdit.without(FILES, DRY).get(1).text());
        assertTrue(!main(FacilityEdit.without(FILES, CLIMATE)).contains("unit_id"));
        assertTrue(main(FacilityEdit.without(FILES, CLIMATE))
                .contains("devices:\n  # the old box by the door\n\nalerts:"));
        assertThrows(IllegalArgumentException.class, () -> FacilityEdit.without(FILES, new ElementId("site", "north")));
    }

    @Test
    void anElementComesAfterTheLastOfItsKind() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("key", "new");
        words.put("name", FacilityEdit.value("New: one"));
        assertEquals(
                "alerts: [{key: dry, stream: hum}, {key: new, name: \"New: one\"}]\n",
                FacilityEdit.with(FILES, "alerts", null, words).get(1).text());
        List<Configuration.File> alone = FILES.subList(0, 1);
        assertEquals(
                MAIN.replace(
                        "    severity: warning\n", "    severity: warning\n  - key: new\n    name: \"New: one\"\n"),
                main(FacilityEdit.with(alone, "alerts", null, words)));
        assertEquals(
                MAIN.replace(
                        "metric: humidity, interval: 5s}\n",
                        "metric: humidity, interval: 5s}\n      - {key: new, name: \"New: one\"}\n"),
                main(FacilityEdit.with(FILES, "streams", CLIMATE, words)));
        assertTrue(main(FacilityEdit.with(FILES, "outputs", CLIMATE, words))
                .contains("interval: 5s}\n    outputs:\n      - {key: new, name: \"New: one\"}\n\nalerts:"));
        assertTrue(main(FacilityEdit.with(FILES, "rules", null, words))
                .endsWith("include: [more.yaml]\n\nrules:\n  - {key: new, name: \"New: one\"}\n"));
    }

    @Test
    void aProblemIsToldOfItsElementAndWord() {
        FacilityElements elements = FacilityElements.of(FILES);
        assertEquals(new Spot(HOT, "limit", 4), spot(elements, 20, 12, "`limit: 30 °C` is outside"));
        assertEquals(new Spot(HOT, "type", 1), spot(elements, 17, 5, "`type` is missing"));
        assertEquals(new Spot(HOT, "key", 1), spot(elements, 17, 10, "the alert key `hot` is used twice"));
        assertEquals(new Spot(AIR, "metric", 1), spot(elements, 12, 36, "no such metric"));
        assertEquals(new Spot(CLIMATE, "address", 5), spot(elements, 10, 16, "`unit_id`"));
        assertTrue(elements.of(new Problem(Weight.ERROR, "main.yaml", 1, 1, "no", ""))
                .isEmpty());
    }

    /** Whatever is changed in the files that come with the program, they say the same before and after it is put back. */
    @Test
    void everyElementOfTheExamplesCanBeWrittenAnewWithoutALetterChanging() {
        for (Example example : Example.values()) {
            List<Configuration.File> files = List.of(new Configuration.File(example.fileName(), example.text()));
            FacilityElements elements = FacilityElements.of(files);
            assertTrue(elements.all().size() > 20, example.fileName());
            for (WrittenElement e : elements.all()) {
                assertEquals(files, FacilityEdit.rewrite(files, e.id(), elements.text(e.id())), e.id()::toString);
                if (!e.name().isEmpty()) {
                    String was = elements.written(e.id(), "name");
                    List<Configuration.File> renamed = FacilityEdit.set(files, e.id(), "name", "\"x: y\"", ORDER);
                    assertEquals(
                            "x: y",
                            FacilityElements.of(renamed)
                                    .find(e.id())
                                    .orElseThrow()
                                    .name());
                    assertEquals(files, FacilityEdit.set(renamed, e.id(), "name", was, ORDER));
                }
            }
        }
    }

    @Test
    void linesOfTwoVersionsAreComparedWithoutTheLineBase() {
        List<Configuration.File> after = FacilityEdit.set(FILES, HOT, "limit", "31 °C", ORDER);
        List<TextDiff.Line> changed = TextDiff.between(FILES, BaseLine.with(after, "a".repeat(64))).stream()
                .filter(l -> l.what() != What.SAME)
                .toList();
        assertEquals(
                List.of(
                        new TextDiff.Line("main.yaml", What.REMOVED, 20, 0, "    limit: 30 °C   # was 28"),
                        new TextDiff.Line("main.yaml", What.ADDED, 0, 20, "    limit: 31 °C   # was 28")),
                changed);
        assertEquals(
                List.of("more.yaml"),
                TextDiff.between(FILES, FILES.subList(0, 1)).stream()
                        .filter(l -> l.what() == What.REMOVED)
                        .map(TextDiff.Line::file)
                        .toList());
    }

    private static Spot spot(FacilityElements elements, int line, int column, String what) {
        return elements.of(new Problem(Weight.ERROR, "main.yaml", line, column, what, ""))
                .orElseThrow();
    }

    private static String main(List<Configuration.File> files) {
        return files.getFirst().text();
    }
}
