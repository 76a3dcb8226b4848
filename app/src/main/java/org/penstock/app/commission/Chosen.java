package org.penstock.app.commission;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Documents;
import org.penstock.app.api.WiringDocuments;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;

/** What of a facility is to be commissioned, in file order. */
public record Chosen(
        List<WiringDocuments.Device> devices,
        List<WiringDocuments.Stream> streams,
        List<WiringDocuments.Output> outputs) {

    /**
     * The outputs named, or all of the device, or all; with them their devices, and the streams of these.
     *
     * @throws Refusal when one of the keys is nobody's
     */
    public static Chosen of(
            Documents.Devices seen,
            WiringDocuments.Connected wiring,
            List<String> outputs,
            @Nullable String device,
            List<String> watched) {
        Set<String> known =
                wiring.outputs().stream().map(WiringDocuments.Output::key).collect(Collectors.toSet());
        outputs.forEach(key -> must(known.contains(key), "output", key, seen));
        if (device != null) {
            must(wiring.devices().stream().anyMatch(d -> d.key().equals(device)), "device", device, seen);
        }
        Set<String> streams =
                wiring.streams().stream().map(WiringDocuments.Stream::key).collect(Collectors.toSet());
        watched.forEach(key -> must(streams.contains(key), "stream", key, seen));
        List<WiringDocuments.Output> chosen = wiring.outputs().stream()
                .filter(o -> outputs.isEmpty() || outputs.contains(o.key()))
                .filter(o -> device == null || o.device().equals(device))
                .toList();
        if (chosen.size() < outputs.size() && device != null) {
            String elsewhere = outputs.stream()
                    .filter(key -> chosen.stream().noneMatch(o -> o.key().equals(key)))
                    .collect(Collectors.joining(", "));
            throw new Refusal(ExitCode.USAGE, elsewhere + " is no output of the device " + device + ".", "");
        }
        boolean everything = device == null && outputs.isEmpty();
        List<WiringDocuments.Device> devices = wiring.devices().stream()
                .filter(d -> everything
                        || d.key().equals(device)
                        || chosen.stream().anyMatch(o -> o.device().equals(d.key())))
                .toList();
        return new Chosen(
                devices,
                wiring.streams().stream()
                        .filter(s -> devices.stream().anyMatch(d -> d.key().equals(s.device())))
                        .toList(),
                chosen);
    }

    private static void must(boolean there, String what, String key, Documents.Devices seen) {
        if (!there) {
            throw new Refusal(
                    ExitCode.NOTHING_THERE,
                    "There is no " + what + " " + key + " at " + seen.site().name() + ".",
                    "penstock devices lists what there is, with keys.");
        }
    }
}
