package org.penstock.core.db;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The migrations this program was built with, by version, each with the checksum that Flyway keeps of it (CRC-32 of the
 * lines without their ends). Nearly every start finds a schema that has them all: one look at Flyway's own table says so,
 * where Flyway itself takes most of a second of processor time in a fresh process. Whatever is not exactly so is Flyway's
 * to judge.
 */
record KnownMigrations(SortedMap<String, Integer> checksums) {
    private static final Pattern FILE = Pattern.compile("V(\\d+)__\\w+\\.sql");
    private static final String HISTORY = "flyway_schema_history";

    /** Those in folders of the class path, of directories or jars. */
    static KnownMigrations in(ClassLoader loader, String... folders) {
        SortedMap<String, Integer> found = new TreeMap<>();
        for (String folder : folders) {
            URL url = loader.getResource(folder);
            if (url == null) {
                continue;
            }
            try {
                if (url.openConnection() instanceof JarURLConnection jar) {
                    fromJar(Path.of(URI.create(jar.getJarFileURL().toString())), folder + "/", found);
                } else {
                    fromDirectory(Path.of(URI.create(url.toString())), found);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new KnownMigrations(found);
    }

    private static void fromJar(Path file, String folder, Map<String, Integer> found) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            for (var entry :
                    jar.stream().filter(e -> e.getName().startsWith(folder)).toList()) {
                Matcher name = FILE.matcher(entry.getName().substring(folder.length()));
                if (name.matches()) {
                    found.put(name.group(1), checksum(jar.getInputStream(entry)));
                }
            }
        }
    }

    private static void fromDirectory(Path directory, Map<String, Integer> found) throws IOException {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Matcher name = FILE.matcher(file.getFileName().toString());
                if (name.matches()) {
                    found.put(name.group(1), checksum(Files.newInputStream(file)));
                }
            }
        }
    }

    private static int checksum(InputStream in) throws IOException {
        CRC32 crc = new CRC32();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                crc.update(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        return (int) crc.getValue();
    }

    /** Whether the schema has exactly these, none failed, none other. */
    boolean areAllIn(Connection connection) throws SQLException {
        if (checksums.isEmpty() || !hasHistory(connection)) {
            return false;
        }
        try (Statement statement = connection.createStatement()) {
            int rows = 0;
            try (ResultSet row =
                    statement.executeQuery("select \"version\", \"checksum\", \"success\" from \"" + HISTORY
                            // Flyway also notes that it made the table, or the schema.
                            + "\" where \"version\" is not null")) {
                while (row.next()) {
                    Integer known = checksums.get(row.getString(1));
                    int has = row.getInt(2);
                    if (known == null || row.wasNull() || known != has || !row.getBoolean(3)) {
                        return false;
                    }
                    rows++;
                }
            }
            return rows == checksums.size();
        }
    }

    private static boolean hasHistory(Connection connection) throws SQLException {
        try (ResultSet tables = connection.getMetaData().getTables(null, connection.getSchema(), HISTORY, null)) {
            return tables.next();
        }
    }

    /** The schema level of whoever has them all. */
    String newest() {
        return checksums.lastKey();
    }
}
