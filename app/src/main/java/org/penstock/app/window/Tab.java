package org.penstock.app.window;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.view.Page;

/** One tab: the page it shows, where it was before and where it can go again. */
final class Tab {
    /** Pages a tab remembers in each direction. */
    private static final int REMEMBERED = 50;

    private final Deque<PageAddress> back = new ArrayDeque<>();
    private final Deque<PageAddress> forward = new ArrayDeque<>();
    /** Where it is; its page may not be made yet. */
    private PageAddress address;

    private @Nullable Page page;

    Tab(PageAddress address) {
        this.address = address;
    }

    /** What it shows, or will when it comes into sight. */
    PageAddress address() {
        return page == null ? address : page.address();
    }

    @Nullable
    Page page() {
        return page;
    }

    /** Shows {@code next}; null when its page was given away. */
    void page(@Nullable Page next) {
        address = next == null ? address() : next.address();
        page = next;
    }

    /** Goes on to {@code next}, whose page is not made yet. */
    void leaveFor(PageAddress next) {
        push(back, address());
        forward.clear();
        stand(next);
    }

    boolean canGoBack() {
        return !back.isEmpty();
    }

    boolean canGoForward() {
        return !forward.isEmpty();
    }

    /** Goes back to where it was before. */
    void goBack() {
        push(forward, address());
        stand(back.pop());
    }

    /** Goes again where it came back from. */
    void goForward() {
        push(back, address());
        stand(forward.pop());
    }

    private void stand(PageAddress next) {
        page = null;
        address = next;
    }

    private static void push(Deque<PageAddress> to, PageAddress address) {
        to.push(address);
        if (to.size() > REMEMBERED) {
            to.removeLast();
        }
    }
}
