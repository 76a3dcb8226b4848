package org.penstock.app.window.model.destruction;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Mark;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.register.Entry;
import org.penstock.app.window.model.register.Pen;
import org.penstock.app.window.model.register.Register;
import org.penstock.app.window.model.register.RegisterRow;
import org.penstock.app.window.model.register.Shape;
import org.penstock.app.window.model.register.Shape.Column;
import org.penstock.app.window.model.register.Shape.Kind;
import org.penstock.core.compliance.Destruction;
import org.penstock.core.consent.Signoff;
import org.penstock.core.identity.Permission;

/** The destructions in a list. */
public final class DestructionList {
    /** Switch: also those that are executed or given up. */
    public static final String OVER = "over";

    private DestructionList() {}

    /** What never changes about the page. */
    public static Shape shape(Words words) {
        return new Shape(
                words.of("destruction.title"),
                List.of(
                        new Column(words.of("lots.number"), 0.20, Kind.NAME),
                        new Column(words.of("lots.quantity"), 0.16, Kind.NUMBER),
                        new Column(words.of("destruction.stage"), 0.27, Kind.TEXT),
                        new Column(words.of("destruction.left"), 0.19, Kind.NAME),
                        new Column(words.of("destruction.rule"), 0.18, Kind.QUIET)),
                words.of("destruction.letters"),
                List.of(
                        new Shape.Switch(OVER, words.of("destruction.also-over")),
                        new Shape.Switch(DestructionRules.SHOWN, words.of("destruction.rules"))),
                words.of("destruction.reading"),
                words.of("destruction.choose"));
    }

    /**
     * @param signing what waits for signatures, by destruction
     * @param why why who sits here may not do something, "" when he may
     */
    public static Register of(
            List<Destruction> all,
            Map<UUID, Signoff> signing,
            String letters,
            String chosen,
            @Nullable Entry entry,
            Function<Permission, String> why,
            Pen pen) {
        List<RegisterRow> rows = new ArrayList<>();
        int lying = 0;
        int toSign = 0;
        for (Destruction d : all) {
            RegisterRow row = row(d, signing.get(d.id()), pen);
            lying += lies(d, pen.now()) ? 1 : 0;
            toSign += signing.containsKey(d.id()) ? 1 : 0;
            if (Pen.says(letters, row.cells().toArray(String[]::new))) {
                rows.add(row);
            }
        }
        return new Register(
                rows,
                pen.of(
                        "destruction.summary",
                        Integer.toString(rows.size()),
                        Integer.toString(lying),
                        Integer.toString(toSign)),
                pen.of(all.isEmpty() ? "destruction.none" : "destruction.none-fits"),
                chosen,
                entry,
                List.of(DestructionDeed.SCHEDULE.offer(why.apply(DestructionDeed.SCHEDULE.permission()), pen)));
    }

    /** Whether its hold hours are not over. */
    static boolean lies(Destruction d, Instant now) {
        return d.endedAt() == null && now.isBefore(d.holdUntil());
    }

    private static RegisterRow row(Destruction d, @Nullable Signoff signing, Pen pen) {
        String much = d.quantity() == null ? pen.of("destruction.not-weighed") : pen.amount(d.quantity(), d.unit());
        return new RegisterRow(
                d.id().toString(),
                List.of(d.lotNo(), much, stage(d, signing, pen), left(d, pen), jurisdiction(d, pen)),
                Mark.NONE);
    }

    /** What has been done, and what comes next. */
    static String stage(Destruction d, @Nullable Signoff signing, Pen pen) {
        return switch (d.state()) {
            case SCHEDULED -> pen.of("destruction.stage-scheduled");
            case WEIGHED -> pen.of("destruction.stage-weighed");
            case RECORDED ->
                signing == null
                        ? pen.of("destruction.stage-recorded")
                        : pen.of(
                                "destruction.stage-signing",
                                Integer.toString(signing.signatures().size()),
                                Integer.toString(signing.policy().slots().size()));
            case EXECUTED -> pen.of("destruction.stage-executed");
            case CANCELLED -> pen.of("destruction.stage-cancelled");
        };
    }

    /** How long it still lies untouched, counting. */
    static String left(Destruction d, Pen pen) {
        Instant ended = d.endedAt();
        if (ended != null) {
            return pen.moment(ended);
        }
        return lies(d, pen.now())
                ? pen.of("destruction.left-of", pen.times().countdown(seconds(d, pen)))
                : pen.of("destruction.hold-over");
    }

    private static double seconds(Destruction d, Pen pen) {
        return Duration.between(pen.now(), d.holdUntil()).toMillis() / 1000.0;
    }

    static String jurisdiction(Destruction d, Pen pen) {
        return d.rule().jurisdiction().isEmpty()
                ? pen.of("destruction.no-rule")
                : d.rule().jurisdiction();
    }
}
