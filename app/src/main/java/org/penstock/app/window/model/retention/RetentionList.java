package org.penstock.app.window.model.retention;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Mark;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.register.Entry;
import org.penstock.app.window.model.register.Offer;
import org.penstock.app.window.model.register.Pen;
import org.penstock.app.window.model.register.Register;
import org.penstock.app.window.model.register.RegisterRow;
import org.penstock.app.window.model.register.Shape;
import org.penstock.app.window.model.register.Shape.Column;
import org.penstock.app.window.model.register.Shape.Kind;
import org.penstock.core.compliance.LegalHold;
import org.penstock.core.compliance.RetentionRuns;
import org.penstock.core.identity.Permission;

/** The room that readings take, how long they are kept, what would go now; then what keeps it, then what went. */
public final class RetentionList {
    /** Keys of the lines that are always there. */
    public static final String ROOM = "room";

    public static final String PLAN = "plan";
    public static final String NOW = "now";
    /** Keys of holds and runs begin so. */
    static final String HOLD = "hold:";

    static final String RUN = "run:";
    /** The switch that shows holds that are over. */
    public static final String OVER = "over";

    private RetentionList() {}

    /** What never changes about the page. */
    public static Shape shape(Words words) {
        return new Shape(
                words.of("retention.title"),
                List.of(
                        new Column(words.of("retention.what"), 0.31, Kind.NAME),
                        new Column(words.of("retention.says"), 0.53, Kind.TEXT),
                        new Column(words.of("retention.size"), 0.16, Kind.NUMBER)),
                "",
                List.of(new Shape.Switch(OVER, words.of("retention.over"))),
                words.of("retention.reading"),
                words.of("retention.choose"));
    }

    /** @param why why who sits here may not do what takes a permission; "" when he may */
    public static Register of(Kept kept, String chosen, Function<Permission, String> why, Pen pen) {
        LocalDate today = LocalDate.ofInstant(pen.now(), ZoneOffset.UTC);
        List<RegisterRow> rows = new ArrayList<>();
        boolean soon = kept.storage().soon(today);
        rows.add(new RegisterRow(
                ROOM,
                List.of(
                        pen.of("retention.room"),
                        RetentionEntry.full(kept.storage(), pen),
                        RetentionEntry.size(kept.storage().bytes(), pen)),
                soon ? Mark.AWAY : Mark.NONE));
        rows.add(new RegisterRow(
                PLAN, List.of(pen.of("retention.plan"), RetentionEntry.plan(kept.plan(), pen), ""), Mark.NONE));
        boolean nothing = kept.preview().readings() == 0 && kept.preview().bytes() == 0;
        rows.add(new RegisterRow(
                NOW,
                List.of(
                        pen.of("retention.now"),
                        nothing ? pen.of("retention.nothing-due") : RetentionEntry.due(kept.preview(), pen),
                        nothing ? "" : RetentionEntry.size(kept.preview().bytes(), pen)),
                Mark.NONE));
        @Nullable
        Entry entry = switch (chosen) {
            case ROOM -> RetentionEntry.room(kept.storage(), soon, pen);
            case PLAN -> RetentionEntry.plan(kept.plan(), why, pen);
            case NOW -> RetentionEntry.now(kept.preview(), offer(RetentionDeed.RUN, why, pen), pen);
            default -> null;
        };
        for (LegalHold hold : kept.holds()) {
            String key = HOLD + hold.id();
            boolean inForce = hold.inForce(pen.now());
            rows.add(new RegisterRow(
                    key,
                    List.of(
                            pen.of("retention.hold", hold.caseRef()),
                            inForce ? RetentionEntry.where(hold, pen) : pen.of("retention.hold-over"),
                            ""),
                    Mark.NONE));
            if (key.equals(chosen)) {
                entry = RetentionEntry.hold(hold, kept, offer(RetentionDeed.LIFT, why, pen), pen);
            }
        }
        for (RetentionRuns.Run run : kept.runs()) {
            String key = RUN + run.id();
            rows.add(new RegisterRow(
                    key,
                    List.of(
                            pen.of("retention.ran", pen.moment(run.startedAt())),
                            RetentionEntry.went(run, pen),
                            RetentionEntry.size(run.bytes(), pen)),
                    run.trouble().isEmpty() && run.endedAt() != null ? Mark.NONE : Mark.AWAY));
            if (key.equals(chosen)) {
                entry = RetentionEntry.run(run, pen);
            }
        }
        return new Register(
                rows,
                pen.of(
                        "retention.summary",
                        Integer.toString((int) kept.holds().stream()
                                .filter(h -> h.inForce(pen.now()))
                                .count()),
                        Integer.toString(kept.runs().size())),
                "",
                chosen,
                entry,
                List.of(offer(RetentionDeed.PLACE, why, pen)));
    }

    /** The hold that a line is about; "" when it is about something else. */
    public static String holdOf(String chosen) {
        return chosen.startsWith(HOLD) ? chosen.substring(HOLD.length()) : "";
    }

    private static Offer offer(RetentionDeed deed, Function<Permission, String> why, Pen pen) {
        return new Offer(deed.name(), deed.letter(), pen.of(deed.wordKey()), why.apply(deed.permission()));
    }
}
