package org.penstock.core.runtime;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
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

/** The links of a facility: made from its configuration, started together, closed together whatever state they are in. */
final class OpenLinks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenLinks.class);

    private final Inbox inbox;
    private final IngestCounts counts;
    private final InstantSource wall;
    private final Ticker ticker;
    private final UnaryOperator<String> secrets;
    private final Map<String, LinkState> told = new ConcurrentHashMap<>();
    private final List<Link> links = new ArrayList<>();
    private final Map<Integer, Link> linkOfOutput = new HashMap<>();

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
        boolean complete = false;
        try {
            for (LinkSpec spec : specs) {
                open(spec, drivers);
            }
            complete = true;
        } finally {
            if (!complete) {
                close();
            }
        }
    }

    private void open(LinkSpec spec, List<Driver> drivers) {
        Driver driver = drivers.stream()
                .filter(d -> d.protocol().equals(spec.protocol()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Link " + spec.key() + " needs the driver "
                        + spec.protocol() + ", which this program does not have"));
        Link link = driver.open(spec, new Context(spec.key()));
        links.add(link);
        for (LinkSpec.Device device : spec.devices()) {
            for (LinkSpec.OutputPoint output : device.outputs()) {
                linkOfOutput.put(output.no(), link);
            }
        }
    }

    /** Starts every link; returns at once. */
    void start() {
        links.forEach(Link::start);
    }

    /** The link that drives each output, by output number. */
    Map<Integer, Link> ofOutputs() {
        return Map.copyOf(linkOfOutput);
    }

    /** Status of every link, in file order. */
    List<LinkStatus> status() {
        return links.stream().map(Link::status).toList();
    }

    @Override
    public void close() {
        for (Link link : links) {
            try {
                link.close();
            } catch (RuntimeException e) {
                LOG.error("Link {} did not close cleanly", link.key(), e);
            }
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
