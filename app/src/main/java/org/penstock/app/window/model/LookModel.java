package org.penstock.app.window.model;

import java.util.List;
import org.penstock.core.runtime.SurveyView;
import org.penstock.core.runtime.SurveyView.State;

/**
 * A look at a link or a device, as far as it is.
 *
 * @param running it is under way
 * @param done part that is done, 0..1; −1 when nobody knows
 * @param progress how far it is, or how it ended
 * @param problem why it could not be made, "" when it could
 * @param rest how much more was heard than is shown, "" when nothing
 */
public record LookModel(
        boolean running, double done, String progress, String problem, String rest, List<FindingRow> rows) {
    /** Nobody looked yet. */
    public static final LookModel NONE = new LookModel(false, 0, "", "", "", List.of());

    public LookModel {
        rows = List.copyOf(rows);
    }

    /** It was asked for, and nothing is known yet. */
    public static LookModel asking(Words words) {
        return new LookModel(true, -1, words.of("look.asking"), "", "", List.of());
    }

    /** It could not be made. */
    public static LookModel refused(String why) {
        return new LookModel(false, 0, "", why, "", List.of());
    }

    /** As it stands. */
    public static LookModel of(SurveyView view, Words words) {
        List<FindingRow> rows = FindingRow.of(view.found());
        String count = Integer.toString(rows.size());
        String steps = Long.toString(view.of());
        String progress = switch (view.state()) {
            case RUNNING ->
                view.of() == 0
                        ? view.what()
                        : words.of("look.progress", Long.toString(view.done()), steps, view.what());
            case DONE -> words.of("look.done", count, view.what());
            case ENDED -> words.of("look.ended", count);
            case REFUSED -> "";
        };
        return new LookModel(
                view.state() == State.RUNNING,
                view.of() == 0 ? -1 : Math.clamp((double) view.done() / view.of(), 0, 1),
                progress,
                view.state() == State.REFUSED ? view.what() : "",
                view.left() == 0 ? "" : words.of("look.left", Long.toString(view.left())),
                rows);
    }
}
