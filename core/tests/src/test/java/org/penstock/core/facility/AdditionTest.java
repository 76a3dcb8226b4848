package org.penstock.core.facility;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdditionTest {
    private static final Configuration.File PART = new Configuration.File("node-7.yaml", "locations: []\n");

    private static List<Configuration.File> main(String text, Configuration.File... others) {
        List<Configuration.File> files = new java.util.ArrayList<>(List.of(new Configuration.File("site.yaml", text)));
        files.addAll(List.of(others));
        return files;
    }

    private static String added(String text) {
        return Addition.of(main(text), PART).getFirst().text();
    }

    @Test
    void theMainFileIncludesThePartAndKeepsEverythingElse() {
        assertEquals(
                "# ours\npenstock: 1\ninclude: [node-7.yaml]\nsite: {key: a}  # the house\n",
                added("# ours\npenstock: 1\nsite: {key: a}  # the house\n"));
        assertEquals(
                "penstock: 1\ninclude: [node-7.yaml, rules.yaml] # two\n",
                added("penstock: 1\ninclude: [rules.yaml] # two\n"));
        assertEquals(
                "penstock: 1\ninclude:\n  # the rooms\n  - node-7.yaml\n  - rooms.yaml\nsite: {key: a}\n",
                added("penstock: 1\ninclude:\n  # the rooms\n  - rooms.yaml\nsite: {key: a}\n"));
        assertEquals(
                "penstock: 1\ninclude: [\"a b.yaml\", node-7.yaml]\n", added("penstock: 1\ninclude: \"a b.yaml\"\n"));
        assertEquals("{include: [node-7.yaml], penstock: 1}\n", added("{penstock: 1}\n"));
    }

    @Test
    void aNameThatIsTakenGetsANumber() {
        List<Configuration.File> files = Addition.of(main("penstock: 1\n", PART), PART);
        assertEquals("node-7-2.yaml", files.getLast().name());
        assertEquals("penstock: 1\ninclude: [node-7-2.yaml]\n", files.getFirst().text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "penstock: 1\r\nlocations: []\r\n",
                "\uFEFFpenstock: 1\nlocations: []\n",
                "---\npenstock: 1\ninclude: []\n",
                "locations: []\npenstock: 1"
            })
    void whateverItLooksLikeItIsReadAsOneFacility(String text) {
        List<Configuration.File> files = Addition.of(main(text), PART);
        Problems problems = new Problems();
        Includes.Whole whole = Includes.read(files.getFirst(), Folder.of(files), problems);
        assertEquals(List.of(), problems.all());
        assertEquals(
                List.of("site.yaml", "node-7.yaml"),
                whole.files().stream().map(Configuration.File::name).toList());
    }
}
