package org.penstock.app.window.model.handover;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Mark;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.register.Entry;
import org.penstock.app.window.model.register.Offer;
import org.penstock.app.window.model.register.Pen;
import org.penstock.app.window.model.register.Register;
import org.penstock.app.window.model.register.RegisterRow;
import org.penstock.app.window.model.register.Section;
import org.penstock.app.window.model.register.Shape;
import org.penstock.app.window.model.register.Shape.Column;
import org.penstock.app.window.model.register.Shape.Kind;
import org.penstock.app.window.model.signoff.Fact;
import org.penstock.app.window.model.signoff.Hashes;
import org.penstock.core.work.Handover;

/** What there is to hand over now, above what was handed over. */
public final class HandoverList {
    /** Key of the line that tells how the facility stands now. */
    public static final String NOW = "now";

    private static final String NOTE = "note";
    private static final String SHIFT = "shift";

    /** As a person takes over: what acts first. What else the facility tells follows. */
    private static final List<String> TOPICS = List.of(
            SHIFT,
            NOTE,
            "overrides",
            "interlocks",
            "alerts",
            "shelved",
            "actions",
            "runs",
            "devices",
            "holds",
            "signoffs",
            "database");

    private HandoverList() {}

    /** What never changes about the page. */
    public static Shape shape(Words words) {
        return new Shape(
                words.of("handover.title"),
                List.of(
                        new Column(words.of("handover.when"), 0.26, Kind.NAME),
                        new Column(words.of("handover.given-by"), 0.24, Kind.TEXT),
                        new Column(words.of("handover.taken-by"), 0.30, Kind.TEXT),
                        new Column(words.of("handover.things"), 0.20, Kind.NUMBER)),
                "",
                List.of(),
                words.of("handover.reading"),
                words.of("handover.choose"));
    }

    /**
     * @param draft what would be handed over now, by topic
     * @param past hand-overs, newest first; one that waits is among them
     * @param me printed name of who sits here, "" when nobody has signed in
     * @param login his key
     * @param why why he may not sign, "" when he may
     */
    public static Register of(
            SortedMap<String, String> draft,
            List<Handover> past,
            String chosen,
            String me,
            String login,
            String why,
            Pen pen) {
        List<RegisterRow> rows = new ArrayList<>();
        rows.add(new RegisterRow(
                NOW, List.of(pen.of("handover.now"), "", "", Integer.toString(things(draft))), Mark.NONE));
        @Nullable Handover waits = null;
        @Nullable Handover shown = null;
        for (Handover h : past) {
            rows.add(row(h, pen));
            waits = h.takenAt() == null ? h : waits;
            shown = h.id().toString().equals(chosen) ? h : shown;
        }
        Entry entry = chosen.equals(NOW)
                ? now(draft, waits, me, why, pen)
                : shown == null ? null : entry(shown, me, login, why, pen);
        return new Register(
                rows,
                waits == null
                        ? pen.of("handover.summary", Integer.toString(past.size()))
                        : pen.of("handover.summary-waits", pen.name(waits.givenBy()), pen.moment(waits.givenAt())),
                "",
                chosen,
                entry,
                List.of());
    }

    private static int things(SortedMap<String, String> content) {
        return content.entrySet().stream()
                .filter(e -> !e.getKey().equals(NOTE) && !e.getKey().equals(SHIFT))
                .mapToInt(e -> (int) e.getValue().lines().count())
                .sum();
    }

    private static RegisterRow row(Handover h, Pen pen) {
        String taker = h.takenBy();
        return new RegisterRow(
                h.id().toString(),
                List.of(
                        pen.moment(h.givenAt()),
                        pen.name(h.givenBy()),
                        taker == null || h.takenAt() == null
                                ? pen.of("handover.waits")
                                : pen.of("handover.taken-at", pen.name(taker), pen.moment(h.takenAt())),
                        Integer.toString(things(h.content()))),
                Mark.NONE);
    }

    private static Entry now(
            SortedMap<String, String> draft, @Nullable Handover waits, String me, String why, Pen pen) {
        String first = waits == null ? "" : pen.of("handover.take-first", pen.name(waits.givenBy()));
        List<Offer> offers = List.of(
                offer(HandoverDeed.GIVE, first.isEmpty() ? why : first, me, pen),
                offer(HandoverDeed.GIVE_BY_NAME, first, me, pen),
                offer(HandoverDeed.GIVE_BY_BADGE, first, me, pen));
        return new Entry(
                pen.of("handover.now-title"),
                pen.of(things(draft) == 0 ? "handover.nothing" : "handover.now-text"),
                sections(draft, pen),
                offers);
    }

    private static Entry entry(Handover h, String me, String login, String why, Pen pen) {
        List<Section> sections = new ArrayList<>(sections(h.content(), pen));
        List<Fact> signed = new ArrayList<>();
        signed.add(new Fact(
                pen.of("handover.given-by"),
                pen.of("destruction.by-at", pen.name(h.givenBy()), pen.moment(h.givenAt()))));
        String taker = h.takenBy();
        if (taker != null && h.takenAt() != null) {
            signed.add(new Fact(
                    pen.of("handover.taken-by"),
                    pen.of("destruction.by-at", pen.name(taker), pen.moment(h.takenAt()))));
        }
        signed.add(new Fact(pen.of("signoff.hash"), Hashes.grouped(h.contentHash()), true));
        sections.add(new Section(pen.of("signoff.signatures"), signed));
        String over = taker == null ? "" : pen.of("handover.taken-already", pen.name(taker));
        String own = h.givenBy().equals(login) ? pen.of("handover.own") : why;
        return new Entry(
                pen.of("handover.entry", pen.moment(h.givenAt())),
                taker == null
                        ? pen.of("handover.waits-for", pen.name(h.givenBy()))
                        : pen.of("handover.was-taken", pen.name(h.givenBy()), pen.name(taker)),
                sections,
                List.of(
                        offer(HandoverDeed.TAKE, over.isEmpty() ? own : over, me, pen),
                        offer(HandoverDeed.TAKE_BY_NAME, over, me, pen),
                        offer(HandoverDeed.TAKE_BY_BADGE, over, me, pen)));
    }

    private static List<Section> sections(SortedMap<String, String> content, Pen pen) {
        List<String> topics = new ArrayList<>(TOPICS);
        content.keySet().stream().filter(t -> !topics.contains(t)).forEach(topics::add);
        return topics.stream()
                .filter(content::containsKey)
                .map(t -> new Section(
                        pen.word("handover.topic.", t),
                        content.getOrDefault(t, "")
                                .lines()
                                .map(line -> new Fact(pen.of("handover.bullet"), line))
                                .toList()))
                .toList();
    }

    private static Offer offer(HandoverDeed deed, String why, String me, Pen pen) {
        String name = deed.here() && !me.isEmpty()
                ? pen.of("handover.as", pen.of(deed.wordKey()), me)
                : pen.of(deed.wordKey());
        return new Offer(deed.name(), deed.letter(), name, why);
    }
}
