package org.penstock.core.telemetry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The segment files of a journal and how far each may be read. Read by any thread, changed by the journal's. */
final class Segments {
    private static final Logger LOG = LoggerFactory.getLogger(Segments.class);

    final JournalFiles files;
    private final CopyOnWriteArrayList<Segment> all = new CopyOnWriteArrayList<>();

    /** One file. */
    static final class Segment {
        final String name;
        final SegmentHeader header;
        /** Where its durable, intact records end. */
        volatile long end;

        Segment(String name, SegmentHeader header, long end) {
            this.name = name;
            this.header = header;
            this.end = end;
        }
    }

    private Segments(JournalFiles files) {
        this.files = files;
    }

    /**
     * Looks at every header and reads the last segment to its intact end. What a crash left behind that end stays in the
     * file, is named in the log and is never read: the next segment's header says where this one ends. Changes nothing on
     * the disk.
     *
     * @throws JournalCorrupt when a file is missing, shortened, or has a damaged header
     */
    static Segments open(JournalFiles files) throws IOException {
        Segments segments = new Segments(files);
        List<Segment> found = new ArrayList<>();
        for (String name : files.list().stream().sorted().toList()) {
            if (name.endsWith(".journal")) {
                Segment s = segments.header(name);
                if (s != null) {
                    found.add(s);
                }
            }
        }
        found.sort(Comparator.comparingLong(s -> s.header.ordinal()));
        for (int i = 0; i < found.size(); i++) {
            Segment s = found.get(i);
            if (i + 1 < found.size()) {
                segments.bounded(s, found.get(i + 1));
            } else {
                s.end = segments.intactEnd(s);
                if (s.end < segments.size(s)) {
                    LOG.warn(
                            "The journal file {} in {} ends with {} bytes of an unfinished write. They are left in place"
                                    + " from byte {} on and are not read; nothing acknowledged is among them.",
                            s.name,
                            files.where(),
                            segments.size(s) - s.end,
                            s.end);
                }
            }
        }
        segments.all.addAll(found);
        return segments;
    }

    List<Segment> all() {
        return all;
    }

    @Nullable
    Segment last() {
        return all.isEmpty() ? null : all.getLast();
    }

    /** The segment with that ordinal; for 0 the first there is. */
    @Nullable
    Segment at(long ordinal) {
        for (Segment s : all) {
            if (s.header.ordinal() == ordinal || ordinal == 0) {
                return s;
            }
        }
        return null;
    }

    void add(Segment segment) {
        all.add(segment);
    }

    void remove(Segment segment) {
        all.remove(segment);
    }

    private @Nullable Segment header(String name) throws IOException {
        try (JournalFiles.Handle file = files.open(name)) {
            ByteBuffer bytes = ByteBuffer.allocate(SegmentHeader.SIZE);
            readFully(file, bytes, 0);
            SegmentHeader header = SegmentHeader.read(bytes.array());
            if (header != null) {
                return new Segment(name, header, SegmentHeader.SIZE);
            }
            if (file.size() <= SegmentHeader.SIZE) {
                LOG.warn("The journal file {} in {} was never begun; it holds nothing.", name, files.where());
                return null;
            }
            throw new JournalCorrupt(files.where(), name, 0, "its header is not what was written");
        }
    }

    private void bounded(Segment s, Segment next) throws IOException {
        if (next.header.ordinal() != s.header.ordinal() + 1) {
            throw new JournalCorrupt(
                    files.where(),
                    s.name,
                    size(s),
                    "the file that follows it is missing (segment " + (s.header.ordinal() + 1) + ")");
        }
        s.end = next.header.previousEnd();
        if (size(s) < s.end) {
            throw new JournalCorrupt(files.where(), s.name, size(s), "it should be " + s.end + " bytes long");
        }
    }

    private long intactEnd(Segment s) throws IOException {
        s.end = size(s);
        try (SegmentReader reader = new SegmentReader(files, s, SegmentHeader.SIZE)) {
            while (reader.advance()) {
                continue;
            }
            return reader.offset();
        }
    }

    private long size(Segment s) throws IOException {
        try (JournalFiles.Handle file = files.open(s.name)) {
            return file.size();
        }
    }

    /** Fills {@code into} from {@code at}, or as far as the file goes. */
    static void readFully(JournalFiles.Handle file, ByteBuffer into, long at) throws IOException {
        long from = at;
        while (into.hasRemaining()) {
            int n = file.read(into, from);
            if (n < 0) {
                return;
            }
            from += n;
        }
    }
}
