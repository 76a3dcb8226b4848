package org.penstock.app.cli;

import java.util.concurrent.Callable;
import org.penstock.app.start.FacilityProcess;

/** Shows the control room and comes back when its window is closed. */
@FunctionalInterface
public interface ShowWindow {
    /**
     * @param opening opens the facility; called once, off the UI thread, so that the toolkit starts meanwhile. What it
     *     throws is told in the window and thrown again when that is closed.
     */
    void show(Callable<FacilityProcess> opening) throws Exception;
}
