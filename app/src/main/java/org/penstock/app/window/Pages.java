package org.penstock.app.window;

import java.util.List;
import java.util.Optional;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.view.Page;

/** Makes pages. On the JavaFX thread. */
interface Pages {
    /** The page of an address, made anew; empty where there is none of that kind. */
    Optional<Page> make(PageAddress address);

    /** What stands on the tab of a page that was not made yet. */
    String title(PageAddress address, Beat beat);

    /** The kinds that can be opened without saying what they are about. */
    List<PageAddress.Kind> kinds();
}
