package org.penstock.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ModelTest {
    private static final Pattern TABLE = Pattern.compile("\\* \\*\\*([a-z0-9_]+)\\*\\* .*");

    /** {@code MODEL.md} names every table under its room, and no table that is not there. */
    @Test
    void theModelPageNamesEveryTableInItsRoom() throws IOException {
        Map<String, Set<String>> described = new TreeMap<>();
        String room = "";
        for (String line : Files.readAllLines(Path.of("../MODEL.md"))) {
            Matcher table = TABLE.matcher(line);
            if (line.startsWith("#")) {
                room = line.replaceFirst("^#+ ", "");
            } else if (table.matches()) {
                described.computeIfAbsent(room, r -> new TreeSet<>()).add(table.group(1));
            }
        }
        assertEquals(Migrated.tables(), described);
    }
}
