package org.penstock.app.window.view;

import java.util.List;
import org.penstock.app.window.model.FindingRow;
import org.penstock.app.window.model.NewDevice;

/** What a person can do while a device is added. Called on the JavaFX thread; none of these waits. */
public interface AddActions {
    /** It is reached over this link, and these findings are of it. */
    void pick(String link, List<FindingRow> picks);

    /** Look at this link first. */
    void lookFirst(String link);

    /** It is to be so. */
    void describe(NewDevice device);

    /** The text is to be so. */
    void write(String text);

    /** The text is to follow the description again. */
    void writeAnew();

    /** Whether the facility can take the text, and what it would change. */
    void check();

    /** What its streams would say. */
    void preview();

    /** No more of the preview. */
    void endPreview();

    /** Why it is added. */
    void reason(String text);

    /** The next step, and after the last: do it. */
    void next();

    /** The step before. */
    void back();

    /** Throw it away. */
    void cancel();
}
