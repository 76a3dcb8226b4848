package org.penstock.core.audit;

import static org.penstock.core.db.tables.tables.Events.EVENTS;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jooq.Record3;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.ChainVerifier.Watch;
import org.penstock.core.db.Database;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Hands the record out so that somebody else can prove it without this program: every chain as it lies there, the signed
 * heads, the key, a signed list of it all, a script that verifies it and a page that says how. Reads page by page.
 */
public final class RecordExport {
    private static final int PAGE = 2_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Database database;
    private final HeadsFile file;
    private final RecordKey key;
    private final InstantSource wall;
    private final Function<ChainId, String> names;
    private final String program;

    /**
     * @param names what people call a chain
     * @param program name and version of this program
     */
    public RecordExport(
            Database database,
            HeadsFile file,
            RecordKey key,
            InstantSource wall,
            Function<ChainId, String> names,
            String program) {
        this.database = database;
        this.file = file;
        this.key = key;
        this.wall = wall;
        this.names = names;
        this.program = program;
    }

    /**
     * What was handed out.
     *
     * @param events in all chains
     * @param heads signed heads
     * @param keyId the key that signed the list, "" when it could not be signed
     * @param cancelled stopped before the end; what is there is no export
     */
    public record Exported(long events, int heads, String keyId, boolean cancelled) {}

    /**
     * Writes it to a directory that is not there or empty, or to a file whose name ends in {@code .zip} and that is not there.
     *
     * @param watch told of events
     * @throws FileAlreadyExistsException when there is something already
     */
    public Exported to(Path target, Watch watch) throws IOException {
        boolean zip = String.valueOf(target.getFileName()).endsWith(".zip");
        if (Files.exists(target) && (zip || !empty(target))) {
            throw new FileAlreadyExistsException(target.toString());
        }
        Path parent = target.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (!zip) {
            Files.createDirectories(target);
            return write(watch, name -> Files.newOutputStream(target.resolve(name)));
        }
        Path part = target.resolveSibling(target.getFileName() + ".part");
        Exported exported;
        try (ZipOutputStream out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
            exported = write(watch, name -> {
                out.putNextEntry(new ZipEntry(name));
                return new Entry(out);
            });
        }
        if (exported.cancelled) {
            Files.delete(part);
        } else {
            Files.move(part, target);
        }
        return exported;
    }

    private static boolean empty(Path target) throws IOException {
        if (!Files.isDirectory(target)) {
            return false;
        }
        try (var files = Files.list(target)) {
            return files.findAny().isEmpty();
        }
    }

    private interface Place {
        OutputStream open(String name) throws IOException;
    }

    private static final class Entry extends java.io.FilterOutputStream {
        Entry(ZipOutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            ((ZipOutputStream) out).closeEntry();
        }
    }

    private Exported write(Watch watch, Place place) throws IOException {
        Instant now = wall.instant();
        List<ChainStanding> standing = database.read(ChainStanding::all);
        long of = standing.stream().mapToLong(s -> s.head().seq()).sum();
        ArrayNode chains = JSON.createArrayNode();
        long done = 0;
        for (ChainStanding s : standing) {
            String name = "chain-" + s.chain().id() + ".txt";
            ChainHead end;
            try (OutputStream out = new BufferedOutputStream(place.open(name))) {
                end = chain(s.chain(), s.head().seq(), out, watch, done, of);
            }
            if (end == null) {
                return new Exported(done, 0, "", true);
            }
            done += end.seq();
            chains.addObject()
                    .put("chain", s.chain().id().toString())
                    .put("name", names.apply(s.chain()))
                    .put("file", name)
                    .put("seq", end.seq())
                    .put("hash", end.hash());
        }
        List<SignedHead> heads = heads();
        StringBuilder lines = new StringBuilder();
        heads.forEach(h -> lines.append(h.line()).append('\n'));
        text(place, "heads.jsonl", lines.toString());
        Optional<VerifyingKey> pub = key.verifying();
        if (pub.isPresent()) {
            text(place, "record-key.pem", pub.get().pem());
        }
        resource(place, "verify.py", "verify.py");
        resource(place, "export-readme.txt", "README.txt");
        boolean signed = key.waiting() == null;
        String manifest = manifest(now, chains, heads, pub.orElse(null), signed);
        text(place, "manifest.json", manifest);
        Optional<String> signature = signed ? key.sign(manifest.getBytes(StandardCharsets.UTF_8)) : Optional.empty();
        if (signature.isPresent()) {
            text(place, "manifest.sig", signature.get() + "\n");
        }
        return new Exported(
                done, heads.size(), signed && pub.isPresent() ? pub.get().id() : "", false);
    }

    /** @return the last event that was written, or null when it was stopped */
    private @Nullable ChainHead chain(ChainId chain, long until, OutputStream out, Watch watch, long before, long of)
            throws IOException {
        ChainHead end = new ChainHead(0, EventChain.GENESIS);
        while (true) {
            long after = end.seq();
            List<Record3<Long, String, String>> page =
                    database.read(sql -> List.copyOf(sql.select(EVENTS.SEQ, EVENTS.HASH, EVENTS.BODY)
                            .from(EVENTS)
                            .where(EVENTS.CHAIN_ID.eq(chain.id()))
                            .and(EVENTS.SEQ.gt(after))
                            .and(EVENTS.SEQ.le(until))
                            .orderBy(EVENTS.CHAIN_ID, EVENTS.SEQ)
                            .limit(PAGE)
                            .fetch()));
            for (Record3<Long, String, String> row : page) {
                out.write((row.value2() + " " + row.value3() + "\n").getBytes(StandardCharsets.UTF_8));
                end = new ChainHead(row.value1(), row.value2());
            }
            if (page.size() < PAGE) {
                return end;
            }
            if (!watch.verified(before + end.seq(), of)) {
                return null;
            }
        }
    }

    /** Everything that is known, each once: what was removed in one place is still in the other. */
    private List<SignedHead> heads() throws IOException {
        Map<String, SignedHead> all = new LinkedHashMap<>();
        database.read(SignedHeads::all).forEach(h -> all.put(h.body(), h));
        file.read().heads().forEach(h -> all.putIfAbsent(h.body(), h));
        return new ArrayList<>(all.values());
    }

    private String manifest(
            Instant now, ArrayNode chains, List<SignedHead> heads, @Nullable VerifyingKey pub, boolean signed) {
        ObjectNode manifest = JSON.createObjectNode();
        manifest.put("schema", "penstock.record.1");
        manifest.put("made_at", EventBody.time(now));
        manifest.put("program", program);
        manifest.set("chains", chains);
        manifest.put("heads", heads.size());
        TreeSet<String> ids = new TreeSet<>();
        heads.forEach(h -> ids.add(h.keyId()));
        if (pub != null) {
            ids.add(pub.id());
            manifest.put("key", pub.spki());
        }
        ArrayNode keys = manifest.putArray("keys");
        ids.forEach(keys::add);
        manifest.put("signed", signed);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(manifest) + "\n";
    }

    private static void text(Place place, String name, String text) throws IOException {
        try (OutputStream out = place.open(name)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void resource(Place place, String resource, String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(RecordExport.class.getResourceAsStream(resource), resource);
                OutputStream out = place.open(name)) {
            in.transferTo(out);
        }
    }
}
