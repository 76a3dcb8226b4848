package org.penstock.app.window.model.synoptic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which pipes something flows through. A pipe flows when the way from what holds something to it is open, and the way from
 * it to where something can go: a running pump before closed valves moves nothing. What drains is told to stand where nothing
 * comes in; how much goes away of what comes in is not told.
 */
public final class Flows {
    private final Plumbing plumbing;
    private final Function<Piece, Flow> through;
    private final Map<String, Piece> pieces = new HashMap<>();
    private final Map<String, List<Pipe>> into = new HashMap<>();
    private final Map<String, List<Pipe>> outOf = new HashMap<>();
    private final Map<String, Flow> behind = new HashMap<>();
    private final Map<String, Flow> ahead = new HashMap<>();

    private Flows(Plumbing plumbing, Function<Piece, Flow> through) {
        this.plumbing = plumbing;
        this.through = through;
        for (Piece piece : plumbing.pieces()) {
            pieces.put(piece.id(), piece);
            into.put(piece.id(), plumbing.into(piece.id()));
            outOf.put(piece.id(), plumbing.outOf(piece.id()));
        }
    }

    /**
     * What flows, by id of the pipe.
     *
     * @param through what a piece by itself lets through now; {@link Flow#UNTOLD} for what only lets through what comes
     */
    public static Map<String, Flow> of(Plumbing plumbing, Function<Piece, Flow> through) {
        Flows flows = new Flows(plumbing, through);
        Map<String, Flow> found = new HashMap<>();
        for (Pipe pipe : plumbing.pipes()) {
            found.put(pipe.id(), flows.in(pipe));
        }
        return found;
    }

    private Flow in(Pipe pipe) {
        if (!pipe.drain()) {
            return behind(pipe.from()).then(ahead(pipe.to()));
        }
        @Nullable Flow coming = null;
        for (Pipe in : into.getOrDefault(pipe.from(), List.of())) {
            if (!in.drain()) {
                Flow one = behind(in.from()).then(through(pipe.from()));
                coming = coming == null ? one : coming.beside(one);
            }
        }
        return coming == null || coming == Flow.FLOWS ? Flow.UNTOLD : coming;
    }

    /** Whether something can come out of a piece. */
    private Flow behind(String id) {
        @Nullable Flow known = behind.get(id);
        if (known != null) {
            return known;
        }
        behind.put(id, Flow.UNTOLD);
        Piece piece = pieces.get(id);
        Flow own = through(id);
        @Nullable Flow coming = null;
        if (piece != null && !piece.holds()) {
            for (Pipe in : into.getOrDefault(id, List.of())) {
                if (!in.drain()) {
                    Flow one = behind(in.from());
                    coming = coming == null ? one : coming.beside(one);
                }
            }
        }
        Flow result = coming == null ? own : own.then(coming);
        behind.put(id, result);
        return result;
    }

    /** Whether something can go into a piece. */
    private Flow ahead(String id) {
        @Nullable Flow known = ahead.get(id);
        if (known != null) {
            return known;
        }
        ahead.put(id, Flow.UNTOLD);
        Piece piece = pieces.get(id);
        Flow own = through(id);
        @Nullable Flow going = null;
        if (piece != null && !piece.holds()) {
            for (Pipe out : outOf.getOrDefault(id, List.of())) {
                Flow one = out.drain() ? Flow.UNTOLD : ahead(out.to());
                going = going == null ? one : going.beside(one);
            }
        }
        Flow result = going == null ? own : own.then(going);
        ahead.put(id, result);
        return result;
    }

    private Flow through(String id) {
        Piece piece = pieces.get(id);
        return piece == null ? Flow.UNTOLD : through.apply(piece);
    }
}
