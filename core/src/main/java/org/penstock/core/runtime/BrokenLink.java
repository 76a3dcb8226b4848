package org.penstock.core.runtime;

import org.penstock.core.link.Link;
import org.penstock.core.link.LinkContext;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.LinkStatus;
import org.penstock.core.link.OutputWrite;
import org.penstock.core.link.WriteOutcome;

/** Stands where a link could not be opened, so that everyone who looks or writes is told why. */
final class BrokenLink implements Link {
    private final String key;
    private final String why;
    private final LinkContext context;
    private final long sinceMicros;

    BrokenLink(String key, String why, LinkContext context) {
        this.key = key;
        this.why = why;
        this.context = context;
        this.sinceMicros = context.wall().instant().toEpochMilli() * 1_000;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public void start() {
        context.status(status());
    }

    @Override
    public WriteOutcome write(OutputWrite write) {
        return new WriteOutcome.Failed(why);
    }

    @Override
    public WriteOutcome readBack(int output) {
        return new WriteOutcome.Failed(why);
    }

    @Override
    public LinkStatus status() {
        return new LinkStatus(key, LinkState.OFFLINE, why, sinceMicros, null, 0, 0, 1, 0);
    }

    @Override
    public void close() {}
}
