package org.penstock.core.telemetry;

import java.util.ArrayList;
import java.util.List;

/** The leaves of an hour as bytes, so that a changed reading can be told by its stream. */
final class Leaves {
    private static final int VERSION = 1;
    private static final int HASH = 32;
    /** Leaves in one row: at most about 250 bytes each, H2 holds 1 MiB. */
    static final int PART = 4_000;

    private Leaves() {}

    static List<byte[]> encode(List<HourTree.Leaf> leaves) {
        List<byte[]> parts = new ArrayList<>();
        for (int from = 0; from < leaves.size(); from += PART) {
            List<HourTree.Leaf> some = leaves.subList(from, Math.min(leaves.size(), from + PART));
            ByteSink out = new ByteSink(some.size() * 48);
            out.u8(VERSION);
            out.varint(some.size());
            for (HourTree.Leaf leaf : some) {
                out.varint(leaf.stream());
                out.text(leaf.key());
                out.varint(leaf.n());
                for (byte b : leaf.hash()) {
                    out.u8(b & 0xff);
                }
            }
            parts.add(out.copy());
        }
        return parts;
    }

    static void decode(byte[] bytes, List<HourTree.Leaf> to) {
        ByteSource in = new ByteSource(bytes, 0, bytes.length);
        int version = in.u8();
        if (version != VERSION) {
            throw new ByteSource.Malformed("leaves of version " + version + " are unknown");
        }
        for (int left = in.count(HASH + 3); left > 0; left--) {
            int stream = (int) in.varint();
            String key = in.text();
            int n = (int) in.varint();
            byte[] hash = new byte[HASH];
            for (int i = 0; i < HASH; i++) {
                hash[i] = (byte) in.u8();
            }
            to.add(new HourTree.Leaf(stream, key, n, hash));
        }
        in.end();
    }
}
