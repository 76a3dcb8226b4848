package org.penstock.app.window.model.trend;

import java.util.Map;
import org.penstock.app.window.model.Words;

/** All that a trend is fed with besides the present: the record, what stands beside, and sums. Confined to one thread. */
public final class Feeds {
    private final TrendModel model;
    private final Feed record;
    private final BesideFeed beside;
    private final SumFeed sums;

    /** @param changed told when something came */
    public Feeds(TrendModel model, TrendDoor door, Runnable changed) {
        this.model = model;
        record = new Feed(model, door, changed);
        beside = new BesideFeed(model, door, changed);
        sums = new SumFeed(model, door, changed);
    }

    /** Begins, ends or leaves alone what is under way. @param millis now */
    public void update(long millis) {
        record.update(millis);
        beside.update(millis);
        sums.update();
    }

    /** Whether the record is being read. */
    public boolean busy() {
        return record.busy() || sums.busy();
    }

    /** What comes of the record. */
    public Feed record() {
        return record;
    }

    /** Something was written that stands beside the readings. */
    public void again() {
        beside.again();
    }

    /** What the selection comes to, line by line, as far as it came. */
    public Map<String, Measured> sums() {
        return sums.sums();
    }

    /** What is to be said of it all. @param perPixel ms */
    public Notes notes(Present present, double perPixel, Words words) {
        return Notes.of(model, record, sums, present, perPixel, words);
    }

    /** Ends what is being read and begins nothing any more. Idempotent. */
    public void close() {
        record.close();
        beside.close();
        sums.close();
    }
}
