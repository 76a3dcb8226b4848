package org.penstock.app.window.model.synoptic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.AlertRow;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.OutputRow;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.SeverityStyle;
import org.penstock.app.window.model.ValueLine;
import org.penstock.app.window.model.ValuesModel;
import org.penstock.app.window.model.Words;
import org.penstock.core.facility.RelationshipType.End;
import org.penstock.core.runtime.FacilitySnapshot;

/**
 * Everything about the piece that was chosen.
 *
 * @param about where it lies, "" where its name says it
 * @param alerts open ones about its values and outputs
 * @param ways what goes in and out, and whether it flows: sentences
 * @param page where more about it is
 * @param pageWord what stands on the button that leads there
 */
public record PieceDetail(
        String id,
        String name,
        String about,
        List<AlertRow> alerts,
        List<OutputRow> outputs,
        List<ValueLine.Value> values,
        List<String> ways,
        PageAddress page,
        String pageWord) {
    public PieceDetail {
        alerts = List.copyOf(alerts);
        outputs = List.copyOf(outputs);
        values = List.copyOf(values);
        ways = List.copyOf(ways);
    }

    /** @return null when the plan has no such piece */
    public static @Nullable PieceDetail of(Plan plan, SynopticModel model, String id, Beat beat) {
        @Nullable Piece piece = plan.plumbing().piece(id);
        if (piece == null) {
            return null;
        }
        FacilitySnapshot snapshot = beat.snapshot();
        Map<String, SeverityStyle> alerts = ValuesModel.alerts(snapshot);
        List<String> sources = new ArrayList<>();
        piece.streams().forEach(s -> sources.add("stream:" + s));
        piece.outputs().forEach(o -> sources.add("output:" + o));
        PageAddress page = page(piece);
        return new PieceDetail(
                id,
                piece.name(),
                piece.place().equals(piece.name()) ? "" : piece.place(),
                snapshot.alerts().open().stream()
                        .filter(a -> AlertRow.open(a) && sources.contains(a.source()))
                        .map(a -> AlertRow.of(a, beat.moment(), beat.words(), beat.times()))
                        .toList(),
                snapshot.control().outputs().stream()
                        .filter(o -> piece.outputs().contains(o.key()))
                        .map(o -> OutputRow.of(o, beat.words(), beat.times()))
                        .toList(),
                snapshot.field().streams().stream()
                        .filter(s -> piece.streams().contains(s.key()))
                        .map(s -> ValuesModel.value(
                                s, alerts.get("stream:" + s.key()), beat.moment(), beat.words(), beat.times()))
                        .toList(),
                ways(plan.plumbing(), model, id, beat.words()),
                page,
                beat.words().of(wordKey(page)));
    }

    private static List<String> ways(Plumbing plumbing, SynopticModel model, String id, Words words) {
        List<String> ways = new ArrayList<>();
        for (Pipe pipe : plumbing.pipes()) {
            boolean in = pipe.to().equals(id);
            @Nullable
            Piece other = in ? plumbing.piece(pipe.from()) : pipe.from().equals(id) ? plumbing.piece(pipe.to()) : null;
            if (other != null) {
                String flow = words.of(
                        model.flows().getOrDefault(pipe.id(), Flow.UNTOLD).wordKey());
                String key = in
                        ? pipe.drain() ? "synoptic.drains-from" : "synoptic.fed-by"
                        : pipe.drain() ? "synoptic.drains-to" : "synoptic.feeds";
                ways.add(words.of(key, other.name(), flow));
            }
        }
        return ways;
    }

    /** The page with most about a piece: its output, its place, its value. */
    public static PageAddress page(Piece piece) {
        if (piece.point().end() == End.LOCATION) {
            return new PageAddress(PageAddress.Kind.PLACE, piece.point().key());
        }
        if (!piece.gates().isEmpty()) {
            return new PageAddress(PageAddress.Kind.OUTPUT, piece.gates().getFirst());
        }
        if (!piece.streams().isEmpty()) {
            return new PageAddress(PageAddress.Kind.STREAM, piece.streams().getFirst());
        }
        return piece.outputs().isEmpty()
                ? new PageAddress(PageAddress.Kind.PLACE, piece.location())
                : new PageAddress(PageAddress.Kind.OUTPUT, piece.outputs().getFirst());
    }

    private static String wordKey(PageAddress page) {
        return switch (page.kind()) {
            case OUTPUT -> "synoptic.go-output";
            case STREAM -> "synoptic.go-stream";
            default -> "synoptic.go-place";
        };
    }
}
