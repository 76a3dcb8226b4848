package org.penstock.core.link;

/** Status of a connection. */
public enum LinkState {
    /** Not started, or closed. */
    STOPPED,
    /** First attempt or after a loss; {@link LinkStatus#reason} says why it is not connected yet. */
    CONNECTING,
    /** Connected and answering. */
    ONLINE,
    /** Connected, but some of its devices or addresses do not answer. */
    DEGRADED,
    /** Lost or refused; the next attempt is scheduled. */
    OFFLINE
}
