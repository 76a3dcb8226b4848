package org.penstock.driver.modbus;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.penstock.core.link.DeviceHealth;
import org.penstock.core.link.Exchange;
import org.penstock.core.link.Findings;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkContext;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.LinkStatus;
import org.penstock.core.link.OutputWrite;
import org.penstock.core.link.SurveyRefused;
import org.penstock.core.link.SurveyWish;
import org.penstock.core.link.WriteOutcome;
import org.penstock.driver.modbus.ModbusPlan.Output;
import org.penstock.driver.modbus.Poller.Lost;
import org.penstock.driver.shared.BackOff;
import org.penstock.driver.shared.StatusBoard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Modbus device, gateway or serial line. Its thread {@code penstock-modbus-<key>} connects and polls; writes run on
 * the caller's thread over the same connection.
 */
final class ModbusLink implements Link {
    private static final Logger LOG = LoggerFactory.getLogger(ModbusLink.class);
    private static final long CLOSE_WITHIN_MS = 4_000;
    private static final long CHANGE_OVER_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String key;
    private final ModbusPlan plan;
    private final BackOff backOff;
    private final LinkContext context;
    private final StatusBoard status;
    private final HealthBook health;
    private final Turn turn;
    private final WatchedLine line;
    private final Asides asides;
    private final Connector connector;
    private final OutputWriter writer;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean started;
    private boolean closed;
    private boolean changingOver;
    private @Nullable ModbusConnection connection;

    ModbusLink(String key, ModbusPlan plan, BackOff backOff, LinkContext context) {
        this.key = key;
        this.plan = plan;
        this.backOff = backOff;
        this.context = context;
        this.status = new StatusBoard(key, context);
        this.health = new HealthBook(plan, context);
        this.turn = new Turn(context.ticker(), plan.settings().pauseMillis());
        this.line = new WatchedLine(context);
        this.asides = new Asides(
                context.ticker(), TimeUnit.MILLISECONDS.toNanos(plan.settings().timeoutMillis()));
        this.writer = new OutputWriter(plan.settings(), turn, line, context.ticker(), status, health);
        // A daemon: a name look-up cannot be interrupted, and must not keep the program from ending.
        this.thread =
                Thread.ofPlatform().name("penstock-modbus-" + key).daemon().unstarted(this::run);
        this.connector = new Connector(plan.settings(), context.ticker(), thread.getName() + "-reader");
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public void start() {
        lock.lock();
        try {
            if (started || closed) {
                return;
            }
            started = true;
        } finally {
            lock.unlock();
        }
        thread.start();
    }

    private void run() {
        try {
            connectAndPoll(new Poller(plan, turn, line, asides, new Delivery(key, context), context, status, health));
        } catch (InterruptedException unused) {
            // Only close() interrupts this thread.
        } catch (RuntimeException e) {
            LOG.error("link {}: the Modbus thread ended; the link is dead until the program is started again", key, e);
            status.say(LinkState.OFFLINE, "the link failed inside the program (" + e + "); start the program again");
        } finally {
            asides.close();
            use(null, false);
        }
    }

    private void connectAndPoll(Poller poller) throws InterruptedException {
        int failures = 0;
        boolean connectedBefore = false;
        while (!isClosed()) {
            Lost lost;
            boolean wasGood = false;
            long lived = 0;
            try (ModbusConnection c = connect()) {
                long since = context.ticker().nanos();
                if (connectedBefore) {
                    status.countReconnect();
                }
                connectedBefore = true;
                lost = poller.run(c);
                wasGood = poller.answered();
                lived = TimeUnit.NANOSECONDS.toMillis(context.ticker().nanos() - since);
                letGo(lost);
            } catch (IOException e) {
                status.countError();
                lost = new Lost(connector.reason(e), false);
                use(null, false);
            }
            long wait = plan.settings().reconnectPauseMillis();
            if (!lost.atOnce()) {
                failures = wasGood ? 0 : failures + 1;
                // What worked is tried again at once, unless it was made only just now: then the pause counts from
                // there.
                wait = Math.max(wait, Math.max(1, backOff.millis(key, Math.max(1, failures)) - (wasGood ? lived : 0)));
                if (!isClosed()) {
                    status.say(LinkState.OFFLINE, lost.why() + "; tried again after a pause", wait);
                }
            }
            pause(wait);
        }
    }

    /** Before a connection that is only exchanged for another is closed, the write under way on it ends. */
    private void letGo(Lost lost) throws InterruptedException {
        if (lost.atOnce()) {
            LOG.info("link {}: {}; connected anew", key, lost.why());
            turn.poll();
            turn.release();
        }
        use(null, lost.atOnce());
    }

    private ModbusConnection connect() throws IOException {
        if (status.state() == LinkState.STOPPED || status.state() == LinkState.CONNECTING) {
            status.say(LinkState.CONNECTING, "connecting to " + plan.settings().where());
        }
        ModbusConnection c = connector.connect();
        use(c, false);
        return c;
    }

    private void use(@Nullable ModbusConnection c, boolean another) {
        lock.lock();
        try {
            connection = c;
            changingOver = another;
            changed.signalAll();
            if (c != null && closed) {
                c.close();
            }
        } finally {
            lock.unlock();
        }
    }

    private void pause(long millis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public WriteOutcome write(OutputWrite write) throws InterruptedException {
        Output output = plan.outputs().get(write.output());
        if (output == null) {
            return new WriteOutcome.Failed("output number " + write.output() + " does not belong to link " + key);
        }
        ModbusConnection c = usable();
        return c == null ? notConnected(output, "was not written") : writer.write(c, output, write);
    }

    @Override
    public WriteOutcome readBack(int no) throws InterruptedException {
        Output output = plan.outputs().get(no);
        if (output == null) {
            return new WriteOutcome.Failed("output number " + no + " does not belong to link " + key);
        }
        ModbusConnection c = usable();
        return c == null ? notConnected(output, "was not read back") : writer.readBack(c, output);
    }

    /** The connection; waits a moment while it is exchanged for another. */
    private @Nullable ModbusConnection usable() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = CHANGE_OVER_NANOS;
            while (connection == null && changingOver && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return connection;
        } finally {
            lock.unlock();
        }
    }

    private WriteOutcome notConnected(Output output, String what) {
        return new WriteOutcome.Failed("output " + output.key() + " " + what + ": link " + key + " is not connected ("
                + status.reason() + ")");
    }

    @Override
    public void survey(SurveyWish wish, Findings findings) throws InterruptedException, SurveyRefused {
        if (usable() == null) {
            throw new SurveyRefused("Link " + key + " is not connected (" + status.reason() + ").");
        }
        new BusSurvey(plan, asides, context.ticker()).run(wish, findings);
    }

    @Override
    public List<Exchange> traffic(long no) {
        return line.after(no);
    }

    @Override
    public LinkStatus status() {
        return status.now();
    }

    @Override
    public List<DeviceHealth> health() {
        return health.now();
    }

    @Override
    public void close() {
        ModbusConnection whole;
        boolean running;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            changed.signalAll();
            whole = connection;
            running = started;
        } finally {
            lock.unlock();
        }
        try {
            connector.close();
            if (whole != null) {
                whole.close();
            }
            if (running) {
                thread.interrupt();
                thread.join(CLOSE_WITHIN_MS);
            }
        } catch (IOException e) {
            LOG.info("link {}: closing: {}", key, e.getMessage());
        } catch (InterruptedException unused) {
            Thread.currentThread().interrupt();
        }
        status.say(LinkState.STOPPED, "link " + key + " was closed");
    }
}
