package org.penstock.app.window.model.retention;

import java.util.List;
import org.penstock.app.window.model.register.Field;
import org.penstock.app.window.model.register.Field.Choice;
import org.penstock.app.window.model.register.Form;
import org.penstock.app.window.model.register.Pen;

/** What deeds with kept readings ask for. Keys of fields are read where the deed is done. */
public final class RetentionForms {
    private RetentionForms() {}

    /** What is to be kept. @param things {@code location/bay-1} and what a person calls it; the site first */
    public static Form place(List<Choice> things, Pen pen) {
        return new Form(
                RetentionDeed.PLACE.name(),
                "",
                pen.of("retention.place"),
                pen.of("retention.place-text"),
                List.of(
                        Field.text("case", pen.of("retention.case"), pen.of("retention.case-prompt"))
                                .needed(),
                        reason(pen),
                        Field.choice("on", pen.of("retention.keeps"), things).needed(),
                        Field.text("from", pen.of("retention.from"), pen.of("retention.from-prompt"))
                                .needed(),
                        Field.text("to", pen.of("retention.to"), pen.of("retention.to-prompt")),
                        Field.text("expires", pen.of("retention.ends"), pen.of("retention.expires-prompt"))),
                pen.of("retention.place"));
    }

    /** Why it can be lifted. @param chosen key of the line */
    public static Form lift(String chosen, Pen pen) {
        return new Form(
                RetentionDeed.LIFT.name(),
                RetentionList.holdOf(chosen),
                pen.of("retention.lift"),
                pen.of("retention.lift-text"),
                List.of(reason(pen)),
                pen.of("retention.lift-go"));
    }

    /** Why it is not left to the day. */
    public static Form run(String due, Pen pen) {
        return new Form(
                RetentionDeed.RUN.name(),
                "",
                pen.of("retention.run"),
                pen.of("retention.run-text", due),
                List.of(reason(pen)),
                pen.of("retention.run-go"));
    }

    /** What would go, in words. */
    public static String due(Kept kept, Pen pen) {
        return pen.of(
                "retention.due-text",
                pen.words().number(kept.preview().readings(), 0),
                RetentionEntry.size(kept.preview().bytes(), pen));
    }

    private static Field reason(Pen pen) {
        return Field.text("reason", pen.of("form.reason"), pen.of("form.reason-must"))
                .needed();
    }
}
