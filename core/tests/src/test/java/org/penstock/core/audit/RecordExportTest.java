package org.penstock.core.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.audit.ChainVerifier.Watch;
import org.penstock.core.testsupport.TestDatabase;
import org.penstock.core.testsupport.TestDatabases;

/** The record on another machine, which has Python and openssl and no Penstock. */
class RecordExportTest {
    @TempDir
    Path directory;

    private String keyId = "";

    /** Two days of ten events, signed; two more events that no signed head covers yet. */
    private Path export(UnaryOperator<String> name) throws IOException {
        try (TestDatabase db = TestDatabases.h2()) {
            SignedRecord record = new SignedRecord(db.database(), directory.resolve("data"));
            record.happen(0, 10);
            record.happen(1, 10);
            record.morning(2);
            record.happen(2, 2);
            Path target = directory.resolve(name.apply("record"));
            keyId = record.key.verifying().orElseThrow().id();
            RecordExport.Exported exported = export(record).to(target, Watch.none());
            assertEquals(new RecordExport.Exported(23, 2, keyId, false), exported);
            assertThrows(FileAlreadyExistsException.class, () -> export(record).to(target, Watch.none()));
            return target;
        }
    }

    private static RecordExport export(SignedRecord record) {
        return new RecordExport(
                record.database, record.file, record.key, () -> record.now, chain -> "north", "penstock test");
    }

    @Test
    void itIsProvenByThirtyLinesThatNeedNoPenstock() throws Exception {
        assumeTools();
        Path good = export(name -> name);
        assertTrue(Files.readAllLines(good.resolve("verify.py")).size() <= 30);
        assertEquals("0 The record holds: 23 events, 2 signed heads.", verified(good));
        assertEquals("0 The record holds: 23 events, 2 signed heads.", verified(good, keyId));
        assertTrue(verified(good, "0".repeat(64)).contains("manifest: signed by an unknown key"));
        try (var files = Files.list(good)) {
            assertEquals(
                    List.of(
                            "README.txt",
                            "heads.jsonl",
                            "manifest.json",
                            "manifest.sig",
                            "record-key.pem",
                            "verify.py"),
                    files.map(f -> f.getFileName().toString())
                            .filter(f -> !f.startsWith("chain-"))
                            .sorted()
                            .toList());
        }
        String secret = Files.readString(directory.resolve("data/keys/record-key.json"))
                .replaceAll("(?s).*\"private_key\" : \"([^\"]*)\".*", "$1");
        try (var files = Files.list(good)) {
            for (Path file : files.toList()) {
                assertFalse(Files.readString(file).contains(secret), file.toString());
            }
        }
        Path chain;
        try (var files = Files.list(good)) {
            chain = files.filter(f -> f.getFileName().toString().startsWith("chain-"))
                    .findFirst()
                    .orElseThrow();
        }
        List<String> events = Files.readAllLines(chain);

        assertEquals("1 event 5 of north: changed", tampered(chain, lines(events, 4, l -> l.replace("12.5", "12.4"))));
        assertEquals(
                "1 event 5 of north: changed",
                tampered(chain, lines(events, 4, l -> (l.startsWith("0") ? "1" : "0") + l.substring(1)))
                        .lines()
                        .findFirst()
                        .orElseThrow());
        assertEquals("1 event 6 of north: does not follow", tampered(chain, lines(events, 4, l -> {
            String body = l.substring(65).replace("12.5", "12.4");
            return EventBody.hash(body) + " " + body;
        })));
        List<String> removed = new ArrayList<>(events);
        removed.remove(11);
        assertEquals("1 events 12 to 12 of north: removed", tampered(chain, removed));
        assertEquals("1 north: cut, it ends at event 21", tampered(chain, events.subList(0, 21)));
        assertEquals("1 north: cut, it ends at event 7", tampered(chain, events.subList(0, 7)));

        Path heads = good.resolve("heads.jsonl");
        List<String> signed = Files.readAllLines(heads);
        assertEquals(
                "1 signed head of 2026-03-01: the signature does not fit",
                tampered(heads, lines(signed, 0, l -> l.replaceFirst("\"signature\":\"(..)", "\"signature\":\"ff"))));
        assertTrue(tampered(heads, lines(signed, 1, l -> l.replace("\\\"seq\\\":20", "\\\"seq\\\":19")))
                .contains("signed head of 2026-03-02: the signature does not fit"));
        Path manifest = good.resolve("manifest.json");
        assertEquals(
                "1 manifest: the signature does not fit",
                tampered(manifest, List.of(Files.readString(manifest).replace("penstock test", "penstock tost"))));
        assertEquals("0 The record holds: 23 events, 2 signed heads.", verified(good), "put back it holds");
    }

    @Test
    void itAlsoGoesIntoOneFile() throws IOException {
        Path zip = export(name -> name + ".zip");
        try (ZipFile file = new ZipFile(zip.toFile())) {
            var names = new TreeSet<String>();
            file.stream().forEach(e -> names.add(e.getName()));
            assertEquals(7, names.size(), names.toString());
            assertTrue(new String(
                            file.getInputStream(file.getEntry("manifest.json")).readAllBytes(), StandardCharsets.UTF_8)
                    .contains("penstock.record.1"));
        }
    }

    private static List<String> lines(List<String> lines, int at, UnaryOperator<String> change) {
        List<String> changed = new ArrayList<>(lines);
        changed.set(at, change.apply(lines.get(at)));
        return changed;
    }

    private String tampered(Path file, List<String> lines) throws Exception {
        String before = Files.readString(file);
        Files.writeString(file, String.join("\n", lines) + "\n");
        String said = verified(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, before);
        return said;
    }

    /** Exit code and output. */
    private String verified(Path export, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of("python3", "verify.py", "."));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .directory(export.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        return process.exitValue() + " " + said;
    }

    private static void assumeTools() throws InterruptedException {
        for (List<String> tool : List.of(List.of("python3", "--version"), List.of("openssl", "version"))) {
            boolean there;
            try {
                there = new ProcessBuilder(tool)
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start()
                                .waitFor()
                        == 0;
            } catch (IOException e) {
                there = false;
            }
            if (!there) {
                System.err.println("SKIPPED, NOT PROVEN: the script of an export needs " + tool.getFirst()
                        + ", which is not installed here.");
            }
            assumeTrue(there, tool.getFirst() + " is not installed");
        }
    }
}
