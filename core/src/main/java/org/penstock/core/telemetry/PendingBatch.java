package org.penstock.core.telemetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one projection adds, before it becomes chunks: new readings by stream, counts by hour, identities of messages. The
 * payload of one or more rows of {@code reading_batches}.
 */
final class PendingBatch {
    /** Stream by stream. */
    private static final int STREAMS = 1;
    /** Column by column, over all streams: most have one reading or two. */
    private static final int COLUMNS = 2;
    /** Begins a row that holds nothing: what is before it is in chunks. */
    private static final int SEAL = 3;
    /** Likewise, of some streams. */
    private static final int SEAL_STREAMS = 4;

    /** Readings in a row as an earlier release made them; a reading takes at most about 24 bytes. */
    private static final int MOST_READINGS = 30_000;
    /**
     * Readings in a row. H2 writes the page of the newest rows with every commit, and splits it in the middle: of rows as
     * large as half a page it writes three for each.
     */
    private static final int ROW_READINGS = 500;

    private static final int MOST_MESSAGES = 1_000;
    private static final int MOST_COUNTS = 1_000;

    final SortedMap<Integer, ReadingColumns> readings = new TreeMap<>();
    final SortedMap<CountKey, Long> counts = new TreeMap<>();
    final List<SeenMessage> messages = new ArrayList<>();

    /** @param hourMicros begin of the hour, µs UTC */
    record CountKey(String link, String device, String reason, long hourMicros) implements Comparable<CountKey> {
        @Override
        public int compareTo(CountKey o) {
            int c = link.compareTo(o.link);
            c = c != 0 ? c : device.compareTo(o.device);
            c = c != 0 ? c : reason.compareTo(o.reason);
            return c != 0 ? c : Long.compare(hourMicros, o.hourMicros);
        }
    }

    /** @param expiresMicros wall time, µs UTC */
    record SeenMessage(Frame.MessageId message, long expiresMicros) {}

    /**
     * What of the rows before is void.
     *
     * @param after streams above this one …
     * @param last … and up to this one
     * @param counts whether counts and messages are, too
     */
    record Mark(int after, int last, boolean counts) {
        static final Mark EVERYTHING = new Mark(Integer.MIN_VALUE, Integer.MAX_VALUE, true);

        /** The payload of its row. */
        byte[] payload() {
            if (equals(EVERYTHING)) {
                return new byte[] {SEAL};
            }
            ByteSink out = new ByteSink(16);
            out.u8(SEAL_STREAMS);
            out.zigzag(after);
            out.zigzag(last);
            out.u8(counts ? 1 : 0);
            return out.copy();
        }
    }

    ReadingColumns of(int stream) {
        return readings.computeIfAbsent(stream, unused -> new ReadingColumns(4));
    }

    void count(String link, String device, String reason, long hourMicros, long n) {
        counts.merge(new CountKey(link, device, reason, hourMicros), n, Long::sum);
    }

    boolean empty() {
        return readings.isEmpty() && counts.isEmpty() && messages.isEmpty();
    }

    /** Adds everything of a later batch. */
    void addAll(PendingBatch later) {
        later.readings.forEach((stream, columns) -> of(stream).addAll(columns));
        later.counts.forEach((key, n) -> counts.merge(key, n, Long::sum));
        messages.addAll(later.messages);
    }

    /** The payloads, each small enough for a row. */
    List<byte[]> payloads() {
        List<byte[]> payloads = new ArrayList<>();
        SortedMap<Integer, ReadingColumns> some = new TreeMap<>();
        int n = 0;
        for (var entry : readings.entrySet()) {
            ReadingColumns all = entry.getValue();
            for (int from = 0; from < all.size(); ) {
                int to = Math.min(all.size(), from + ROW_READINGS - n);
                some.put(entry.getKey(), from == 0 && to == all.size() ? all : all.slice(from, to));
                n += to - from;
                from = to;
                if (n == ROW_READINGS) {
                    payloads.add(payload(some, List.of(), List.of()));
                    some.clear();
                    n = 0;
                }
            }
        }
        List<CountKey> keys = List.copyOf(counts.keySet());
        int most = Math.max(
                (keys.size() + MOST_COUNTS - 1) / MOST_COUNTS, (messages.size() + MOST_MESSAGES - 1) / MOST_MESSAGES);
        for (int i = 0; i < Math.max(most, some.isEmpty() ? 0 : 1); i++) {
            payloads.add(payload(
                    some, part(keys, i * MOST_COUNTS, MOST_COUNTS), part(messages, i * MOST_MESSAGES, MOST_MESSAGES)));
            some.clear();
        }
        return payloads;
    }

    private static <T> List<T> part(List<T> all, int from, int most) {
        return all.subList(Math.min(from, all.size()), Math.min(from + most, all.size()));
    }

    private byte[] payload(SortedMap<Integer, ReadingColumns> some, List<CountKey> keys, List<SeenMessage> seen) {
        ByteSink out = new ByteSink(256);
        out.u8(COLUMNS);
        columns(some, out);
        out.varint(keys.size());
        for (CountKey key : keys) {
            out.text(key.link);
            out.text(key.device);
            out.text(key.reason);
            out.zigzag(key.hourMicros);
            out.zigzag(counts.getOrDefault(key, 0L));
        }
        out.varint(seen.size());
        for (SeenMessage m : seen) {
            out.text(m.message.scope());
            out.text(m.message.id());
            out.u64(m.message.contentHash());
            out.zigzag(m.expiresMicros);
        }
        return out.copy();
    }

    /** What a row says of those before it; null when it is one of readings. */
    static @Nullable Mark mark(byte[] bytes) {
        if (bytes.length == 1 && bytes[0] == SEAL) {
            return Mark.EVERYTHING;
        }
        if (bytes.length == 0 || bytes[0] != SEAL_STREAMS) {
            return null;
        }
        ByteSource in = new ByteSource(bytes, 1, bytes.length);
        Mark mark = new Mark((int) in.zigzag(), (int) in.zigzag(), in.u8() != 0);
        in.end();
        return mark;
    }

    /** What the mark says is in no row of readings any more. */
    void forget(Mark mark) {
        if (mark.after < mark.last) {
            readings.tailMap(mark.after + 1).keySet().removeIf(stream -> stream <= mark.last);
        }
        if (mark.counts) {
            counts.clear();
            messages.clear();
        }
    }

    /** Adds what a row holds. */
    void addPayload(byte[] bytes) {
        ByteSource in = new ByteSource(bytes, 0, bytes.length);
        int version = in.u8();
        if (version == COLUMNS) {
            addColumns(in);
        } else if (version == STREAMS) {
            addStreams(in);
        } else {
            throw new ByteSource.Malformed("batch version " + version + " is unknown");
        }
        for (int n = in.count(5); n > 0; n--) {
            counts.merge(new CountKey(in.text(), in.text(), in.text(), in.zigzag()), in.zigzag(), Long::sum);
        }
        for (int n = in.count(11); n > 0; n--) {
            messages.add(new SeenMessage(new Frame.MessageId(in.text(), in.text(), in.u64()), in.zigzag()));
        }
        in.end();
    }

    private static void columns(SortedMap<Integer, ReadingColumns> some, ByteSink out) {
        int n = some.values().stream().mapToInt(ReadingColumns::size).sum();
        out.varint(some.size());
        out.varint(n);
        long[] streams = new long[some.size()];
        long[] sizes = new long[some.size()];
        long[] events = new long[n];
        int stream = 0;
        int at = 0;
        int last = 0;
        for (var entry : some.entrySet()) {
            ReadingColumns c = entry.getValue();
            streams[stream] = entry.getKey() - last;
            last = entry.getKey();
            sizes[stream++] = c.size();
            for (int i = 0; i < c.size(); i++) {
                events[at++] = c.event(i);
                out.decimal(c.value(i));
            }
        }
        PackedLongs.write(streams, streams.length, out);
        PackedLongs.write(sizes, sizes.length, out);
        PackedLongs.write(events, n, out);
        int run = 0;
        int said = 0;
        for (ReadingColumns c : some.values()) {
            for (int i = 0; i < c.size(); i++) {
                int now = c.quality(i) << 8 | c.flags(i) & 0xff;
                if (run > 0 && now != said) {
                    out.varint(run);
                    out.varint(said);
                    run = 0;
                }
                said = now;
                run++;
            }
        }
        out.varint(run);
        out.varint(said);
    }

    private void addColumns(ByteSource in) {
        int streams = in.atMost(MOST_READINGS);
        int n = in.atMost(MOST_READINGS);
        double[] value = new double[n];
        for (int i = 0; i < n; i++) {
            value[i] = in.decimal();
        }
        long[] steps = PackedLongs.read(streams, in);
        long[] sizes = PackedLongs.read(streams, in);
        long[] events = PackedLongs.read(n, in);
        int[] said = new int[n];
        for (int i = 0; i < n; ) {
            int run = in.atMost(n - i);
            Arrays.fill(said, i, i + run, in.atMost(0xffff));
            if (run == 0) {
                throw new ByteSource.Malformed("an empty run");
            }
            i += run;
        }
        if (n == 0) {
            int _ = in.atMost(0);
            int _ = in.atMost(0xffff);
        }
        int stream = 0;
        int at = 0;
        for (int s = 0; s < streams; s++) {
            stream += (int) steps[s];
            ReadingColumns to = of(stream);
            if (sizes[s] < 0 || sizes[s] > n - at) {
                throw new ByteSource.Malformed("more readings than there are");
            }
            for (int end = at + (int) sizes[s]; at < end; at++) {
                to.add(events[at], value[at], said[at] >> 8, (byte) said[at]);
            }
        }
    }

    private void addStreams(ByteSource in) {
        long base = in.zigzag();
        int stream = 0;
        for (int n = in.count(3); n > 0; n--) {
            stream += (int) in.varint();
            of(stream).addAll(ChunkCodec.read(base, in));
        }
    }
}
