package org.penstock.app.window.model.synoptic;

import java.util.ArrayList;
import java.util.List;
import org.penstock.app.window.model.Words;
import org.penstock.core.runtime.ControlSnapshot;
import org.penstock.core.runtime.FacilityMap;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.FieldSnapshot;

/**
 * What of the drawing stays the same from beat to beat: which pieces there are, what they show, where they stand.
 *
 * @param location key of what is drawn, "" for the whole site
 * @param made what it was made from, to know when it must be made anew
 */
public record Plan(
        String location, Plumbing plumbing, List<Face> faces, Layout layout, FacilityMap map, List<Object> made) {
    /** Before anything is known. */
    public static final Plan NONE = new Plan("", Plumbing.NONE, List.of(), Layout.NONE, FacilityMap.NONE, List.of());

    public Plan {
        faces = List.copyOf(faces);
        made = List.copyOf(made);
    }

    /** The plan of a location now: this one when nothing changed since it was made. */
    public Plan now(FacilitySnapshot snapshot, String of, Words words) {
        List<Object> things = things(snapshot);
        if (location.equals(of) && map.equals(snapshot.field().map()) && made.equals(things)) {
            return this;
        }
        Plumbing plumbing = Plumbing.of(snapshot, of);
        FaceReader reader = new FaceReader(snapshot, words);
        List<Face> faces = plumbing.pieces().stream().map(reader::face).toList();
        return new Plan(
                of,
                plumbing,
                faces,
                Layout.of(faces, plumbing.pipes()),
                snapshot.field().map(),
                things);
    }

    private static List<Object> things(FacilitySnapshot snapshot) {
        record Told(String key, String name, String unit, boolean low, boolean high, String word) {}
        List<Object> things = new ArrayList<>();
        for (FieldSnapshot.Stream s : snapshot.field().streams()) {
            things.add(new Told(
                    s.key(),
                    s.name(),
                    s.unit(),
                    Double.isNaN(s.low()),
                    Double.isNaN(s.high()),
                    String.valueOf(s.words())));
        }
        for (ControlSnapshot.Output o : snapshot.control().outputs()) {
            things.add(new Told(o.key(), o.name(), o.kind(), false, false, o.location()));
        }
        return things;
    }
}
