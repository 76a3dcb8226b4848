package org.penstock.core.runtime;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.penstock.core.link.Batch;
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

/** The links of a facility: made from its configuration, changed when another one is applied, closed together whatever state they
 * are in. Thread-safe.
 */
final class OpenLinks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenLinks.class);

    private final Inbox inbox;
    private final IngestCounts counts;
    private final InstantSource wall;
    private final Ticker ticker;
    private final UnaryOperator<String> secrets;
    private final Map<String, LinkState> told = new ConcurrentHashMap<>();
    private final List<Driver> drivers;
    private volatile List<Opened> opened = List.of();
    private boolean started;
    private boolean closed;

    /** A link that is open, and what it was made from. */
    private record Opened(LinkSpec spec, Link link) {
        boolean has(int output) {
            return spec.devices().stream().flatMap(d -> d.outputs().stream()).anyMatch(o -> o.no() == output);
        }
    }

    /**
     * Makes a link for each specification. When one cannot be made, those made before are closed.
     *
     * @param secrets value of a secret by name; throws {@link IllegalStateException} naming the command that sets it
     */
    OpenLinks(
            List<LinkSpec> specs,
            List<Driver> drivers,
            Inbox inbox,
            IngestCounts counts,
            InstantSource wall,
            Ticker ticker,
            UnaryOperator<String> secrets) {
        this.inbox = inbox;
        this.counts = counts;
        this.wall = wall;
        this.ticker = ticker;
        this.secrets = secrets;
        this.drivers = List.copyOf(drivers);
        boolean complete = false;
        try {
            for (LinkSpec spec : specs) {
                add(new Opened(spec, open(spec)));
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

    private void add(Opened link) {
        List<Opened> all = new ArrayList<>(opened);
        all.add(link);
        opened = List.copyOf(all);
    }

    /** Starts every link; returns at once. */
    synchronized void start() {
        started = true;
        opened.forEach(o -> o.link().start());
    }

    /**
     * Changes the links to {@code specs}: those that are the same go on untouched, the others are closed and opened anew.
     * Blocks while links close. A link that cannot be opened is left out and named in the log; its status says so too.
     *
     * @return keys of the links that were changed
     */
    synchronized List<String> change(List<LinkSpec> specs) {
        if (closed) {
            return List.of();
        }
        List<Opened> before = opened;
        List<Opened> stay = before.stream()
                .filter(o -> specs.stream().anyMatch(s -> same(s, o.spec())))
                .toList();
        List<String> changed = new ArrayList<>();
        opened = stay;
        for (Opened gone : before) {
            if (!stay.contains(gone)) {
                close(gone.link());
                told.remove(gone.spec().key());
                changed.add(gone.spec().key());
            }
        }
        List<Opened> next = new ArrayList<>();
        for (LinkSpec spec : specs) {
            Optional<Opened> same =
                    stay.stream().filter(o -> same(spec, o.spec())).findFirst();
            if (same.isPresent()) {
                next.add(same.get());
            } else {
                Opened made = new Opened(spec, orBroken(spec));
                next.add(made);
                if (!changed.contains(spec.key())) {
                    changed.add(spec.key());
                }
            }
        }
        opened = List.copyOf(next);
        if (started) {
            next.stream().filter(o -> !stay.contains(o)).forEach(o -> o.link().start());
        }
        return changed;
    }

    /** Numbers of the outputs on links that {@link #change} would close or open. */
    Set<Integer> affected(List<LinkSpec> specs) {
        List<LinkSpec> moving = new ArrayList<>();
        List<LinkSpec> before = opened.stream().map(Opened::spec).toList();
        before.stream().filter(b -> specs.stream().noneMatch(s -> same(s, b))).forEach(moving::add);
        specs.stream().filter(s -> before.stream().noneMatch(b -> same(s, b))).forEach(moving::add);
        return moving.stream()
                .flatMap(l -> l.devices().stream())
                .flatMap(d -> d.outputs().stream())
                .map(LinkSpec.OutputPoint::no)
                .collect(Collectors.toSet());
    }

    /** Keys of the links that {@link #change} would close or open. */
    List<String> changing(List<LinkSpec> specs) {
        List<LinkSpec> before = opened.stream().map(Opened::spec).toList();
        return Stream.concat(
                        before.stream().filter(b -> specs.stream().noneMatch(s -> same(s, b))),
                        specs.stream().filter(s -> before.stream().noneMatch(b -> same(s, b))))
                .map(LinkSpec::key)
                .distinct()
                .toList();
    }

    private Link orBroken(LinkSpec spec) {
        try {
            return open(spec);
        } catch (RuntimeException e) {
            LOG.error("Link {} cannot be opened", spec.key(), e);
            return new BrokenLink(spec.key(), "It cannot be opened: " + e.getMessage(), new Context(spec.key()));
        }
    }

    private static boolean same(LinkSpec a, LinkSpec b) {
        return text(a).equals(text(b));
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

    /** Status of every link, in file order. */
    List<LinkStatus> status() {
        return opened.stream().map(o -> o.link().status()).toList();
    }

    /** Whether there are links and every one of them is a simulator. */
    boolean simulated() {
        List<Opened> all = opened;
        return !all.isEmpty() && all.stream().allMatch(o -> o.spec().protocol().equals("simulator"));
    }

    @Override
    public synchronized void close() {
        closed = true;
        opened.forEach(o -> close(o.link()));
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
        public String secret(String name) {
            return secrets.apply(name);
        }
    }
}
