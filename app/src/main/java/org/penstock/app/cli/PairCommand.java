package org.penstock.app.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Asked;
import org.penstock.app.api.DeviceDocuments;
import org.penstock.app.api.Parts;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "pair",
        description =
                "Open a device's way into the facility: over MQTT it presents a code, in a LoRaWAN network it joins;"
                        + " everywhere its first good reading completes it.",
        footer = {
            "",
            "The device must be in the facility file. It publishes JSON such as {\"mac\": \"A0:B7:65:11:22:33\"} on",
            "penstock/pair/CODE of its broker. What it says of itself is shown and believed by nobody: only what",
            "comes from its address in the facility file completes the pairing. Five wrong codes end it."
        })
final class PairCommand extends Telling {
    private static final int TRIES = 40;
    private static final long BETWEEN_MILLIS = 50;

    @Parameters(paramLabel = "DEVICE", description = "Key of the device; penstock devices lists them.")
    private String device = "";

    @Option(names = "--for", paramLabel = "TIME", description = "How long it holds, 1 min to 24 h; default 1h.")
    private @Nullable String time;

    @Option(
            names = "--as",
            paramLabel = "KIND",
            description = "Another way than the usual one of its line: pairing, otaa, abp or manual. manual: whatever"
                    + " speaks at its address.")
    private @Nullable String kind;

    @Option(names = "--cancel", description = "Instead: end the one that is open.")
    private boolean cancel;

    PairCommand(Penstock penstock) {
        super(penstock);
    }

    @Override
    Wish wish() {
        if (!cancel) {
            return new Wish(
                    "enrolment.open",
                    device,
                    null,
                    time == null
                            ? null
                            : Double.valueOf(Moments.duration(time, "--for").toMillis() / 1e3),
                    kind == null ? Map.of() : Map.of("kind", kind));
        }
        if (time != null || kind != null) {
            throw new Refusal(
                    ExitCode.USAGE, "--cancel ends what is open; --for and --as begin something.", "Give either.");
        }
        return new Wish("enrolment.cancel", device, null, null);
    }

    /** Shows the code; a moment passes until the answer of the engine is in what everybody sees. */
    @Override
    @Nullable
    Object afterwards(Talk talk, String id) {
        if (cancel) {
            return null;
        }
        DeviceDocuments.Device d = device(talk);
        for (int i = 0; i < TRIES && !is(d.device().enrolment(), id); i++) {
            try {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
            d = device(talk);
        }
        Parts.Enrolment e = d.device().enrolment();
        if (e == null || !is(e, id)) {
            return null;
        }
        if (!json) {
            new EnrolmentText(terminal().out(), new Words(d.site(), d.at())).print("", e, d.at());
        }
        return new DeviceDocuments.Enrolments("penstock.enrolments.1", d.at(), d.site(), List.of(e));
    }

    private static boolean is(Parts.@Nullable Enrolment e, String id) {
        return e != null && e.id().equals(id);
    }

    private DeviceDocuments.Device device(Talk talk) {
        return ask(talk, Asked.get("/v1/devices/" + DevicesCommand.key(device)), DeviceDocuments.Device.class);
    }
}
