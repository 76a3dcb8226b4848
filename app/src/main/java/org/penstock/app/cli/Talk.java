package org.penstock.app.cli;

import org.penstock.app.api.Asked;
import tools.jackson.databind.JsonNode;

/** A conversation with a facility, wherever it is held. */
interface Talk extends AutoCloseable {
    /** The document that answers. @throws org.penstock.app.start.Refusal when there is none */
    JsonNode ask(Asked asked);

    /** Whether the one that answers talks to the devices. */
    boolean live();

    @Override
    void close();
}
