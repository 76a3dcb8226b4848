package org.penstock.app.window.view;

import org.penstock.app.window.model.PageAddress;

/** Where a page can lead. On the JavaFX thread. */
public interface Going {
    /** Shows a page in place of the one in sight, which {@code Alt+Left} brings back. */
    void go(PageAddress address);

    /** Shows a page and brings something on it into sight. @param key of its line */
    void goTo(PageAddress address, String key);

    /** Shows a page in a tab of its own. */
    void goBeside(PageAddress address);
}
