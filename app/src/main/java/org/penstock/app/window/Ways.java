package org.penstock.app.window;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.view.Going;
import org.penstock.app.window.view.TabsView;

/** Ways to pages that lead nowhere until the facility is there. On the JavaFX thread. */
final class Ways implements Going, TabsView.Wishes {
    private @Nullable Shell shell;

    /** They lead into {@code next} from now on; null = nowhere again. */
    void to(@Nullable Shell next) {
        shell = next;
    }

    @Override
    public void go(PageAddress address) {
        with(s -> s.go(address));
    }

    @Override
    public void goTo(PageAddress address, String key) {
        with(s -> s.goTo(address, key));
    }

    @Override
    public void goBeside(PageAddress address) {
        with(s -> s.goBeside(address));
    }

    @Override
    public void choose(int tab) {
        with(s -> s.choose(tab));
    }

    @Override
    public void closeTab(int tab) {
        with(s -> s.closeTab(tab));
    }

    @Override
    public void back() {
        with(Shell::back);
    }

    @Override
    public void forward() {
        with(Shell::forward);
    }

    @Override
    public void detach() {
        with(Shell::detach);
    }

    /** Does {@code what} where there are pages. */
    void with(Consumer<Shell> what) {
        if (shell != null) {
            what.accept(shell);
        }
    }
}
