package org.penstock.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;
import org.penstock.core.facility.Example;
import org.penstock.core.facility.Nearest;
import org.penstock.core.facility.Problems;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "init",
        description = {
            "Ask a few questions and write a first facility file, commented and usable as it is.",
            "What is given as an option is not asked. A file that is there is never overwritten."
        })
final class FacilityInitCommand extends Question {
    private static final int MQTT_PORT = 1883;
    private static final int MODBUS_PORT = 502;
    private static final String ADDRESS = "write a name or address, with its port if it is another: plc.local:502";

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            defaultValue = "facility.yaml",
            description = "The file to write; default ${DEFAULT-VALUE}.")
    private Path file = Path.of("");

    @Option(names = "--profile", paramLabel = "PROFILE", description = "grow, cold, barn, lab or plant.")
    private @Nullable String profile;

    @Option(names = "--organization", paramLabel = "NAME", description = "Who runs the site.")
    private @Nullable String organization;

    @Option(names = "--site", paramLabel = "NAME", description = "What the site is called.")
    private @Nullable String site;

    @Option(names = "--timezone", paramLabel = "ZONE", description = "Of the site, such as Europe/Amsterdam.")
    private @Nullable String timezone;

    @Option(names = "--simulate", description = "Begin with a simulated plant.")
    private boolean simulate;

    @Option(names = "--mqtt", paramLabel = "HOST[:PORT]", description = "An MQTT broker.")
    private @Nullable String mqtt;

    @Option(names = "--modbus", paramLabel = "HOST[:PORT]", description = "A Modbus TCP device.")
    private @Nullable String modbus;

    FacilityInitCommand(Penstock penstock) {
        super(penstock);
    }

    /** What {@code --json} prints. {@code drivers}: the words of the links' drivers. */
    record Written(String schema, String file, String profile, List<String> drivers) {}

    @Override
    ExitCode answer() {
        if (Files.exists(file)) {
            throw there();
        }
        FirstFile first = asked();
        write(first.text());
        List<Problems.Problem> problems = penstock.surroundings().facilities().check(file);
        if (!problems.isEmpty()) {
            // What was answered is valid by itself; only a fault of the program comes here.
            throw new Refusal(ExitCode.FAULT, file + " was written with faults: " + problems.getFirst() + ".", "");
        }
        if (json) {
            printJson(new Written(
                    "penstock.facility_init.1", file.toString(), first.profile().profile(), first.drivers()));
        } else {
            terminal().out().println(file + " is written, and can be used as it is. Read it, change it, then:");
            terminal().out().println("  penstock facility check " + file);
            terminal().out().println("  penstock --facility " + file);
        }
        return ExitCode.OK;
    }

    private FirstFile asked() {
        Example chosen = asked(
                "--profile", profile, "Profile (" + String.join(", ", Example.profiles()) + ")", "", this::profile);
        String runs = asked("--organization", organization, "Organization", "", FacilityInitCommand::name);
        String called = asked("--site", site, "Name of the site", "", FacilityInitCommand::name);
        String zone = asked("--timezone", timezone, "Time zone", machineZone(), FacilityInitCommand::zone);
        if (simulate || mqtt != null || modbus != null) {
            return new FirstFile(
                    chosen,
                    runs,
                    called,
                    zone,
                    simulate,
                    given("--mqtt", mqtt, MQTT_PORT),
                    given("--modbus", modbus, MODBUS_PORT));
        }
        while (true) {
            HostAndPort broker = link("--mqtt", "MQTT broker (host or host:port, empty for none)", MQTT_PORT);
            HostAndPort plc = link("--modbus", "Modbus TCP device (host or host:port, empty for none)", MODBUS_PORT);
            boolean none = broker == null && plc == null;
            boolean simulated = asked(
                    "--simulate", null, "Simulate a plant to begin with (yes, no)", none ? "yes" : "no", this::yes);
            if (simulated || !none) {
                return new FirstFile(chosen, runs, called, zone, simulated, broker, plc);
            }
            terminal().err().println("Nothing would talk: name a broker, a Modbus device, or a simulated plant.");
        }
    }

    /** An answer, or what would be one. */
    private sealed interface Understood<T> {
        record Yes<T>(T value) implements Understood<T> {}

        record No<T>(String why) implements Understood<T> {}
    }

    /** Takes the option, or asks until the answer is one. */
    private <T> T asked(
            String option,
            @Nullable String given,
            String question,
            String fallback,
            Function<String, Understood<T>> read) {
        if (given != null) {
            return switch (read.apply(given.strip())) {
                case Understood.Yes<T>(T value) -> value;
                case Understood.No<T>(String why) ->
                    throw new Refusal(ExitCode.USAGE, option + ": " + why, "Nothing was written.");
            };
        }
        while (true) {
            String line = terminal().ask(question + (fallback.isEmpty() ? "" : " [" + fallback + "]") + ": ");
            if (line == null) {
                throw new Refusal(
                        ExitCode.USAGE,
                        "There was no answer to \"" + question + "\"; nothing was written.",
                        "Answer on the terminal, or give " + option + ".");
            }
            String answer = line.isBlank() ? fallback : line.strip();
            switch (read.apply(answer)) {
                case Understood.Yes<T>(T value) -> {
                    return value;
                }
                case Understood.No<T>(String why) -> terminal().err().println(why);
            }
        }
    }

    private @Nullable HostAndPort link(String option, String question, int port) {
        return this.<Optional<HostAndPort>>asked(
                        option,
                        null,
                        question,
                        "",
                        answer -> answer.isEmpty() ? new Understood.Yes<>(Optional.empty()) : address(answer, port))
                .orElse(null);
    }

    private @Nullable HostAndPort given(String option, @Nullable String written, int port) {
        return written == null
                ? null
                : this.<Optional<HostAndPort>>asked(option, written, "", "", answer -> address(answer, port))
                        .orElse(null);
    }

    private static Understood<Optional<HostAndPort>> address(String answer, int port) {
        Optional<HostAndPort> read = HostAndPort.of(answer, port);
        return read.isPresent()
                ? new Understood.Yes<>(read)
                : new Understood.No<>("\"" + answer + "\" is no address: " + ADDRESS + ".");
    }

    private Understood<Example> profile(String answer) {
        Optional<Example> found = Example.of(answer.toLowerCase(Locale.ROOT));
        return found.isPresent()
                ? new Understood.Yes<>(found.get())
                : new Understood.No<>("\"" + answer + "\" is no profile: choose one of "
                        + String.join(", ", Example.profiles()) + ".");
    }

    private Understood<Boolean> yes(String answer) {
        return switch (answer.toLowerCase(Locale.ROOT)) {
            case "yes", "y" -> new Understood.Yes<>(true);
            case "no", "n" -> new Understood.Yes<>(false);
            default -> new Understood.No<>("Answer yes or no.");
        };
    }

    private static Understood<String> name(String answer) {
        if (answer.isEmpty() || answer.length() > 200 || answer.codePoints().anyMatch(FacilityInitCommand::endsALine)) {
            return new Understood.No<>("Write a name of 1 to 200 characters.");
        }
        return new Understood.Yes<>(answer);
    }

    private static boolean endsALine(int c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
    }

    private static Understood<String> zone(String answer) {
        Set<String> known = new TreeSet<>(ZoneId.getAvailableZoneIds());
        if (known.contains(answer)) {
            return new Understood.Yes<>(answer);
        }
        String near = Nearest.to(answer, known);
        return new Understood.No<>("\"" + answer + "\" is no time zone: "
                + (near.isEmpty()
                        ? "write one such as Europe/Amsterdam or America/Chicago."
                        : "did you mean " + near + "?"));
    }

    private static String machineZone() {
        String id = ZoneId.systemDefault().getId();
        return ZoneId.getAvailableZoneIds().contains(id) ? id : "UTC";
    }

    private void write(String text) {
        try {
            Files.writeString(
                    file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw there();
        } catch (IOException e) {
            throw new Refusal(ExitCode.DISK, file + " cannot be written: " + e.getMessage() + ".", "");
        }
    }

    private Refusal there() {
        return new Refusal(
                ExitCode.DISK,
                file + " is there already and is not overwritten.",
                "Name another file, or move it away.");
    }
}
