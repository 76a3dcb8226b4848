package org.penstock.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.RuntimeFacilities;
import org.penstock.core.facility.Example;
import org.penstock.core.quantity.Ticker;

/** A first facility file, from questions or from options; checked by the check that every file goes through. */
@Execution(ExecutionMode.CONCURRENT)
class FacilityInitTest {
    @TempDir
    Path temp;

    private Ran run(String typed, String... arguments) {
        return Ran.line(
                new RuntimeFacilities("ada", InstantSource.system(), Ticker.system()),
                InstantSource.system(),
                temp,
                typed,
                Stream.concat(Stream.of("facility"), Stream.of(arguments)).toList());
    }

    private Ran init(Path file, String... options) {
        List<String> words = new ArrayList<>(List.of("init", file.toString()));
        words.addAll(List.of(options));
        return run("", words.toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource
    void everyProfileWithEveryKindOfLinkPassesTheCheckWithoutAWarning(Example profile) throws IOException {
        List<List<String>> links = List.of(
                List.of("--simulate"),
                List.of("--mqtt", "broker.local"),
                List.of("--modbus", "192.168.1.20:1502"),
                List.of("--simulate", "--mqtt", "192.168.1.30:8883", "--modbus", "plc.local"));
        for (int i = 0; i < links.size(); i++) {
            Path file = temp.resolve(profile.profile() + i + ".yaml");
            List<String> options = new ArrayList<>(List.of(
                    "--profile",
                    profile.profile(),
                    "--organization",
                    "Nørre \"Køl\" \\ Frost: A/S",
                    "--site",
                    "#1 日本",
                    "--timezone",
                    "Europe/Copenhagen"));
            options.addAll(links.get(i));

            Ran ran = init(file, options.toArray(String[]::new));

            assertEquals("", ran.err());
            assertEquals(0, ran.code());
            Ran check = run("", "check", file.toString());
            assertEquals(file + " can be used as it is.\n", check.out());
            String text = Files.readString(file);
            assertTrue(text.contains("name: \"#1 日本\", profile: " + profile.profile()), text);
            assertTrue(text.lines().filter(l -> l.strip().startsWith("#")).count() >= 6, "it explains itself");
        }
    }

    @Test
    void withoutOptionsItAsksAndAWrongAnswerIsAskedAgainWithWhatIsAllowed() throws IOException {
        Path file = temp.resolve("mine.yaml");

        Ran ran = run(
                String.join(
                        "\n",
                        "fridge",
                        "Cold",
                        "",
                        "Lakeside Kitchens",
                        "Harbor Street",
                        "Amerika/Chicago",
                        "America/Chicago",
                        "host name",
                        "192.168.1.30",
                        "plc:99999",
                        "",
                        "perhaps",
                        "",
                        ""),
                "init",
                file.toString());

        assertEquals(0, ran.code(), ran.err());
        assertTrue(
                ran.err().contains("\"fridge\" is no profile: choose one of grow, cold, barn, lab, plant."), ran.err());
        assertTrue(ran.err().contains("Write a name of 1 to 200 characters."), ran.err());
        assertTrue(ran.err().contains("\"Amerika/Chicago\" is no time zone: did you mean America/Chicago?"), ran.err());
        assertTrue(ran.err().contains("\"host name\" is no address: write a name or address"), ran.err());
        assertTrue(ran.err().contains("\"plc:99999\" is no address"), ran.err());
        assertTrue(ran.err().contains("Answer yes or no."), ran.err());
        assertTrue(ran.out().startsWith(file + " is written, and can be used as it is."), ran.out());
        String text = Files.readString(file);
        assertTrue(text.contains(
                "{key: harbor-street, name: \"Harbor Street\", profile: cold, timezone: America/Chicago}"));
        assertTrue(text.contains("{host: \"192.168.1.30\", port: 1883, version: \"5\"}"), text);
        assertFalse(text.contains("driver: simulator"), "with a broker, nothing is simulated unless asked for");
    }

    @Test
    void theTimeZoneOfTheMachineAndASimulatedPlantAreProposed() throws IOException {
        Path file = temp.resolve("mine.yaml");
        Ran ran = run("lab\nAlder\nHall\n\n\n\nno\n\n\nyes\n", "init", file.toString());
        assertEquals(0, ran.code(), ran.err());
        assertTrue(ran.err().contains("Time zone ["), ran.err());
        assertTrue(ran.err().contains("Nothing would talk"), ran.err());
        assertTrue(Files.readString(file).contains("plant: fermentation-lab"));
    }

    @Test
    void aFileThatIsThereIsLeftAlone() throws IOException {
        Path file = Files.writeString(temp.resolve("mine.yaml"), "precious");
        Ran ran = init(file, "--profile", "grow");
        assertEquals(ExitCode.DISK.number(), ran.code());
        assertEquals(
                file + " is there already and is not overwritten.\nName another file, or move it away.\n", ran.err());
        assertEquals("precious", Files.readString(file));
    }

    @ParameterizedTest
    @CsvSource({
        "--profile fridge,--profile: \"fridge\" is no profile: choose one of grow",
        "--profile cold --organization A --site B --timezone Mars,--timezone: \"Mars\" is no time zone",
        "--profile cold --organization A --site B --timezone UTC --mqtt a/b,--mqtt: \"a/b\" is no address",
        "--profile cold --organization A,There was no answer to \"Name of the site\"; nothing was written."
    })
    void inAScriptNothingIsAskedTwice(String options, String said) {
        Path file = temp.resolve("mine.yaml");
        Ran ran = init(file, options.split(" "));
        assertEquals(ExitCode.USAGE.number(), ran.code(), ran.err());
        assertTrue(ran.err().contains(said), ran.err());
        assertFalse(Files.exists(file));
    }

    @Test
    void aScriptReadsWhatWasWritten() {
        Path file = temp.resolve("mine.yaml");
        Ran ran = init(
                file,
                "--profile",
                "barn",
                "--organization",
                "Boa Vista",
                "--site",
                "Hill Farm",
                "--timezone",
                "UTC",
                "--simulate",
                "--modbus",
                "plc",
                "--json");
        assertEquals(0, ran.code(), ran.err());
        assertTrue(ran.out().contains("\"schema\" : \"penstock.facility_init.1\""), ran.out());
        assertTrue(ran.out().contains("\"profile\" : \"barn\""), ran.out());
        assertTrue(ran.out().replaceAll("\\s", "").contains("[\"simulator\",\"modbus\"]"), ran.out());
    }

    @Test
    void aDirectoryThatIsNotThereIsTheDisksAnswer() {
        Ran ran = init(
                temp.resolve("no/mine.yaml"),
                "--profile",
                "barn",
                "--organization",
                "A",
                "--site",
                "B",
                "--timezone",
                "UTC",
                "--simulate");
        assertEquals(ExitCode.DISK.number(), ran.code());
    }
}
