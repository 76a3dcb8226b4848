package org.penstock.driver.modbus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.penstock.core.link.Batch;
import org.penstock.core.link.LinkContext;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.Sample;
import org.penstock.driver.modbus.ModbusPlan.Point;
import org.penstock.driver.shared.StatusBoard;

/**
 * Polls over one connection until it is lost. A poll that fails delivers nothing: the value grows old and is seen to.
 * A unit that stays silent is probed only now and then, so that it does not take the others' time.
 */
final class Poller {
    /** After so many time-outs in a row of units that had answered before, the connection is taken for dead. */
    private static final int SILENCES_UNTIL_LOST = 3;

    private static final int SILENCES_UNTIL_SPARED = 3;
    private static final long PROBE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final LinkContext context;
    private final StatusBoard status;
    private final Turn turn;
    private final String link;
    private final ModbusSettings settings;
    private final List<Block> blocks;
    private final Set<Integer> answeredUnits = new HashSet<>();
    private final Map<Integer, Integer> silences = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private int silencesInARow;

    Poller(ModbusPlan plan, Turn turn, LinkContext context, StatusBoard status, String link) {
        this.context = context;
        this.status = status;
        this.turn = turn;
        this.link = link;
        this.settings = plan.settings();
        this.blocks = new ArrayList<>(Block.join(plan.points(), context.ticker().nanos()));
    }

    /** Whether any unit has answered. */
    boolean answered() {
        return !answeredUnits.isEmpty();
    }

    /** Polls until the connection is lost. @return why it was lost */
    String run(ModbusConnection connection) throws InterruptedException {
        if (blocks.isEmpty()) {
            status.say(LinkState.ONLINE, "");
        } else if (status.state() != LinkState.OFFLINE) {
            status.say(LinkState.CONNECTING, "connected to " + settings.where() + ", waiting for the first answer");
        }
        while (true) {
            String broken = connection.broken();
            if (broken != null) {
                return settings.where() + ": " + broken;
            }
            Block next = due();
            long now = context.ticker().nanos();
            if (next == null || next.dueNanos() - now > 0) {
                rest(next == null ? TimeUnit.MILLISECONDS.toNanos(100) : next.dueNanos() - now);
                continue;
            }
            String lost = poll(connection, next);
            if (lost != null) {
                return lost;
            }
            if (settings.pauseMillis() > 0) {
                rest(TimeUnit.MILLISECONDS.toNanos(settings.pauseMillis()));
            }
        }
    }

    private @Nullable Block due() {
        Block next = null;
        for (Block b : blocks) {
            if (next == null || b.dueNanos() - next.dueNanos() < 0) {
                next = b;
            }
        }
        return next;
    }

    /** Waits, but looks at the connection ten times a second: a lost one is noticed although nothing is due. */
    private void rest(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = Math.min(nanos, TimeUnit.MILLISECONDS.toNanos(100));
            while (left > 0) {
                left = idle.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private @Nullable String poll(ModbusConnection connection, Block block) throws InterruptedException {
        block.planNext(context.ticker().nanos());
        status.countSent();
        byte[] answer;
        turn.poll();
        try {
            answer = connection.exchange(
                    block.unit(), block.request(), TimeUnit.MILLISECONDS.toNanos(settings.timeoutMillis()));
        } catch (ExchangeException e) {
            status.countError();
            return failed(block, e);
        } finally {
            turn.release();
        }
        status.countReceived();
        heard(block.unit());
        block.succeeded();
        deliver(block, block.request().items(answer));
        sayHealth();
        return null;
    }

    private @Nullable String failed(Block block, ExchangeException e) {
        switch (e.kind()) {
            case BROKEN -> {
                return settings.where() + ": " + e.words();
            }
            case REFUSED -> {
                heard(block.unit());
                if (block.points().size() > 1) {
                    blocks.remove(block);
                    blocks.addAll(block.split());
                } else {
                    block.failed(e.words());
                }
            }
            case SILENT -> {
                block.failed(e.words());
                if (unheard(block.unit(), e.words())) {
                    return settings.where() + ": " + e.words() + ", " + SILENCES_UNTIL_LOST + " times in a row";
                }
            }
        }
        sayHealth();
        return null;
    }

    private void heard(int unit) {
        answeredUnits.add(unit);
        Integer before = silences.remove(unit);
        silencesInARow = 0;
        if (before != null && before >= SILENCES_UNTIL_SPARED) {
            long now = context.ticker().nanos();
            blocks.stream().filter(b -> b.unit() == unit).forEach(b -> b.postpone(now));
        }
    }

    /** @return whether the connection must be taken for dead */
    private boolean unheard(int unit, String why) {
        int times = silences.merge(unit, 1, Integer::sum);
        if (times >= SILENCES_UNTIL_SPARED) {
            long probe = context.ticker().nanos() + PROBE_NANOS;
            for (Block b : blocks) {
                if (b.unit() == unit) {
                    b.spare(why, probe);
                }
            }
        }
        if (answeredUnits.contains(unit) || answeredUnits.isEmpty()) {
            silencesInARow++;
        }
        return silencesInARow >= SILENCES_UNTIL_LOST;
    }

    private void deliver(Block block, int[] items) {
        List<Sample> samples = new ArrayList<>(block.points().size());
        for (Point p : block.points()) {
            samples.add(p.codec().sample(p.stream(), items, p.at().address() - block.start()));
        }
        Batch older = block.kept();
        if (older != null && !context.offer(older)) {
            context.dropped(block.device(), "overflow");
        }
        Batch batch = new Batch(
                link,
                samples,
                StatusBoard.wallMicros(context),
                context.ticker().nanos(),
                false,
                null,
                Batch.NOTHING_TO_ACKNOWLEDGE);
        // Never waits for the lane: the next poll may be that of an emergency stop.
        block.keep(context.offer(batch) ? null : batch);
    }

    private void sayHealth() {
        Set<String> troubles = new TreeSet<>();
        for (Block b : blocks) {
            String trouble = b.trouble();
            if (trouble != null) {
                troubles.add(trouble);
            }
        }
        if (!troubles.isEmpty()) {
            status.say(LinkState.DEGRADED, String.join("; ", troubles));
        } else if (answered()) {
            status.say(LinkState.ONLINE, "");
        }
    }
}
