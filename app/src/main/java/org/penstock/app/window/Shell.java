package org.penstock.app.window;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.view.Going;
import org.penstock.app.window.view.MainView;
import org.penstock.app.window.view.Page;
import org.penstock.app.window.view.TabsView;

/**
 * The pages of the window: which are open in tabs or in windows of their own, which are in sight, and the way back. A page
 * about one thing is closed when it is left; a page there is only one of keeps what a person began on it. Lives on the JavaFX
 * thread; {@link #inSight} may be read by any.
 */
final class Shell implements Going, TabsView.Wishes, AutoCloseable {
    private final MainView view;
    private final Pages pages;
    private final DetachedWindows windows;
    private final Consumer<Layout> remember;
    private final List<Tab> tabs = new ArrayList<>();
    private final Map<Kind, Page> kept = new EnumMap<>(Kind.class);
    private volatile List<Page> sight = List.of();
    private int here;
    private @Nullable Beat beat;
    private @Nullable Layout remembered;
    /** What was drawn last: whoever brings one value after another means the same trend. */
    private @Nullable PageAddress trend;

    private TextSize size = TextSize.NORMAL;

    /** @param remember told what is open after every change */
    Shell(MainView view, Pages pages, DetachedWindows windows, Consumer<Layout> remember) {
        this.view = view;
        this.pages = pages;
        this.windows = windows;
        this.remember = remember;
        windows.onClose(this::windowClosed);
        view.kinds(pages.kinds());
    }

    /** Opens what was open before. */
    void restore(Layout layout, Beat first) {
        beat = first;
        tabs.clear();
        layout.tabs().stream().filter(this::exists).forEach(a -> tabs.add(new Tab(a)));
        if (tabs.isEmpty()) {
            tabs.add(new Tab(PageAddress.of(Kind.OVERVIEW)));
        }
        here = Math.min(layout.here(), tabs.size() - 1);
        for (Layout.Detached d : layout.detached()) {
            if (exists(d.address())) {
                page(d.address()).ifPresent(p -> {
                    enter(p);
                    windows.open(p, d);
                });
            }
        }
        show();
    }

    /**
     * Opens what whoever came had open, in place of what was open. What is in sight stays in sight, for they may have come to
     * do something there; only the overview gives way.
     */
    void changeOver(Layout theirs) {
        Beat now = beat;
        if (now == null) {
            return;
        }
        PageAddress seen = tabs.get(here).address();
        leaveSight();
        windows.closeAll();
        restore(seen.kind() == Kind.OVERVIEW ? theirs : theirs.with(seen), now);
    }

    /** A place that is gone from the facility file has no page any more. */
    private boolean exists(PageAddress address) {
        Beat now = beat;
        return switch (address.kind()) {
            case PLACE, SYNOPTIC ->
                address.subject().isEmpty()
                        || now == null
                        || now.map().location(address.subject()).isPresent();
            case STREAM ->
                now == null
                        || now.snapshot().field().streams().stream()
                                .anyMatch(s -> s.key().equals(address.subject()));
            case OUTPUT ->
                now == null
                        || now.snapshot().control().outputs().stream()
                                .anyMatch(o -> o.key().equals(address.subject()));
            case OVERVIEW,
                    TREND,
                    ALERTS,
                    PROGRAMS,
                    DEVICES,
                    CONFIGURATION,
                    SIGNOFFS,
                    RECORD,
                    LOTS,
                    RECIPES,
                    DESTRUCTION,
                    RETENTION,
                    HANDOVER,
                    SYSTEM,
                    SETTINGS,
                    PEOPLE -> true;
        };
    }

    /** The pages that can be opened without saying what they are about. */
    List<Kind> kinds() {
        return pages.kinds();
    }

    /** The pages in sight: what must be written at every beat. Any thread. */
    List<Page> inSight() {
        return sight;
    }

    /** The facility is now so; what is opened next is written from it. */
    void beat(Beat next) {
        beat = next;
        titles();
        remember();
    }

    void textSize(TextSize next) {
        size = next;
        sight.forEach(p -> p.textSize(next));
        kept.values().forEach(p -> p.textSize(next));
    }

    @Override
    public void go(PageAddress address) {
        if (!exists(address)) {
            return;
        }
        if (!comeForward(address)) {
            Tab tab = tabs.get(here);
            leave(tab);
            tab.leaveFor(address);
            show();
        }
    }

    @Override
    public void goTo(PageAddress address, String key) {
        PageAddress drawn = trend;
        boolean closed =
                address.equals(PageAddress.of(Kind.TREND)) && tabs.stream().noneMatch(t -> same(t.address(), address));
        go(closed && drawn != null ? drawn : address);
        Page page = tabs.get(here).page();
        if (page != null) {
            page.reveal(key);
        }
    }

    @Override
    public void goBeside(PageAddress address) {
        if (!comeForward(address)) {
            leaveSight();
            tabs.add(new Tab(address));
            here = tabs.size() - 1;
            show();
        }
    }

    /** @return whether the page is open already and in sight now */
    private boolean comeForward(PageAddress address) {
        if (windows.toFront(address)) {
            return true;
        }
        for (int i = 0; i < tabs.size(); i++) {
            if (same(tabs.get(i).address(), address)) {
                choose(i);
                focus();
                return true;
            }
        }
        return false;
    }

    /** Whoever asks for a trend of nothing means the one that is open. */
    private static boolean same(PageAddress open, PageAddress wanted) {
        return open.equals(wanted) || wanted.equals(PageAddress.of(Kind.TREND)) && open.kind() == Kind.TREND;
    }

    @Override
    public void choose(int tab) {
        if (tab != here && tab >= 0 && tab < tabs.size()) {
            leaveSight();
            here = tab;
            show();
        }
    }

    /** The tab after the one in sight; after the last, the first. */
    void nextTab() {
        choose((here + 1) % tabs.size());
    }

    /** A tab with the overview, or the one that has it already. */
    void newTab() {
        goBeside(PageAddress.of(Kind.OVERVIEW));
    }

    @Override
    public void closeTab(int no) {
        if (tabs.size() > 1 && no < tabs.size()) {
            Tab gone = tabs.remove(no);
            leave(gone);
            here = no < here || here == tabs.size() ? here - 1 : here;
            show();
        }
    }

    /** Closes the tab in sight, unless it is the only one. */
    void closeTab() {
        closeTab(here);
    }

    @Override
    public void back() {
        Tab tab = tabs.get(here);
        if (tab.canGoBack()) {
            leave(tab);
            tab.goBack();
            show();
        }
    }

    @Override
    public void forward() {
        Tab tab = tabs.get(here);
        if (tab.canGoForward()) {
            leave(tab);
            tab.goForward();
            show();
        }
    }

    @Override
    public void detach() {
        Tab tab = tabs.get(here);
        Page page = tab.page();
        if (page == null) {
            return;
        }
        tab.page(null);
        if (tab.canGoBack()) {
            tab.goBack();
        } else if (tabs.size() > 1) {
            tabs.remove(here);
            here = Math.max(0, here - 1);
        } else {
            tab.leaveFor(
                    page.address().kind() == Kind.OVERVIEW
                            ? PageAddress.of(Kind.PLACE)
                            : PageAddress.of(Kind.OVERVIEW));
        }
        show();
        windows.open(page);
        changed();
    }

    private void windowClosed(Page page) {
        part(page);
        changed();
    }

    /** Puts the keyboard on the page in sight. */
    void focus() {
        Page page = tabs.get(here).page();
        if (page != null && !view.busy()) {
            page.focus();
        }
    }

    /** The page in sight in the window itself, null before the facility is there. */
    @Nullable
    Page page() {
        return tabs.isEmpty() ? null : tabs.get(here).page();
    }

    private void show() {
        Tab tab = tabs.get(here);
        Page page = tab.page();
        if (page == null) {
            page = page(tab.address()).orElseThrow(() -> new IllegalStateException("no page " + tab.address()));
            tab.page(page);
        }
        enter(page);
        view.page(page, withLists(page.address()));
        titles();
        changed();
        focus();
    }

    /** What is about the whole facility has the lists of the whole facility beneath it. */
    private static boolean withLists(PageAddress address) {
        return switch (address.kind()) {
            case OVERVIEW -> true;
            case PLACE -> address.subject().isEmpty();
            case STREAM,
                    OUTPUT,
                    SYNOPTIC,
                    TREND,
                    ALERTS,
                    PROGRAMS,
                    DEVICES,
                    CONFIGURATION,
                    SIGNOFFS,
                    RECORD,
                    LOTS,
                    RECIPES,
                    DESTRUCTION,
                    RETENTION,
                    HANDOVER,
                    SYSTEM,
                    SETTINGS,
                    PEOPLE -> false;
        };
    }

    /** A page for {@code address}: the one that was kept, or a new one. */
    private Optional<Page> page(PageAddress address) {
        Page old = address.subject().isEmpty() ? kept.get(address.kind()) : null;
        return old != null ? Optional.of(old) : pages.make(address);
    }

    private void enter(Page page) {
        page.textSize(size);
        Beat now = beat;
        if (now != null) {
            page.write(now).run();
        }
        page.inSight(true);
    }

    private void leaveSight() {
        Page page = tabs.get(here).page();
        if (page != null) {
            leave(tabs.get(here));
        }
    }

    /** The page of {@code tab} goes out of sight. */
    private void leave(Tab tab) {
        Page page = tab.page();
        if (page != null) {
            part(page);
            tab.page(null);
        }
    }

    private void part(Page page) {
        page.inSight(false);
        PageAddress address = page.address();
        if (address.kind() == Kind.TREND) {
            trend = address;
        }
        if (address.subject().isEmpty() && keeps(address.kind())) {
            kept.put(address.kind(), page);
        } else {
            page.close();
        }
    }

    private static boolean keeps(Kind kind) {
        return switch (kind) {
            case OVERVIEW,
                    ALERTS,
                    PROGRAMS,
                    DEVICES,
                    CONFIGURATION,
                    SIGNOFFS,
                    RECORD,
                    LOTS,
                    RECIPES,
                    DESTRUCTION,
                    RETENTION,
                    HANDOVER,
                    SYSTEM,
                    TREND,
                    PEOPLE -> true;
            case PLACE, STREAM, OUTPUT, SYNOPTIC, SETTINGS -> false;
        };
    }

    private void titles() {
        Tab tab = tabs.get(here);
        view.tabs().show(tabs.stream().map(this::title).toList(), here, tab.canGoBack(), tab.canGoForward());
    }

    private String title(Tab tab) {
        Page page = tab.page();
        Beat now = beat;
        return page != null ? page.title() : now == null ? "" : pages.title(tab.address(), now);
    }

    private void changed() {
        List<Page> next = new ArrayList<>(windows.pages());
        Page page = tabs.get(here).page();
        if (page != null) {
            next.add(page);
        }
        sight = List.copyOf(next);
        remember();
    }

    /** What a page shows, and where its window stands, changes without the shell. */
    private void remember() {
        Layout now = new Layout(tabs.stream().map(Tab::address).toList(), here, windows.layout());
        if (!now.equals(remembered)) {
            remembered = now;
            remember.accept(now);
        }
    }

    /** Ends every page. */
    @Override
    public void close() {
        sight = List.of();
        windows.close();
        tabs.forEach(t -> {
            Page page = t.page();
            if (page != null) {
                page.close();
            }
        });
        kept.values().forEach(Page::close);
        tabs.clear();
        kept.clear();
    }
}
