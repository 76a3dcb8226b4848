package org.penstock.app.window.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person can do while outputs are tested. Called on the JavaFX thread; none of these waits. */
public interface StepTestActions {
    /**
     * Begin.
     *
     * @param outputs keys of those to test
     * @param seconds how long each stays away from safe, as written
     * @param inputs whether to go through the streams of the device, too
     */
    void begin(List<String> outputs, String seconds, boolean inputs);

    /** Drive it. */
    void drive();

    /** Not this one. */
    void skip();

    /** No more: what is away from safe is released at once. */
    void stop();

    /** What was seen. @param asExpected null when the person says neither */
    void saw(@Nullable Boolean asExpected, String remark);

    /** Write the sheet. */
    void save(String file);

    /** Leave; while something moves or is asked this stops. */
    void leave();
}
