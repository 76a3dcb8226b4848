package org.penstock.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which room a table belongs to: the one named by the migration that makes it, {@code V…__<room>_<what>.sql}. */
final class Migrated {
    private static final Pattern FILE = Pattern.compile("V\\d{12}__([a-z]+)_[a-z0-9_]+\\.sql");
    private static final Pattern TABLE = Pattern.compile("(?im)^\\s*create table ([a-z0-9_]+)");

    private Migrated() {}

    /** Tables by room, in name order. */
    static Map<String, Set<String>> tables() {
        Map<String, Set<String>> tables = new TreeMap<>();
        try (var files = Files.list(Path.of("../src/main/resources/db/migration"))) {
            for (Path file : files.sorted().toList()) {
                Matcher name = FILE.matcher(file.getFileName().toString());
                if (!name.matches()) {
                    throw new AssertionError(file.getFileName() + " is not called V<yyyymmddhhmm>__<room>_<what>.sql");
                }
                Set<String> own = tables.computeIfAbsent(name.group(1), room -> new TreeSet<>());
                TABLE.matcher(Files.readString(file)).results().forEach(made -> own.add(made.group(1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tables;
    }
}
