package org.penstock.app.window.model.synoptic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.AlertRow;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.Numerals;
import org.penstock.app.window.model.OutputRow;
import org.penstock.app.window.model.SeverityStyle;
import org.penstock.app.window.model.ValueLine;
import org.penstock.app.window.model.ValuesModel;
import org.penstock.core.runtime.ControlSnapshot;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.FieldSnapshot;

/**
 * The drawing at one moment.
 *
 * @param nodes in the order of the plan
 * @param flows by id of the pipe
 * @param summary how many pipes something flows through, and how many of which nobody knows
 */
public record SynopticModel(List<NodeLine> nodes, Map<String, Flow> flows, String summary) {
    private static final Set<String> UNREAD = Set.of("unknown");

    public SynopticModel {
        nodes = List.copyOf(nodes);
        flows = Map.copyOf(flows);
    }

    /** What {@code plan} shows at {@code beat}. */
    public static SynopticModel of(Plan plan, Beat beat) {
        return new Writing(beat).model(plan);
    }

    /** One beat, by keys. */
    private static final class Writing {
        private final Beat beat;
        private final Map<String, FieldSnapshot.Stream> streams = new HashMap<>();
        private final Map<String, ControlSnapshot.Output> outputs = new HashMap<>();
        private final Map<String, SeverityStyle> alerts;
        private final Set<String> unseen = new HashSet<>();

        Writing(Beat beat) {
            this.beat = beat;
            FacilitySnapshot snapshot = beat.snapshot();
            snapshot.field().streams().forEach(s -> streams.put(s.key(), s));
            snapshot.control().outputs().forEach(o -> outputs.put(o.key(), o));
            alerts = ValuesModel.alerts(snapshot);
            snapshot.alerts().open().stream()
                    .filter(a -> AlertRow.calling(a) && a.acknowledged() == null)
                    .forEach(a -> unseen.add(a.source()));
        }

        SynopticModel model(Plan plan) {
            Map<String, Flow> flows = Flows.of(plan.plumbing(), this::through);
            List<NodeLine> nodes = plan.faces().stream().map(this::node).toList();
            long flowing = flows.values().stream().filter(f -> f == Flow.FLOWS).count();
            long unknown =
                    flows.values().stream().filter(f -> f == Flow.UNKNOWN).count();
            String all = Integer.toString(flows.size());
            String summary = unknown == 0
                    ? beat.words().of("synoptic.summary", Long.toString(flowing), all)
                    : beat.words().of("synoptic.summary-unknown", Long.toString(flowing), all, Long.toString(unknown));
            return new SynopticModel(nodes, flows, flows.isEmpty() ? "" : summary);
        }

        private NodeLine node(Face face) {
            Piece piece = face.piece();
            Flow state = gates(piece);
            List<String> sources = sources(piece);
            @Nullable SeverityStyle worst = null;
            for (String source : sources) {
                SeverityStyle alert = alerts.get(source);
                worst = worst == null || alert != null && alert.compareTo(worst) < 0 ? alert : worst;
            }
            return new NodeLine(
                    piece.id(),
                    state,
                    word(piece),
                    face.gauge().isEmpty() ? null : level(piece, stream(face.gauge())),
                    face.rows().stream().map(key -> value(stream(key))).toList(),
                    face.outputs().stream()
                            .map(o -> OutputRow.of(output(o), beat.words(), beat.times()))
                            .toList(),
                    worst,
                    beat.moment().blinkOn() || sources.stream().noneMatch(unseen::contains));
        }

        private static List<String> sources(Piece piece) {
            List<String> sources = new ArrayList<>();
            piece.streams().forEach(s -> sources.add("stream:" + s));
            piece.outputs().forEach(o -> sources.add("output:" + o));
            return sources;
        }

        /** What a piece lets through: its outputs decide, and a flow that is measured there contradicts. */
        private Flow through(Piece piece) {
            Flow flow = gates(piece);
            if (!piece.holds() && !beat.lost()) {
                for (String key : piece.streams()) {
                    FieldSnapshot.Stream s = stream(key);
                    boolean known = s.metric().equals("flow") && !s.bad() && !s.stale() && !Double.isNaN(s.value());
                    if (known) {
                        boolean nothing =
                                Numerals.fixed(s.value(), s.decimals()).equals(Numerals.fixed(0, s.decimals()));
                        flow = flow.then(nothing ? Flow.STILL : Flow.FLOWS);
                    }
                }
            }
            return flow;
        }

        private Flow gates(Piece piece) {
            @Nullable Flow all = null;
            for (String gate : piece.gates()) {
                Flow one = gate(output(gate));
                all = all == null ? one : all.beside(one);
            }
            return all == null ? Flow.UNTOLD : all;
        }

        private Flow gate(ControlSnapshot.Output output) {
            if (beat.lost() || Double.isNaN(output.value()) || UNREAD.contains(output.phase())) {
                return Flow.UNKNOWN;
            }
            return output.value() == 0 ? Flow.STILL : Flow.FLOWS;
        }

        private String word(Piece piece) {
            if (piece.gates().isEmpty()) {
                return "";
            }
            if (piece.gates().size() > 1) {
                long on = piece.gates().stream()
                        .filter(g -> gate(output(g)) == Flow.FLOWS)
                        .count();
                return beat.words()
                        .of(
                                "synoptic.on-of",
                                Long.toString(on),
                                Integer.toString(piece.gates().size()));
            }
            ControlSnapshot.Output output = output(piece.gates().getFirst());
            String state = OutputRow.of(output, beat.words(), beat.times()).state();
            return gate(output) == Flow.UNKNOWN && !Double.isNaN(output.value())
                    ? beat.words().of("synoptic.was", state)
                    : state;
        }

        private NodeLine.Level level(Piece piece, FieldSnapshot.Stream stream) {
            double whole = Capacity.in(piece.capacity(), stream.metric(), stream.unit());
            return new NodeLine.Level(
                    value(stream),
                    share(stream.value(), whole),
                    share(stream.low(), whole),
                    share(stream.high(), whole));
        }

        private static double share(double value, double whole) {
            return Double.isNaN(value) || !(whole > 0) ? Double.NaN : Math.clamp(value / whole, 0, 1);
        }

        private ValueLine.Value value(FieldSnapshot.Stream stream) {
            return ValuesModel.value(
                    stream, alerts.get("stream:" + stream.key()), beat.moment(), beat.words(), beat.times());
        }

        private FieldSnapshot.Stream stream(String key) {
            return Objects.requireNonNull(streams.get(key), key);
        }

        private ControlSnapshot.Output output(String key) {
            return Objects.requireNonNull(outputs.get(key), key);
        }
    }
}
