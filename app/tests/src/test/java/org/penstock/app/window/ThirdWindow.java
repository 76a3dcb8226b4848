package org.penstock.app.window;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** Runs this class in the third process of {@link OtherWindowsTest}; see {@link SecondWindow}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag(ThirdWindow.TAG)
@interface ThirdWindow {
    String TAG = "third-window";
}
