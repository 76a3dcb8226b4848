package org.penstock.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.penstock.app.testsupport.FakeControlRoom;
import org.penstock.app.testsupport.FakeFacilities;

/** A person looks at lines and devices while setting them up. */
@Execution(ExecutionMode.CONCURRENT)
class LookCommandsTest {
    @TempDir
    Path temp;

    private final FakeFacilities facilities = new FakeFacilities();

    @BeforeEach
    void aFacility() throws IOException {
        Files.writeString(temp.resolve("configuration.json"), "{}");
    }

    private Ran run(String... arguments) {
        return Ran.line(
                facilities,
                InstantSource.fixed(FakeControlRoom.NOW),
                temp,
                "",
                Stream.concat(Stream.of(arguments), Stream.of("--data", temp.toString()))
                        .toList());
    }

    @Test
    void aSurveyShowsWhatAnswersAndWhatToWriteForIt() {
        Ran ran = run("survey", "plc", "--units", "1-10", "--registers", "holding:0-99", "--for", "30");
        assertEquals(0, ran.code(), ran.err());
        assertEquals("""
                DEVICE  PLACE        VALUE   NOTE                     WRITE
                unit 3  holding:100  17 096  4 ms                     {register: "holding:100"}
                unit 7  -            -       no answer within 200 ms

                DEVICE  ITS ADDRESS
                unit 3  {unit_id: 3}
                10 units asked
                2 more were heard and are not shown; look at fewer topics.
                """, ran.out());
        assertTrue(ran.err().contains("3 of 10: unit 3"), ran.err());
        String asked = facilities.room.commissioning.asked.getFirst();
        assertTrue(asked.startsWith("survey plc "), asked);
        assertTrue(asked.contains("units=1-10") && asked.contains("registers=holding:0-99"), asked);
        assertTrue(asked.endsWith("30000 ms, 0 files"), asked);
    }

    @Test
    void aDeviceIsPreviewedFromAFileThatIsNotInForceYet() throws IOException {
        Path file = Files.writeString(temp.resolve("more.yaml"), "penstock: 1\n");
        Ran ran = run("preview", "skid", "--file", file.toString(), "--json");
        assertEquals(0, ran.code(), ran.err());
        assertTrue(ran.out().contains("\"schema\" : \"penstock.survey.1\""), ran.out());
        assertTrue(ran.out().contains("\"write\" : \"{register: \\\"holding:100\\\"}\""), ran.out());
        assertEquals(List.of("preview skid 20000 ms, 1 files"), facilities.room.commissioning.asked);
    }

    @Test
    void aLinkThatCannotBeLookedAtSaysWhy() {
        Ran ran = run("survey", "gone");
        assertEquals(1, ran.code());
        assertTrue(ran.err().contains("192.0.2.1:502 did not accept the connection"), ran.err());
    }

    @Test
    void whatGoesOverALineIsShownWithItsTimesAndGaps() {
        Ran ran = run("watch", "plc", "--once");
        assertEquals(0, ran.code(), ran.err());
        assertEquals("""
                2026-11-21T06:00:00Z  skid  read holding:100 to 109  4.2 ms
                … 1 more went by
                2026-11-21T06:00:01Z  -  read input:0  1000.0 ms  no answer from unit 7 within 1 s
                """, ran.out());
        assertEquals(66, run("watch", "plx", "--once").code());
    }
}
