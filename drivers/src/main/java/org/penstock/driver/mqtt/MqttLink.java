package org.penstock.driver.mqtt;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
import org.penstock.core.quantity.Pace;
import org.penstock.driver.mqtt.decoder.Decoder;
import org.penstock.driver.mqtt.decoder.Ear;
import org.penstock.driver.shared.BackOff;
import org.penstock.driver.shared.Drops;
import org.penstock.driver.shared.StatusBoard;
import org.penstock.driver.shared.Traffic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One broker. The thread {@code penstock-mqtt-<key>} reads messages and hands their values in; the thread
 * {@code penstock-mqtt-<key>-link} connects, watches and connects again. They are two, so that a facility that takes no
 * more values for a while does not keep the link from being mended.
 */
final class MqttLink implements Link {
    private static final Logger LOG = LoggerFactory.getLogger(MqttLink.class);
    private static final long CLOSE_WITHIN_MS = 4_000;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** How long messages may gather when thousands come a second. */
    private static final long GATHER_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    private final String key;
    private final MqttPlan plan;
    private final BackOff backOff;
    private final LinkContext context;
    private final StatusBoard status;
    private final Drops drops;
    private final MessageReader routes;
    private final Set<Integer> live = ConcurrentHashMap.newKeySet();
    private final Map<Decoder, Ear> ears = new ConcurrentHashMap<>();
    private final Inbox inbox;
    private final StateBook states;
    private final Traffic traffic = new Traffic();
    private final HealthBook health;
    private final CommandSender sender;
    private final HandIn handIn;
    private final Thread worker;
    private final Thread supervisor;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean started;
    private boolean closed;
    private @Nullable BrokerSession session;

    MqttLink(String key, MqttPlan plan, BackOff backOff, LinkContext context) {
        this.key = key;
        this.plan = plan;
        this.backOff = backOff;
        this.context = context;
        this.status = new StatusBoard(key, context);
        this.drops = new Drops(key, context, LOG);
        this.routes = new MessageReader(plan.routes());
        this.health = new HealthBook(plan, context);
        this.inbox = new Inbox(plan.settings().inFlight(), context.ticker());
        this.states = new StateBook(context.ticker());
        this.sender = new CommandSender(plan.settings(), states, context, status, health);
        this.handIn = new HandIn(key, plan, context, health, drops, traffic, this::ask);
        // Daemons: everything they took but did not hand over is still with the broker.
        this.worker = Thread.ofPlatform().name("penstock-mqtt-" + key).daemon().unstarted(this::work);
        this.supervisor = Thread.ofPlatform()
                .name("penstock-mqtt-" + key + "-link")
                .daemon()
                .unstarted(this::supervise);
    }

    /** A look beside the link that works is another client: with our name it would throw that one out. */
    private MqttSettings settings() {
        return context.trial() ? plan.settings().guest("trial") : plan.settings();
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
        worker.start();
        supervisor.start();
    }

    private void work() {
        Pace pace = new Pace(context.ticker(), GATHER_NANOS);
        try {
            while (true) {
                List<Inbox.Arrival> arrivals = inbox.take();
                for (Inbox.Arrival a : arrivals) {
                    handIn.handIn(a);
                }
                long rest = pace.rest(arrivals.size());
                if (rest > 0) {
                    TimeUnit.NANOSECONDS.sleep(rest);
                }
            }
        } catch (InterruptedException unused) {
            // Only close() interrupts this thread.
        } catch (RuntimeException e) {
            LOG.error("link {}: the reading thread ended; the link is dead until the program is started again", key, e);
            status.say(LinkState.OFFLINE, "the link failed inside the program (" + e + "); start the program again");
            close();
        }
    }

    @Override
    public List<Exchange> traffic(long no) {
        return traffic.after(no);
    }

    @Override
    public List<DeviceHealth> health() {
        return health.now();
    }

    private void ask(Heard.Ask ask) {
        BrokerConnection c = usable();
        if (c == null) {
            return; // Everything is said again on the next connection.
        }
        try {
            status.countSent();
            c.publish(ask.topic(), ask.payload(), false, plan.settings().timeoutMillis());
        } catch (BrokerException e) {
            status.countError();
            drops.count("", "ask_failed", "a request to " + Hearing.shortened(ask.topic()) + ": " + e.reason());
        }
    }

    private void supervise() {
        int failures = 0;
        boolean connectedBefore = false;
        try {
            while (!isClosed()) {
                String why;
                boolean again = false;
                try {
                    BrokerSession s = connect();
                    try {
                        if (connectedBefore) {
                            status.countReconnect();
                        }
                        connectedBefore = true;
                        failures = 0;
                        why = watch(s);
                        again = why.isEmpty();
                    } finally {
                        end(s);
                    }
                } catch (BrokerException e) {
                    status.countError();
                    why = e.reason();
                }
                if (!again && !isClosed()) {
                    failures++;
                    long wait = backOff.millis(key, failures);
                    status.say(LinkState.OFFLINE, why + "; tried again after a pause", wait);
                    pause(TimeUnit.MILLISECONDS.toNanos(wait));
                }
            }
        } catch (InterruptedException unused) {
            // Only close() interrupts this thread.
        } catch (RuntimeException e) {
            LOG.error("link {}: the link thread ended; the link is dead until the program is started again", key, e);
            status.say(LinkState.OFFLINE, "the link failed inside the program (" + e + "); start the program again");
        }
    }

    /** Connects and subscribes; whatever was half made is ended when it fails. */
    private BrokerSession connect() throws BrokerException, InterruptedException {
        if (status.state() != LinkState.OFFLINE) {
            status.say(LinkState.CONNECTING, "connecting to " + plan.settings().where());
        }
        inbox.newConnection();
        states.forget();
        Hearing hearing = new Hearing(plan, routes, live, ears);
        BrokerSession s =
                new BrokerSession(key, settings(), context, hearing, status, states, inbox, drops, this::wake);
        use(s);
        try {
            if (isClosed()) {
                throw new BrokerException("the link was closed");
            }
            List<Heard.Ask> first = hearing.begin(StatusBoard.wallMicros(context));
            List<String> refused = s.open(plan.subscriptions());
            if (refused.isEmpty()) {
                status.say(LinkState.ONLINE, "");
            } else {
                status.countError();
                status.say(LinkState.DEGRADED, String.join("; ", refused));
            }
            first.forEach(this::ask);
            return s;
        } catch (BrokerException | RuntimeException e) {
            end(s);
            throw e;
        }
    }

    /** Waits until the connection is lost or flooded. @return why it was lost, "" for a reconnect without a pause */
    private String watch(BrokerSession s) throws InterruptedException {
        Admissions admissions = new Admissions(plan.spoken());
        while (!isClosed()) {
            String lost = s.lost();
            if (lost != null) {
                return lost;
            }
            String unsaid = s.insist();
            if (!unsaid.isEmpty()) {
                status.say(LinkState.DEGRADED, unsaid);
            }
            s.hearCodes();
            admissions
                    .due(
                            context.trial() ? Set.of() : context.joining(),
                            context.ticker().nanos())
                    .forEach(this::ask);
            if (inbox.flooded()) {
                status.say(
                        LinkState.DEGRADED,
                        "more messages came than can be taken at once; the rest is asked for again when these are stored");
                // The acknowledgements of what was taken go first: a connection that ends takes them with it.
                if (inbox.empty() && s.acknowledged()) {
                    return "";
                }
                pause(LOOK_NANOS / 10);
            } else {
                pause(LOOK_NANOS);
            }
        }
        return "the link was closed";
    }

    private void end(BrokerSession s) throws InterruptedException {
        use(null);
        s.end(CLOSE_WITHIN_MS);
        states.forget();
    }

    private void use(@Nullable BrokerSession s) {
        lock.lock();
        try {
            session = s;
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until closed, the session is lost, or the time is over. */
    private void pause(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (!closed && left > 0 && (session == null || session.lost() == null)) {
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
        MqttOutput output = plan.outputs().get(write.output());
        if (output == null) {
            return new WriteOutcome.Failed("output number " + write.output() + " does not belong to link " + key);
        }
        BrokerConnection c = usable();
        return c == null ? notConnected(output, "was not written") : sender.write(c, output, write);
    }

    @Override
    public WriteOutcome readBack(int no) throws InterruptedException {
        MqttOutput output = plan.outputs().get(no);
        if (output == null) {
            return new WriteOutcome.Failed("output number " + no + " does not belong to link " + key);
        }
        BrokerConnection c = usable();
        return c == null ? notConnected(output, "was not read back") : sender.readBack(c, no, output);
    }

    private @Nullable BrokerConnection usable() {
        LinkState state = status.state();
        lock.lock();
        try {
            BrokerSession s = session;
            return s != null && s.lost() == null && (state == LinkState.ONLINE || state == LinkState.DEGRADED)
                    ? s.connection()
                    : null;
        } finally {
            lock.unlock();
        }
    }

    private WriteOutcome notConnected(MqttOutput output, String what) {
        return new WriteOutcome.Failed("output " + output.key() + " of device " + output.device() + " " + what
                + ": link " + key + " is not connected (" + status.reason() + ")");
    }

    @Override
    public void survey(SurveyWish wish, Findings findings) throws InterruptedException, SurveyRefused {
        MqttSettings s = plan.settings();
        Credentials credentials;
        try {
            credentials = Credentials.of(s, context);
        } catch (BrokerException e) {
            throw new SurveyRefused(e.reason());
        }
        new BrokerSurvey(s, context).run(credentials, wish, findings);
    }

    @Override
    public LinkStatus status() {
        return status.now();
    }

    @Override
    public void close() {
        BrokerSession s;
        boolean running;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            changed.signalAll();
            s = session;
            running = started;
        } finally {
            lock.unlock();
        }
        try {
            if (running) {
                states.end();
                worker.interrupt();
                if (s != null) {
                    s.hangUp();
                }
                if (!Thread.currentThread().equals(worker)) {
                    worker.join(CLOSE_WITHIN_MS / 4);
                }
                supervisor.join(CLOSE_WITHIN_MS);
            }
        } catch (InterruptedException unused) {
            Thread.currentThread().interrupt();
        }
        status.say(LinkState.STOPPED, "link " + key + " was closed");
    }
}
