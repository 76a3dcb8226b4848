package org.penstock.app.window;

import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.TrafficModel;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.TrafficView;
import org.penstock.core.link.Exchange;
import org.penstock.core.runtime.ControlRoom;

/** What goes over one link, asked for while somebody looks. Lives on the JavaFX thread. */
final class LinkTraffic {
    private final ControlRoom room;
    private final Desk desk;
    private final Executor screen;
    private final TrafficView view;
    private final Words words;
    private final Times times;
    private TrafficModel model;
    private String link = "";
    private boolean paused;
    private boolean onlyErrors;
    private boolean asking;
    private long turn;

    LinkTraffic(ControlRoom room, Desk desk, Executor screen, TrafficView view, Words words, Times times) {
        this.room = room;
        this.desk = desk;
        this.screen = screen;
        this.view = view;
        this.words = words;
        this.times = times;
        this.model = new TrafficModel(words, times);
    }

    void watch(String next) {
        turn++;
        link = next;
        asking = false;
        model = new TrafficModel(words, times);
        model.pause(paused);
        model.onlyErrors(onlyErrors);
        view.show(model);
        tick();
    }

    void pause(boolean on) {
        paused = on;
        model.pause(on);
        view.show(model);
    }

    void onlyErrors(boolean on) {
        onlyErrors = on;
        model.onlyErrors(on);
        view.show(model);
    }

    /** Asks for what came since. */
    void tick() {
        if (link.isEmpty() || asking) {
            return;
        }
        asking = true;
        long mine = turn;
        String of = link;
        long after = model.last();
        desk.commission("the traffic of " + of, () -> room.commissioning().traffic(of, after))
                .whenCompleteAsync((exchanges, failure) -> came(mine, exchanges, failure), screen);
    }

    private void came(long mine, @Nullable List<Exchange> exchanges, @Nullable Throwable failure) {
        if (mine != turn) {
            return;
        }
        asking = false;
        if (exchanges == null) {
            view.refused(Devices.reason(failure));
        } else if (!exchanges.isEmpty() || paused) {
            model.add(exchanges);
            view.show(model);
        }
    }
}
