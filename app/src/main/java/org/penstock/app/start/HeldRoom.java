package org.penstock.app.start;

import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.ForwardingControlRoom;

/** A facility whose close is the close of the whole process around it: the local API goes first. */
final class HeldRoom extends ForwardingControlRoom {
    private final Runnable close;

    HeldRoom(ControlRoom room, Runnable close) {
        super(room);
        this.close = close;
    }

    @Override
    public void close() {
        close.run();
    }
}
