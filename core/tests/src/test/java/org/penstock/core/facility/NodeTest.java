package org.penstock.core.facility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is written goes before what is only assumed, and both say where they stand. */
class NodeTest {
    private final Problems problems = new Problems();

    private Node parse(String file, String text) {
        Node node = FacilityText.parse(file, text, problems);
        assertTrue(problems.none(), problems.all().toString());
        return node;
    }

    @Test
    void aWordThatIsWrittenGoesBeforeTheDefault() {
        Node defaults = parse("map.yaml", "register: input:0\nscale: 0.1\nwords: little\n");
        Node own = parse("facility.yaml", "point: voltage\n\nscale: 10\nwords:\n");

        Node both = own.over(defaults);

        assertEquals(Set.of("register", "scale", "words", "point"), both.words());
        assertEquals("10", both.get("scale").text());
        assertEquals("little", both.get("words").text(), "a word without a value is not written");
        assertEquals("facility.yaml", both.file());
        assertEquals("facility.yaml", both.get("scale").file());
        assertEquals(3, both.wordNode("scale").line());
        assertEquals("map.yaml", both.wordNode("register").file());
    }

    @Test
    void nothingOverDefaultsIsTheDefaultsAtItsOwnPlace() {
        Node file = parse("facility.yaml", "a: 1\n");

        Node both = file.get("address").over(parse("map.yaml", "register: input:0\n"));

        assertEquals("input:0", both.get("register").text());
        assertEquals("facility.yaml", both.file());
    }
}
