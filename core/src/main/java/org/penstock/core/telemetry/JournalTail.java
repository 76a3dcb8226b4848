package org.penstock.core.telemetry;

import java.io.IOException;
import java.util.List;

/**
 * What the newest records say when a journal is opened.
 *
 * @param end newest frame
 * @param effects number of the newest frame whose effects are there too
 */
record JournalTail(JournalEnd end, long effects) {
    /** Looks from the last segment backwards until both are known. */
    static JournalTail of(Segments segments) throws IOException {
        JournalEnd end = JournalEnd.NONE;
        long effects = 0;
        List<Segments.Segment> all = segments.all();
        for (int i = all.size() - 1; i >= 0 && (end.none() || effects == 0); i--) {
            JournalTail one = of(segments, all.get(i));
            end = end.none() ? one.end : end;
            effects = effects == 0 ? one.effects : effects;
        }
        return new JournalTail(end, effects);
    }

    private static JournalTail of(Segments segments, Segments.Segment segment) throws IOException {
        JournalEnd end = JournalEnd.NONE;
        long effects = 0;
        try (SegmentReader reader = new SegmentReader(segments.files, segment, SegmentHeader.SIZE)) {
            while (reader.advance()) {
                ByteSource first = reader.payload();
                switch (reader.type()) {
                    case JournalCodec.FRAME_1, JournalCodec.FRAME_2 ->
                        end = new JournalEnd(first.varint(), first.zigzag(), first.zigzag());
                    case JournalCodec.EFFECTS_1 -> effects = first.varint();
                    default ->
                        throw new JournalCorrupt(
                                segments.files.where(),
                                segment.name,
                                reader.offset(),
                                "a record before this place is of a type that only a newer version knows");
                }
            }
        }
        return new JournalTail(end, effects);
    }
}
