package org.penstock.app.cli;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Asked;
import org.penstock.app.api.DeviceDocuments;
import org.penstock.app.api.Documents;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "devices",
        description = "List devices, links, streams with their newest values, and outputs, with their keys; or tell"
                + " everything about one device.")
final class DevicesCommand extends Question {
    @Parameters(arity = "0..1", paramLabel = "DEVICE", description = "Key of the device to tell everything about.")
    private @Nullable String device;

    @Option(
            names = "--messages",
            description = "Only the newest 50 messages that it handed on whole: weighings, feedings.")
    private boolean messages;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    DevicesCommand(Penstock penstock) {
        super(penstock);
    }

    @Override
    ExitCode answer() {
        if (device == null && messages) {
            throw new ParameterException(
                    spec.commandLine(), "Whose messages? Give a device: penstock devices DEVICE --messages.");
        }
        if (device == null) {
            return show(
                    Asked.get("/v1/devices"),
                    Documents.Devices.class,
                    d -> ListTexts.devices(terminal().out(), d));
        }
        if (messages) {
            return show(
                    Asked.get("/v1/devices/" + key(device) + "/messages"),
                    DeviceDocuments.Messages.class,
                    m -> ListTexts.messages(
                            terminal().out(), m, penstock.surroundings().wall().instant()));
        }
        return show(
                Asked.get("/v1/devices/" + key(device)),
                DeviceDocuments.Device.class,
                d -> new DeviceText(terminal().out(), d).print());
    }

    /** A key as it can stand in a path; whatever else was typed names no device. */
    static String key(String typed) {
        if (!typed.matches("[a-z0-9-]{1,80}")) {
            throw new Refusal(
                    ExitCode.NOTHING_THERE,
                    "There is no device " + typed + ".",
                    "penstock devices lists the devices with their keys.");
        }
        return typed;
    }

    @Command(
            name = "disable",
            description =
                    "Take a device out of service: its outputs lose every request and go to safe, its readings are"
                            + " kept but are no value.")
    static final class Disable extends Telling {
        @Parameters(paramLabel = "DEVICE", description = "Key of the device; penstock devices lists them.")
        private String device = "";

        Disable(Penstock penstock) {
            super(penstock);
        }

        @Override
        Wish wish() {
            return new Wish("device.disable", device, null, null);
        }
    }

    @Command(
            name = "pairing",
            description =
                    "List the ways of devices into the facility, open and recent, newest first: what each waits for,"
                            + " wrong codes, what went wrong.")
    static final class Pairing extends Question {
        @Parameters(arity = "0..1", paramLabel = "DEVICE", description = "Only of this device.")
        private @Nullable String device;

        @Option(
                names = "--most",
                paramLabel = "N",
                defaultValue = "50",
                description = "Not more than N, 1 to 10000; default ${DEFAULT-VALUE}.")
        private int most;

        Pairing(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            Map<String, String> query = new HashMap<>(Map.of("most", Integer.toString(most)));
            if (device != null) {
                query.put("device", key(device));
            }
            return show(
                    new Asked("GET", "/v1/enrolments", query, ""),
                    DeviceDocuments.Enrolments.class,
                    e -> EnrolmentText.list(terminal().out(), e));
        }
    }

    @Command(name = "enable", description = "Put a device back into service.")
    static final class Enable extends Telling {
        @Parameters(paramLabel = "DEVICE", description = "Key of the device; penstock devices lists them.")
        private String device = "";

        Enable(Penstock penstock) {
            super(penstock);
        }

        @Override
        Wish wish() {
            return new Wish("device.enable", device, null, null);
        }
    }
}
