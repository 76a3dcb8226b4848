package org.penstock.driver.modbus;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkContext;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.LinkStatus;
import org.penstock.core.link.OutputWrite;
import org.penstock.core.link.WriteOutcome;
import org.penstock.driver.modbus.ModbusPlan.Output;
import org.penstock.driver.shared.BackOff;
import org.penstock.driver.shared.StatusBoard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Modbus TCP device or gateway. Its thread {@code penstock-modbus-<key>} connects and polls; writes run on the
 * caller's thread over the same connection.
 */
final class ModbusLink implements Link {
    private static final Logger LOG = LoggerFactory.getLogger(ModbusLink.class);
    private static final long CLOSE_WITHIN_MS = 4_000;

    private final String key;
    private final ModbusPlan plan;
    private final BackOff backOff;
    private final LinkContext context;
    private final StatusBoard status;
    private final Turn turn = new Turn();
    private final OutputWriter writer;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean started;
    private boolean closed;
    private @Nullable Socket connecting;
    private @Nullable ModbusConnection connection;

    ModbusLink(String key, ModbusPlan plan, BackOff backOff, LinkContext context) {
        this.key = key;
        this.plan = plan;
        this.backOff = backOff;
        this.context = context;
        this.status = new StatusBoard(key, context);
        this.writer = new OutputWriter(plan.settings(), turn, context.ticker(), status);
        // A daemon: a name look-up cannot be interrupted, and must not keep the program from ending.
        this.thread =
                Thread.ofPlatform().name("penstock-modbus-" + key).daemon().unstarted(this::run);
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
        int failures = 0;
        boolean connectedBefore = false;
        try {
            while (!isClosed()) {
                Poller poller = new Poller(plan, turn, context, status, key);
                String why;
                try (ModbusConnection c = connect()) {
                    if (connectedBefore) {
                        status.countReconnect();
                    }
                    connectedBefore = true;
                    why = poller.run(c);
                } catch (IOException e) {
                    status.countError();
                    why = reason(e);
                } finally {
                    use(null);
                }
                failures = poller.answered() ? 1 : failures + 1;
                if (!isClosed()) {
                    long wait = backOff.millis(key, failures);
                    status.say(LinkState.OFFLINE, why + "; tried again after a pause", wait);
                    pause(wait);
                }
            }
        } catch (InterruptedException unused) {
            // Only close() interrupts this thread.
        } catch (RuntimeException e) {
            LOG.error("link {}: the Modbus thread ended; the link is dead until the program is started again", key, e);
            status.say(LinkState.OFFLINE, "the link failed inside the program (" + e + "); start the program again");
        }
    }

    private ModbusConnection connect() throws IOException {
        String where = plan.settings().where();
        if (status.state() != LinkState.OFFLINE) {
            status.say(LinkState.CONNECTING, "connecting to " + where);
        }
        // Resolved anew for every attempt: a device that got another address is found again.
        InetAddress address = InetAddress.getByName(plan.settings().host());
        Socket socket = new Socket();
        lock.lock();
        try {
            if (closed) {
                socket.close();
            }
            connecting = socket;
        } finally {
            lock.unlock();
        }
        try {
            socket.connect(new InetSocketAddress(address, plan.settings().port()), (int)
                    plan.settings().timeoutMillis());
            ModbusConnection c = new ModbusConnection(socket, context.ticker(), thread.getName() + "-reader");
            use(c);
            return c;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        } finally {
            lock.lock();
            try {
                connecting = null;
            } finally {
                lock.unlock();
            }
        }
    }

    private String reason(IOException e) {
        String where = plan.settings().where();
        return switch (e) {
            case java.net.UnknownHostException unused ->
                "host " + plan.settings().host() + " is unknown: check the name and the network's name server";
            case java.net.SocketTimeoutException unused ->
                where + " did not accept the connection within "
                        + plan.settings().timeoutMillis() + " ms";
            case java.net.ConnectException unused -> where + " refused the connection: " + e.getMessage();
            case java.net.NoRouteToHostException unused -> "there is no way to " + where + ": " + e.getMessage();
            default -> "connection to " + where + " failed: " + e.getMessage();
        };
    }

    private void use(@Nullable ModbusConnection c) {
        lock.lock();
        try {
            connection = c;
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

    private @Nullable ModbusConnection usable() {
        lock.lock();
        try {
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
    public LinkStatus status() {
        return status.now();
    }

    @Override
    public void close() {
        Socket half;
        ModbusConnection whole;
        boolean running;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            changed.signalAll();
            half = connecting;
            whole = connection;
            running = started;
        } finally {
            lock.unlock();
        }
        try {
            if (half != null) {
                half.close();
            }
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
