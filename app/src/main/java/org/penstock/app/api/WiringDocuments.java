package org.penstock.app.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.runtime.Wiring;

/** What is connected where. See {@code app/API.md}. */
public final class WiringDocuments {
    private WiringDocuments() {}

    /** As the facility file in force says; {@code configuration} is its hash. */
    public record Connected(
            String schema,
            String configuration,
            List<Device> devices,
            List<Stream> streams,
            List<Output> outputs,
            AuditDocuments.@Nullable Standing head) {
        /** As the runtime tells it. @param head where the chain of the site stands; null where nobody can say */
        public static Connected of(Wiring w, AuditDocuments.@Nullable Standing head) {
            return new Connected(
                    "penstock.wiring.1",
                    w.hash(),
                    w.devices().stream()
                            .map(d ->
                                    new Device(d.key(), d.name(), d.link(), d.protocol(), d.connection(), d.address()))
                            .toList(),
                    w.streams().stream()
                            .map(s -> new Stream(s.key(), s.device(), s.address()))
                            .toList(),
                    w.outputs().stream()
                            .map(o -> new Output(
                                    o.key(),
                                    o.device(),
                                    o.address(),
                                    Json.finite(o.mostSeconds()),
                                    o.timeoutSeconds(),
                                    o.related()))
                            .toList(),
                    head);
        }
    }

    /** A device, the link it is reached over, and both their addresses as written. */
    public record Device(String key, String name, String link, String protocol, String connection, String address) {}

    /** A stream and where on its device it is. */
    public record Stream(String key, String device, String address) {}

    /** An output. {@code most_seconds}: longest time away from safe, null when it may stay. */
    public record Output(
            String key,
            String device,
            String address,
            @Nullable Double mostSeconds,
            double timeoutSeconds,
            List<String> related) {}
}
