package org.penstock.core.telemetry;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penstock.core.place.ReadingKind;
import org.penstock.core.telemetry.ReadingForgetting.Contents;
import org.penstock.core.telemetry.ReadingForgetting.Piece;

/**
 * What leaves a piece, as it goes on record.
 *
 * @param all every stream that may go, also those with nothing there: what comes late for them is not taken any more
 * @param sizes how much of each kind goes
 * @param whole kinds of which nothing is left
 */
record Leaving(Going all, Map<ReadingKind, ForgottenRows.Size> sizes, Set<ReadingKind> whole) {
    /** @param there what the piece holds @param wanted what may go @param going what of it is there */
    static Leaving of(Contents there, Going wanted, Going going) {
        Map<ReadingKind, ForgottenRows.Size> sizes = new EnumMap<>(ReadingKind.class);
        Set<ReadingKind> whole = EnumSet.noneOf(ReadingKind.class);
        going.streams().forEach((kind, streams) -> {
            sizes.put(kind, new ForgottenRows.Size(there.readings(kind, streams), there.bytes(kind, streams)));
            if (there.streams(kind).without(streams).isEmpty()) {
                whole.add(kind);
            }
        });
        return new Leaving(going.each(wanted::of), sizes, whole);
    }

    /** As those must know it who are asked for what is not there, before it has gone. */
    List<Forgotten.Span> spans(Piece piece) {
        return all.streams().entrySet().stream()
                .map(e -> new Forgotten.Span(
                        e.getKey(), piece.fromMicros(), piece.toMicros(), e.getValue(), whole.contains(e.getKey()), 0))
                .toList();
    }
}
