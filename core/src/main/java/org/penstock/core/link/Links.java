package org.penstock.core.link;

import java.util.List;

/** The links of a facility file, in file order. */
public record Links(List<LinkSpec> links) {
    public Links {
        links = List.copyOf(links);
    }
}
