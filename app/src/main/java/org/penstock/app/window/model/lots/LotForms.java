package org.penstock.app.window.model.lots;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.penstock.app.window.model.destruction.DestructionForms;
import org.penstock.app.window.model.register.Field;
import org.penstock.app.window.model.register.Field.Choice;
import org.penstock.app.window.model.register.Form;
import org.penstock.app.window.model.register.Pen;
import org.penstock.core.inventory.Hold;
import org.penstock.core.inventory.HoldReason;
import org.penstock.core.inventory.Items;
import org.penstock.core.inventory.Lot;
import org.penstock.core.inventory.LotKind;
import org.penstock.core.inventory.LotQuery;
import org.penstock.core.inventory.LotState;
import org.penstock.core.runtime.Stock;

/** What deeds with lots ask for. Keys of fields are read where the deed is done. */
public final class LotForms {
    /** What a child is checked by: its number stands behind it. */
    public static final String CHILD = "child:";

    /** Kinds of items (model.md C3). */
    private static final List<String> ITEM_KINDS = List.of(
            "strain",
            "nutrient",
            "chemical",
            "feed",
            "ingredient",
            "product",
            "sku",
            "packaging",
            "breed",
            "culture",
            "media",
            "waste");

    private LotForms() {}

    /** What comes in. @param places names by key of location */
    public static Form receive(List<Items.Item> items, Map<String, String> places, Pen pen) {
        return new Form(
                LotDeed.RECEIVE.name(),
                "",
                pen.of("lots.receive"),
                pen.of(items.isEmpty() ? "lots.receive-no-item" : "lots.receive-text"),
                List.of(
                        Field.text("lot", pen.of("lots.number"), "").needed(),
                        Field.choice(
                                        "item",
                                        pen.of("lots.item"),
                                        items.stream()
                                                .map(i -> new Choice(
                                                        i.kind() + "/" + i.code(),
                                                        pen.of("lots.item-choice", i.name(), i.code(), i.unit())))
                                                .toList())
                                .needed(),
                        kind(pen).needed(),
                        quantity(pen, ""),
                        Field.choice("to", pen.of("lots.to"), choices(places, pen))
                                .needed(),
                        Field.text("origin", pen.of("lots.origin"), ""),
                        Field.text("expires", pen.of("lots.expires"), pen.of("lots.day-prompt")),
                        Field.check("pending", pen.of("lots.pending")),
                        Field.text("reason", pen.of("form.reason"), pen.of("lots.may-stay-empty"))),
                pen.of("lots.receive"));
    }

    /** What lots can be lots of. */
    public static Form newItem(Pen pen) {
        return new Form(
                LotDeed.NEW_ITEM.name(),
                "",
                pen.of("lots.new-item"),
                pen.of("lots.new-item-text"),
                List.of(
                        Field.choice(
                                        "kind",
                                        pen.of("lots.kind"),
                                        ITEM_KINDS.stream()
                                                .map(k -> new Choice(k, pen.word("lots.item-kind.", k)))
                                                .toList())
                                .needed(),
                        Field.text("code", pen.of("lots.code"), "").needed(),
                        Field.text("name", pen.of("lots.name"), "").needed(),
                        Field.text("unit", pen.of("lots.unit"), pen.of("lots.unit-prompt"))
                                .needed()),
                pen.of("lots.new-item"));
    }

    /**
     * What a deed with a lot asks for.
     *
     * @param newest the newest movement of the lot in words, "" = who sits here may not read it
     * @param places names by key of location
     * @param placeName name of any location
     */
    public static Form of(
            LotDeed deed,
            Stock.Whole whole,
            String newest,
            Map<String, String> places,
            UnaryOperator<String> placeName,
            Pen pen) {
        Lot lot = whole.lot();
        Field from = from(whole, placeName, pen);
        Field why = Field.text("reason", pen.of("form.reason"), pen.of("lots.may-stay-empty"));
        Field must = Field.text("reason", pen.of("form.reason"), pen.of("form.reason-must"))
                .needed();
        List<Field> fields = switch (deed) {
            case RECEIVE, NEW_ITEM -> throw new IllegalArgumentException(deed + " is done to no lot");
            case HOLD -> hold(whole, pen);
            case RELEASE -> release(whole, pen);
            case MOVE ->
                List.of(
                        quantity(pen, lot.unit()),
                        from,
                        Field.choice("to", pen.of("lots.to"), choices(places, pen))
                                .needed(),
                        why);
            case SPLIT ->
                List.of(
                        Field.text("into", pen.of("lots.new-number"), "").needed(),
                        quantity(pen, lot.unit()),
                        from,
                        Field.choice("to", pen.of("lots.to"), choices(places, pen)),
                        kind(pen),
                        why);
            case USE ->
                List.of(
                        quantity(pen, lot.unit()),
                        from,
                        Field.text("into", pen.of("lots.use-into"), pen.of("lots.use-into-prompt")),
                        why);
            case PICK, PUT_BACK, DISPENSE, SHIP -> List.of(quantity(pen, lot.unit()), from, why);
            case WASTE -> List.of(quantity(pen, lot.unit()), from, must);
            case MERGE ->
                List.of(
                        Field.text("into", pen.of("lots.merge-into"), pen.of("lots.merge-into-prompt"))
                                .needed(),
                        quantity(pen, lot.unit()),
                        from,
                        Field.choice("to", pen.of("lots.to"), choices(places, pen)),
                        why);
            case REVERSE -> List.of(must);
            case COUNT ->
                List.of(
                        Field.text("found", pen.of("lots.found", lot.unit()), "")
                                .needed(),
                        from,
                        must);
            case JUDGE ->
                List.of(
                        Field.choice(
                                        "fit",
                                        pen.of("lots.judged"),
                                        List.of(
                                                new Choice("true", pen.of("lots.fit")),
                                                new Choice("false", pen.of("lots.unfit"))))
                                .needed(),
                        must);
            case DESTROY -> DestructionForms.scheduling(pen);
        };
        return new Form(
                deed.name(),
                lot.lotNo(),
                pen.of("lots.deed-of", deed.inWords(pen), lot.lotNo(), pen.amount(lot.quantity(), lot.unit())),
                text(deed, whole, newest, pen),
                fields,
                deed.inWords(pen));
    }

    private static String text(LotDeed deed, Stock.Whole whole, String newest, Pen pen) {
        Lot lot = whole.lot();
        return switch (deed) {
            case MERGE -> pen.of("lots.merge-text");
            case PICK ->
                pen.of(
                        "lots.pick-text",
                        pen.amount(lot.quantity().subtract(lot.reserved()), lot.unit()),
                        pen.amount(lot.reserved(), lot.unit()));
            case PUT_BACK -> pen.of("lots.put-back-text", pen.amount(lot.reserved(), lot.unit()));
            case DISPENSE -> pen.of("lots.dispense-text");
            case SHIP -> pen.of(lot.state() == LotState.RELEASED ? "lots.ship-text" : "lots.ship-text-unfit");
            case WASTE -> pen.of("lots.waste-text");
            case REVERSE -> newest.isEmpty() ? pen.of("lots.reverse-text") : pen.of("lots.reverse-text-of", newest);
            case HOLD -> pen.of("lots.hold-text");
            case RELEASE -> pen.of("lots.release-text");
            case SPLIT -> pen.of("lots.split-text");
            case COUNT -> pen.of("lots.count-text");
            case DESTROY -> pen.of("lots.destroy-text");
            case RECEIVE, NEW_ITEM, MOVE, USE, JUDGE -> "";
        };
    }

    private static List<Field> hold(Stock.Whole whole, Pen pen) {
        List<Field> fields = new ArrayList<>();
        List<Choice> reasons = new ArrayList<>();
        for (HoldReason r : HoldReason.values()) {
            reasons.add(new Choice(r.name(), pen.word("lots.reason.", r.word())));
        }
        fields.add(Field.choice("why", pen.of("lots.held-for"), reasons).needed());
        fields.add(Field.text("note", pen.of("lots.note"), pen.of("form.reason-must"))
                .needed());
        fields.add(Field.check("descendants", pen.of("lots.descendants")));
        for (LotQuery.Child c : whole.children()) {
            if (!c.lot().held()) {
                String much = pen.amount(c.lot().quantity(), c.lot().unit());
                fields.add(Field.check(
                        CHILD + c.lot().lotNo(),
                        pen.of("lots.also-child", c.lot().lotNo(), much)));
            }
        }
        return fields;
    }

    private static List<Field> release(Stock.Whole whole, Pen pen) {
        List<Choice> holds = new ArrayList<>();
        for (Hold h : whole.keeping()) {
            holds.add(new Choice(
                    h.id().toString(),
                    pen.of(
                            "lots.hold-choice",
                            pen.word("lots.reason.", h.reason().word()),
                            pen.name(h.placedBy()),
                            pen.moment(h.placedAt()),
                            h.lotNo())));
        }
        return List.of(
                Field.choice("hold", pen.of("lots.which-hold"), holds).needed(),
                Field.text("reason", pen.of("form.reason"), pen.of("form.reason-must"))
                        .needed(),
                Field.check("alone", pen.of("register.alone")),
                Field.secret("secret", pen.of("register.alone-secret")));
    }

    private static Field quantity(Pen pen, String unit) {
        return Field.text("quantity", unit.isEmpty() ? pen.of("lots.quantity") : pen.of("lots.quantity-in", unit), "")
                .needed();
    }

    private static Field kind(Pen pen) {
        List<Choice> kinds = new ArrayList<>();
        for (LotKind k : LotKind.values()) {
            kinds.add(new Choice(k.name(), pen.word("lots.kind.", k.word())));
        }
        return Field.choice("kind", pen.of("lots.kind"), kinds);
    }

    private static Field from(Stock.Whole whole, UnaryOperator<String> placeName, Pen pen) {
        List<Choice> choices = new ArrayList<>();
        whole.places()
                .forEach((key, much) -> choices.add(new Choice(
                        key,
                        pen.of(
                                "lots.from-choice",
                                placeName.apply(key),
                                key,
                                pen.amount(much, whole.lot().unit())))));
        return Field.choice("from", pen.of("lots.from"), choices).needed();
    }

    private static List<Choice> choices(Map<String, String> places, Pen pen) {
        return places.entrySet().stream()
                .map(e -> new Choice(e.getKey(), pen.of("lots.place-choice", e.getValue(), e.getKey())))
                .toList();
    }
}
