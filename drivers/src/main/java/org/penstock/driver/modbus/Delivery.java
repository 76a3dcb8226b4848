package org.penstock.driver.modbus;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.penstock.core.link.Batch;
import org.penstock.core.link.LinkContext;
import org.penstock.core.link.Sample;
import org.penstock.driver.modbus.ModbusPlan.Point;
import org.penstock.driver.shared.StatusBoard;

/** Hands what was read to the facility, without ever waiting: the next poll may be that of an emergency stop. One thread. */
final class Delivery {
    private static final long STANDSTILL_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final String link;
    private final LinkContext context;
    private boolean refused;
    private long refusedSinceNanos;

    Delivery(String link, LinkContext context) {
        this.link = link;
        this.context = context;
    }

    /** Hands in the values of one answer; what the lane has no room for is kept until the next answer of the block. */
    void deliver(Block block, int[] items) {
        List<Sample> samples = new ArrayList<>(block.points().size());
        for (Point p : block.points()) {
            samples.add(p.codec().sample(p.stream(), items, p.at().address() - block.start()));
        }
        flush(block);
        Batch batch = new Batch(
                link,
                samples,
                StatusBoard.wallMicros(context),
                context.ticker().nanos(),
                false,
                null,
                Batch.NOTHING_TO_ACKNOWLEDGE);
        block.keep(offer(batch) ? null : batch);
    }

    /** Hands in what was kept for {@code block}, or counts it as dropped. */
    void flush(Block block) {
        Batch older = block.kept();
        if (older != null && !offer(older)) {
            context.dropped(block.device(), "overflow");
        }
        block.keep(null);
    }

    private boolean offer(Batch batch) {
        boolean taken = context.offer(batch);
        if (!taken && !refused) {
            refusedSinceNanos = context.ticker().nanos();
        }
        refused = !taken;
        return taken;
    }

    /** Whether the facility takes values: false when it has refused all for 3 s. */
    boolean flowing() {
        return !refused || context.ticker().nanos() - refusedSinceNanos < STANDSTILL_NANOS;
    }
}
