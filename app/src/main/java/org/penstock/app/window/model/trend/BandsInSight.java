package org.penstock.app.window.model.trend;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which of what stands beside the readings belongs into a picture. */
public final class BandsInSight {
    private BandsInSight() {}

    /** Whether a program ran in the time that is shown. */
    public static boolean runs(TrendModel model, TimeWindow w) {
        return model.beside().runs().stream().anyMatch(b -> b.touches(w));
    }

    /**
     * The notes that stand in a strip: those about its streams and, in the first one, those about the places of all streams
     * and about the whole site.
     */
    public static List<NoteMark> notes(TrendModel model, Lane lane, TimeWindow w, boolean first) {
        Set<String> streams = lane.traces().stream().map(t -> t.line().stream()).collect(Collectors.toSet());
        Set<String> places = model.traces().stream()
                .map(Trace::place)
                .filter(p -> !p.isEmpty())
                .collect(Collectors.toSet());
        return model.beside().notes().stream()
                .filter(n -> n.touches(w))
                .filter(n -> n.stream().isEmpty()
                        ? first && (n.place().isEmpty() || places.contains(n.place()))
                        : streams.contains(n.stream()))
                .toList();
    }

    /** All notes that stand in the picture, by time. */
    public static List<NoteMark> notes(TrendModel model) {
        TimeWindow w = model.shown();
        List<Lane> lanes = model.lanes(2);
        return model.beside().notes().stream()
                .filter(n -> {
                    for (int i = 0; i < lanes.size(); i++) {
                        if (notes(model, lanes.get(i), w, i == 0).contains(n)) {
                            return true;
                        }
                    }
                    return false;
                })
                .toList();
    }
}
