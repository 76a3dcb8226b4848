package org.penstock.app.window;

import org.penstock.app.window.model.AlertRow;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.view.Actions;
import org.penstock.app.window.view.Key;
import org.penstock.app.window.view.MainView;
import org.penstock.app.window.view.PlacePage;

/** What each key does, in the window and in those beside it. On the JavaFX thread. */
final class PressedKeys {
    private final Actions actions;
    private final MainView view;
    private final Ways ways;
    private final Look look;
    private final Runnable lock;
    private final Runnable wall;
    private final Runnable close;

    /**
     * @param lock locks the screen
     * @param wall fills the screen with the window, or no longer
     * @param close asks whether to close
     */
    PressedKeys(Actions actions, MainView view, Ways ways, Look look, Runnable lock, Runnable wall, Runnable close) {
        this.actions = actions;
        this.view = view;
        this.ways = ways;
        this.look = look;
        this.lock = lock;
        this.wall = wall;
        this.close = close;
    }

    void pressed(Key key) {
        switch (key) {
            case HELP -> actions.showKeys();
            case ACKNOWLEDGE -> {
                AlertRow alert = view.alertShown();
                if (alert != null) {
                    actions.acknowledge(alert);
                }
            }
            case ABOUT_ALERT -> {
                AlertRow alert = view.alertShown();
                if (alert != null) {
                    go(alert.leads());
                }
            }
            case STOP_EVERYTHING -> actions.stopEverything();
            case THEME -> look.nextTheme();
            case TEXT_SIZE -> look.nextTextSize();
            case CLOSE -> close.run();
            case DEVICES -> go(PageAddress.of(PageAddress.Kind.DEVICES));
            case SIGNOFFS -> go(PageAddress.of(PageAddress.Kind.SIGNOFFS));
            case RECORD -> go(PageAddress.of(PageAddress.Kind.RECORD));
            case RETENTION -> go(PageAddress.of(PageAddress.Kind.RETENTION));
            case LOTS -> go(PageAddress.of(PageAddress.Kind.LOTS));
            case RECIPES -> go(PageAddress.of(PageAddress.Kind.RECIPES));
            case DESTRUCTION -> go(PageAddress.of(PageAddress.Kind.DESTRUCTION));
            case HANDOVER -> go(PageAddress.of(PageAddress.Kind.HANDOVER));
            case FIND -> actions.find();
            case WALL -> wall.run();
            case NAV -> view.toggleNav();
            case BACK -> ways.back();
            case FORWARD -> ways.forward();
            case NEXT_TAB -> ways.with(Shell::nextTab);
            case NEW_TAB -> ways.with(Shell::newTab);
            case CLOSE_TAB -> ways.with(Shell::closeTab);
            case DETACH -> ways.detach();
            case OVERVIEW -> {
                go(PageAddress.of(PageAddress.Kind.OVERVIEW));
                ways.with(Shell::focus);
            }
            case PEOPLE -> go(PageAddress.of(PageAddress.Kind.PEOPLE));
            case SIGN_IN -> actions.signIn();
            case LOCK -> lock.run();
            case PROGRAMS -> go(PageAddress.of(PageAddress.Kind.PROGRAMS));
            case INTERLOCKS -> go(PageAddress.of(PageAddress.Kind.SYSTEM));
            case OUTPUTS -> {
                go(PageAddress.of(PageAddress.Kind.PLACE));
                ways.with(s -> {
                    if (s.page() instanceof PlacePage place) {
                        place.focus(key);
                    }
                });
            }
            case ALERTS, STARTS, ANSWERS -> {
                if (!view.busy()) {
                    if (!view.listsShown()) {
                        go(PageAddress.of(PageAddress.Kind.OVERVIEW));
                    }
                    view.focusList(key);
                }
            }
        }
    }

    /** Goes to a page, unless a dialog is open, under which nothing may move. */
    private void go(PageAddress address) {
        if (!view.busy()) {
            ways.go(address);
        }
    }
}
