package org.penstock.app.cli;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a broker or device answers. @param port 1 to 65535 */
record HostAndPort(String host, int port) {
    private static final Pattern WRITTEN = Pattern.compile("([A-Za-z0-9](?:[A-Za-z0-9._-]{0,252}))(?::(\\d{1,5}))?");

    /** Reads {@code host} or {@code host:port}; empty when it is neither. */
    static Optional<HostAndPort> of(String written, int usual) {
        Matcher m = WRITTEN.matcher(written);
        if (!m.matches()) {
            return Optional.empty();
        }
        int port = m.group(2) == null ? usual : Integer.parseInt(m.group(2));
        return port < 1 || port > 65_535 ? Optional.empty() : Optional.of(new HostAndPort(m.group(1), port));
    }

    /** As the words of a connection in the facility file. */
    String words() {
        return "host: \"" + host + "\", port: " + port;
    }
}
