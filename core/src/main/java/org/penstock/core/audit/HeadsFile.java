package org.penstock.core.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The signed heads beside the database: {@code heads.jsonl} of the data directory, one a line, only ever appended and
 * synced. Copies of it, kept anywhere, prove the same. Thread-safe.
 */
public final class HeadsFile {
    private final Path file;

    /** @param data the data directory */
    public HeadsFile(Path data) {
        this.file = data.resolve("heads.jsonl");
    }

    /** @param heads what can be read @param damaged numbers of the lines that cannot, from 1 */
    record Content(List<SignedHead> heads, List<Integer> damaged) {
        static final Content NONE = new Content(List.of(), List.of());
    }

    /** Where it is. */
    Path path() {
        return file;
    }

    /** What it holds; a file that is not there holds nothing. An end without its line feed was never finished and is no line. */
    synchronized Content read() throws IOException {
        if (!Files.exists(file)) {
            return Content.NONE;
        }
        List<SignedHead> heads = new ArrayList<>();
        List<Integer> damaged = new ArrayList<>();
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        int no = 0;
        for (int from = 0, to; (to = text.indexOf('\n', from)) >= 0; from = to + 1) {
            no++;
            try {
                heads.add(SignedHead.ofLine(text.substring(from, to)));
            } catch (IllegalArgumentException e) {
                damaged.add(no);
            }
        }
        return new Content(heads, damaged);
    }

    /** Appends; when this returns, the disk has them. What a power cut left without a line feed goes first. */
    synchronized void append(Collection<SignedHead> heads) throws IOException {
        if (heads.isEmpty()) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        heads.forEach(h -> lines.append(h.line()).append('\n'));
        boolean fresh = !Files.exists(file);
        try (FileChannel out =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            out.position(finished(out));
            ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.truncate(out.position());
            out.force(true);
        }
        if (fresh) {
            OwnFile.sync(file.toAbsolutePath().getParent());
        }
    }

    /** Behind the last line feed. */
    private static long finished(FileChannel channel) throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        long end = channel.size();
        while (end > 0) {
            one.clear();
            channel.read(one, end - 1);
            if (one.get(0) == '\n') {
                break;
            }
            end--;
        }
        return end;
    }
}
