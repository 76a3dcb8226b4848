package org.penstock.core.testsupport;

import org.penstock.core.facility.Problems;
import org.penstock.core.link.Driver;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkContext;
import org.penstock.core.link.LinkSpec;

/** A driver that accepts every address and cannot be opened: for tests of files, where nothing is driven. */
public record AnyDriver(String protocol) implements Driver {
    @Override
    public void check(LinkSpec spec, Problems problems) {}

    @Override
    public Link open(LinkSpec spec, LinkContext context) {
        throw new UnsupportedOperationException("AnyDriver only reads files");
    }
}
