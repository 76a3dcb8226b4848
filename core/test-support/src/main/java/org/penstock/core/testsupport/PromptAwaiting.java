package org.penstock.core.testsupport;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Every {@code await} looks soon and then often. By itself the library waits 100 ms before it looks for the first time, which
 * is most of the time a story at the window takes; a person's hand is not faster than this.
 */
public final class PromptAwaiting implements LauncherSessionListener {
    private static final Duration FIRST_LOOK = Duration.ofMillis(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(15);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultPollDelay(FIRST_LOOK);
        Awaitility.setDefaultPollInterval(BETWEEN_LOOKS);
    }
}
