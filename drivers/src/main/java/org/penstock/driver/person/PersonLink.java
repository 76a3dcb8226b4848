package org.penstock.driver.person;

import org.penstock.core.link.Link;
import org.penstock.core.link.LinkContext;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.LinkStatus;
import org.penstock.core.link.OutputWrite;
import org.penstock.core.link.WriteOutcome;

/** Always there, and never says a word by itself. */
final class PersonLink implements Link {
    private static final WriteOutcome NOTHING = new WriteOutcome.Failed("a person only reads; nothing is driven here");

    private final String key;
    private final LinkContext context;
    private final long sinceMicros;

    PersonLink(String key, LinkContext context) {
        this.key = key;
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
        return NOTHING;
    }

    @Override
    public WriteOutcome readBack(int output) {
        return NOTHING;
    }

    @Override
    public LinkStatus status() {
        return new LinkStatus(key, LinkState.ONLINE, "", sinceMicros, null, 0, 0, 0, 0);
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
