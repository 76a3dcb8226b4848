package org.penstock.app.window.model.synoptic;

import java.util.List;
import org.penstock.core.facility.RelationshipSpec.Point;

/**
 * One thing in the drawing.
 *
 * @param point what it is in the facility
 * @param location key of where it lies, "" for the site
 * @param place what a person calls that
 * @param holds whether it keeps what comes in, so that something can come out although nothing comes in
 * @param gates keys of the outputs that decide whether anything goes through; empty = it lets through what comes
 * @param outputs keys of the outputs shown with it, {@code gates} first
 * @param streams keys of the streams shown with it, in the order of the relationships
 * @param capacity what it holds when full, as the facility file writes it: {@code 2 m³}; "" when it does not say
 */
public record Piece(
        Point point,
        String name,
        Symbol symbol,
        String location,
        String place,
        boolean holds,
        List<String> gates,
        List<String> outputs,
        List<String> streams,
        String capacity) {
    public Piece {
        gates = List.copyOf(gates);
        outputs = List.copyOf(outputs);
        streams = List.copyOf(streams);
    }

    /** Names it among the pieces: {@code output:pump-1}. */
    public String id() {
        return point.toString();
    }
}
