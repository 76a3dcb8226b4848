package org.penstock.core.runtime;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.penstock.core.link.Approach;
import org.penstock.core.link.Batch;
import org.penstock.core.link.DeviceHealth;
import org.penstock.core.link.Driver;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkContext;
import org.penstock.core.link.LinkSpec;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.LinkStatus;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.telemetry.Inbox;
import org.penstock.core.telemetry.IngestCounts;
import org.penstock.core.telemetry.Input;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The links of a facility: made from its configuration, changed when another one is applied, closed together whatever
 * state they are in. Each link is changed on a (virtual) thread of its own: one that takes its time to close keeps no
 * output on another one waiting. Thread-safe.
 */
final class OpenLinks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenLinks.class);
    /** Longest wait for a link to close before its successor opens. */
    private static final long LET_GO_WITHIN_MILLIS = 5_000;

    private final Inbox inbox;
    private final IngestCounts counts;
    private final InstantSource wall;
    private final Ticker ticker;
    private final UnaryOperator<String> secrets;
    private final PairingDesk pairing;
    private final Map<String, LinkState> told = new ConcurrentHashMap<>();
    private final List<Driver> drivers;
    private final Map<String, ReentrantLock> turns = new ConcurrentHashMap<>();
    private final Set<Thread> working = ConcurrentHashMap.newKeySet();
    private volatile List<Opened> opened = List.of();
    /** What the links shall be. Whoever changes one looks here when its turn comes: the latest change wins. */
    private volatile List<LinkSpec> wanted;
    /** By key what the drivers of {@link #wanted} are told: made once, for a thread that has little time asks for it. */
    private volatile Map<String, String> wantedTexts;

    private boolean started;
    private boolean closed;

    /** A link that is open, and what it was made from. @param text everything its driver was told */
    private record Opened(LinkSpec spec, String text, Link link) {
        boolean has(int output) {
            return outputs(spec).anyMatch(no -> no == output);
        }
    }

    /**
     * Makes a link for each specification. When one cannot be made, those made before are closed.
     *
     * @param secrets value of a secret by name; throws {@link IllegalStateException} naming the command that sets it
     * @param pairing where devices that come into the facility are told
     */
    OpenLinks(
            List<LinkSpec> specs,
            List<Driver> drivers,
            Inbox inbox,
            IngestCounts counts,
            InstantSource wall,
            Ticker ticker,
            UnaryOperator<String> secrets,
            PairingDesk pairing) {
        this.pairing = pairing;
        this.inbox = inbox;
        this.counts = counts;
        this.wall = wall;
        this.ticker = ticker;
        this.secrets = secrets;
        this.drivers = List.copyOf(drivers);
        this.wanted = List.copyOf(specs);
        this.wantedTexts = texts(specs);
        boolean complete = false;
        try {
            for (LinkSpec spec : specs) {
                add(new Opened(spec, text(spec), open(spec)));
            }
            complete = true;
        } finally {
            if (!complete) {
                close();
            }
        }
    }

    private Link open(LinkSpec spec) {
        Driver driver = drivers.stream()
                .filter(d -> d.protocol().equals(spec.protocol()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Link " + spec.key() + " needs the driver "
                        + spec.protocol() + ", which this program does not have"));
        return driver.open(spec, new Context(spec.key()));
    }

    /** Puts a link where it stands in the file. */
    private void add(Opened link) {
        List<String> order = wanted.stream().map(LinkSpec::key).toList();
        List<Opened> all = new ArrayList<>(opened);
        all.add(link);
        all.sort(Comparator.comparingInt(o -> order.indexOf(o.spec().key())));
        opened = List.copyOf(all);
    }

    /** Starts every link; returns at once. */
    synchronized void start() {
        started = true;
        opened.forEach(this::start);
    }

    private void start(Opened link) {
        try {
            link.link().start();
        } catch (RuntimeException e) {
            LOG.error("Link {} does not start", link.spec().key(), e);
        }
    }

    /**
     * Changes the links to {@code specs}: those that are the same go on untouched, the others are closed and opened anew.
     * Returns at once. A link that cannot be opened is named in the log; its status says so too.
     *
     * @return for every output on a link that changes, what is counted down when that is done
     */
    synchronized Map<Integer, List<CountDownLatch>> change(List<LinkSpec> specs) {
        if (closed) {
            return Map.of();
        }
        List<LinkSpec> before = List.copyOf(wanted);
        wanted = List.copyOf(specs);
        Map<String, String> old = wantedTexts;
        Map<String, String> now = texts(specs);
        wantedTexts = now;
        Map<Integer, List<CountDownLatch>> changing = new HashMap<>();
        List<Thread> leaving = new ArrayList<>();
        Stream.concat(old.keySet().stream().filter(k -> !now.containsKey(k)), now.keySet().stream())
                .filter(key -> !Objects.equals(old.get(key), now.get(key)))
                .forEach(key -> {
                    CountDownLatch changed = new CountDownLatch(1);
                    Stream.concat(before.stream(), specs.stream())
                            .filter(s -> s.key().equals(key))
                            .flatMap(OpenLinks::outputs)
                            .distinct()
                            .forEach(no -> changing.computeIfAbsent(no, n -> new ArrayList<>())
                                    .add(changed));
                    // A device that talks to one at a time is let go under its old key before the new one calls.
                    List<Thread> first = old.containsKey(key) ? List.of() : List.copyOf(leaving);
                    Thread worker = work(key, first, changed);
                    if (!now.containsKey(key)) {
                        leaving.add(worker);
                    }
                });
        return changing;
    }

    private Thread work(String key, List<Thread> first, CountDownLatch changed) {
        Thread worker = Thread.ofVirtual().name("penstock-link-" + key).unstarted(() -> {
            try {
                for (Thread other : first) {
                    other.join(LET_GO_WITHIN_MILLIS);
                }
                change(key);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                changed.countDown();
                working.remove(Thread.currentThread());
            }
        });
        working.add(worker);
        worker.start();
        return worker;
    }

    /** Brings one link to what is wanted of it now. */
    private void change(String key) throws InterruptedException {
        ReentrantLock mine = turns.computeIfAbsent(key, k -> new ReentrantLock());
        mine.lock();
        try {
            Optional<LinkSpec> next =
                    wanted.stream().filter(s -> s.key().equals(key)).findFirst();
            Optional<Opened> old =
                    opened.stream().filter(o -> o.spec().key().equals(key)).findFirst();
            if (next.map(OpenLinks::text).equals(old.map(Opened::text))) {
                return;
            }
            if (old.isPresent()) {
                remove(old.get());
                letGo(old.get().link());
                told.remove(key);
            }
            if (next.isPresent()) {
                put(new Opened(next.get(), text(next.get()), orBroken(next.get())));
            }
            LOG.info("link {} is changed", key);
        } finally {
            mine.unlock();
        }
    }

    private synchronized void remove(Opened link) {
        opened = opened.stream().filter(o -> o != link).toList();
    }

    private synchronized void put(Opened link) {
        if (closed) {
            close(link.link());
            return;
        }
        add(link);
        if (started) {
            start(link);
        }
    }

    /** Closes a link; one that hangs does not keep its successor, and what that drives, waiting for ever. */
    private static void letGo(Link link) throws InterruptedException {
        Thread closing =
                Thread.ofVirtual().name("penstock-link-close-" + link.key()).start(() -> close(link));
        if (!closing.join(Duration.ofMillis(LET_GO_WITHIN_MILLIS))) {
            LOG.error("Link {} has not closed within {} ms", link.key(), LET_GO_WITHIN_MILLIS);
        }
    }

    /** Keys of the links that {@link #change} would close or open. */
    List<String> changing(List<LinkSpec> specs) {
        Map<String, String> old = wantedTexts;
        Map<String, String> now = texts(specs);
        return Stream.concat(old.keySet().stream(), now.keySet().stream())
                .distinct()
                .filter(key -> !Objects.equals(old.get(key), now.get(key)))
                .toList();
    }

    private static Map<String, String> texts(List<LinkSpec> specs) {
        Map<String, String> texts = new LinkedHashMap<>();
        specs.forEach(s -> texts.put(s.key(), text(s)));
        return texts;
    }

    private static Stream<Integer> outputs(LinkSpec spec) {
        return spec.devices().stream().flatMap(d -> d.outputs().stream()).map(LinkSpec.OutputPoint::no);
    }

    private Link orBroken(LinkSpec spec) {
        try {
            return open(spec);
        } catch (RuntimeException e) {
            LOG.error("Link {} cannot be opened", spec.key(), e);
            return new BrokenLink(spec.key(), "It cannot be opened: " + e.getMessage(), new Context(spec.key()));
        }
    }

    /** Everything a driver is told about a link, as one text. */
    private static String text(LinkSpec spec) {
        StringBuilder text = new StringBuilder(
                spec.key() + " " + spec.protocol() + " " + spec.connection().canonical());
        for (LinkSpec.Device d : spec.devices()) {
            text.append("\n").append(d.key()).append(' ').append(d.address().canonical());
            d.streams()
                    .forEach(p -> text.append("\n ")
                            .append(p.no())
                            .append(' ')
                            .append(p.key())
                            .append(' ')
                            .append(p.metric().key())
                            .append(' ')
                            .append(p.unit().code())
                            .append(' ')
                            .append(p.expectedMillis())
                            .append(' ')
                            .append(p.address().canonical()));
            d.outputs()
                    .forEach(p -> text.append("\n >")
                            .append(p.no())
                            .append(' ')
                            .append(p.key())
                            .append(' ')
                            .append(p.guard())
                            .append(' ')
                            .append(p.address().canonical()));
        }
        return text.toString();
    }

    /** The link that drives an output, null when none does. Any thread. */
    @Nullable
    Link of(int output) {
        for (Opened o : opened) {
            if (o.has(output)) {
                return o.link();
            }
        }
        return null;
    }

    /** The open link with that key, null when there is none. Any thread. */
    @Nullable
    Link named(String key) {
        for (Opened o : opened) {
            if (o.spec().key().equals(key)) {
                return o.link();
            }
        }
        return null;
    }

    /** Status of every link, in file order. */
    List<LinkStatus> status() {
        return opened.stream().map(o -> o.link().status()).toList();
    }

    /** How every link gets on with its devices, in file order. */
    List<DeviceHealth> health() {
        return opened.stream().flatMap(o -> o.link().health().stream()).toList();
    }

    /** A link that is open and what it was made from. */
    record Reached(LinkSpec spec, Link link) {}

    /** Every link that is open, in file order. Any thread. */
    List<Reached> reached() {
        return opened.stream().map(o -> new Reached(o.spec(), o.link())).toList();
    }

    /** Whether there are links and every one of them is a simulator. */
    boolean simulated() {
        List<Opened> all = opened;
        return !all.isEmpty() && all.stream().allMatch(o -> o.spec().protocol().equals("simulator"));
    }

    @Override
    public void close() {
        List<Opened> last;
        synchronized (this) {
            closed = true;
            last = opened;
        }
        last.forEach(o -> close(o.link()));
        for (Thread worker : working) {
            try {
                worker.join(LET_GO_WITHIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void close(Link link) {
        try {
            link.close();
        } catch (RuntimeException e) {
            LOG.error("Link {} did not close cleanly", link.key(), e);
        }
    }

    /** What one link sees of the facility. */
    private final class Context implements LinkContext {
        private final String link;

        Context(String link) {
            this.link = link;
        }

        @Override
        public InstantSource wall() {
            return wall;
        }

        @Override
        public Ticker ticker() {
            return ticker;
        }

        @Override
        public void deliver(Batch batch) throws InterruptedException {
            inbox.deliver(batch);
        }

        @Override
        public boolean offer(Batch batch) {
            return inbox.offer(batch);
        }

        @Override
        public void missed(String device, long messages) {
            counts.add(link, device, IngestCounts.MISSED, messages);
        }

        @Override
        public void dropped(String device, String reason) {
            counts.add(link, device, reason, 1);
        }

        @Override
        public void status(LinkStatus status) {
            // Counters change with every message; the engine is told only when the state does.
            if (told.put(link, status.state()) != status.state()) {
                inbox.post(new Input.LinkChange(link, status.state(), status.reason()));
            }
        }

        @Override
        public void device(String device, String away) {
            inbox.post(new Input.Notice(link, away.isEmpty() ? "device.back" : "device.away", device, away));
        }

        @Override
        public boolean pairing() {
            return pairing.pairing(link);
        }

        @Override
        public Set<String> joining() {
            return pairing.joining(link);
        }

        @Override
        public void approached(Approach approach) {
            pairing.approached(link, approach);
        }

        @Override
        public String secret(String name) {
            return secrets.apply(name);
        }
    }
}
