package org.penstock.app.window.model.lots;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.penstock.app.window.model.record.EventData;
import org.penstock.app.window.model.register.Pen;
import org.penstock.app.window.model.signoff.Fact;
import org.penstock.core.runtime.FacilityRecord;

/** What was done to a lot, told from its events. */
public final class LotHistory {
    private static final String MOVEMENT = "inventory.";

    private LotHistory() {}

    /**
     * @param events of the lot, newest first
     * @param placeById name of a location by its id
     */
    static List<Fact> of(List<FacilityRecord.Event> events, UnaryOperator<String> placeById, Pen pen) {
        List<Fact> facts = new ArrayList<>();
        for (FacilityRecord.Event e : events) {
            facts.add(new Fact(
                    pen.of("lots.when-who", pen.moment(e.at()), pen.name(e.actor())), sentence(e, placeById, pen)));
        }
        return facts;
    }

    /** The newest movement of a lot, which is the one that can be taken back; "" when none is among {@code events}. */
    public static String newest(List<FacilityRecord.Event> events, UnaryOperator<String> placeById, Pen pen) {
        return events.stream()
                .filter(e -> e.kind().startsWith(MOVEMENT))
                .findFirst()
                .map(e -> pen.of(
                        "lots.event",
                        pen.of("lots.when-who", pen.moment(e.at()), pen.name(e.actor())),
                        sentence(e, placeById, pen)))
                .orElse("");
    }

    private static String sentence(FacilityRecord.Event e, UnaryOperator<String> placeById, Pen pen) {
        EventData data = EventData.of(e.data());
        String what = e.kind().startsWith(MOVEMENT)
                ? movement(e.kind().substring(MOVEMENT.length()), data.values(), placeById, pen)
                : other(e.kind(), data, pen);
        return data.reason().isEmpty() ? what : pen.of("lots.because", what, data.reason());
    }

    private static String movement(String type, Map<String, String> data, UnaryOperator<String> placeById, Pen pen) {
        String much = pen.of(
                "register.amount",
                pen.words().styled(data.getOrDefault("quantity", "")),
                data.getOrDefault("unit", ""));
        String done = pen.of("lots.moved", pen.word("lots.movement.", type), much);
        String what = data.containsKey("reverses") ? pen.of("lots.taken-back", done) : done;
        String from = data.get("from");
        String to = data.get("to");
        if (from != null && to != null && !from.equals(to)) {
            return pen.of("lots.from-to", what, placeById.apply(from), placeById.apply(to));
        }
        if (to != null) {
            return pen.of("lots.at", what, placeById.apply(to));
        }
        return from == null ? what : pen.of("lots.out-of", what, placeById.apply(from));
    }

    private static String other(String kind, EventData data, Pen pen) {
        Map<String, String> values = data.values();
        return switch (kind) {
            case "hold.placed" ->
                pen.of("lots.was-held", pen.word("lots.reason.", values.getOrDefault("hold_reason", "")));
            case "hold.ended" ->
                pen.of("lots.hold-ended", pen.word("lots.reason.", values.getOrDefault("hold_reason", "")));
            case "lot.made" -> pen.of("lots.was-made");
            case "lot.related" -> pen.of("lots.was-made-of", values.getOrDefault("parent", ""));
            case "lot.state_changed" ->
                pen.of("lots.became", pen.word("lots.state.", values.getOrDefault("state", "")));
            default ->
                pen.of(
                        "lots.event",
                        kind,
                        data.changes().stream()
                                .filter(c -> !c.name().equals("lot_no"))
                                .map(c -> pen.of("record.value", c.name(), c.now()))
                                .collect(Collectors.joining("; ")));
        };
    }
}
