package org.penstock.app.window;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/**
 * Runs this class in the second process of {@link OtherWindowsTest}. There is one JavaFX thread in a process, and
 * everything that shows a window waits for it: three processes show three windows at a time. Who runs one class alone, or
 * all of them from an editor, sees no difference.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag(SecondWindow.TAG)
@interface SecondWindow {
    String TAG = "second-window";
}
