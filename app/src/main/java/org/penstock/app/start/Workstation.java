package org.penstock.app.start;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The name of this computer, as it stands beside what was done at it. */
final class Workstation {
    private static final Path HOSTNAME = Path.of("/etc/hostname");

    private Workstation() {}

    /** What the computer calls itself; never asks the network first, which can take seconds to say that it is away. */
    static String name(Map<String, String> environment) {
        String windows = environment.getOrDefault("COMPUTERNAME", "");
        if (!windows.isBlank()) {
            return windows;
        }
        try {
            if (Files.isReadable(HOSTNAME)) {
                String written = Files.readString(HOSTNAME).strip();
                if (!written.isEmpty()) {
                    return written;
                }
            }
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unnamed workstation";
        } catch (IOException e) {
            return "unnamed workstation";
        }
    }
}
