package org.penstock.app.bring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.penstock.app.start.Refusal;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Unit;

/** Files as they are met: each is read as a person would, or refused with what to say. */
@Execution(ExecutionMode.CONCURRENT)
class SurveyTest {
    private static final Map<String, Plan.Stream> STREAMS = Map.of(
            "air", new Plan.Stream("air", "Air", Metric.TEMPERATURE, Unit.CELSIUS),
            "rh", new Plan.Stream("rh", "Humidity", Metric.HUMIDITY, Unit.PERCENT),
            "ec", new Plan.Stream("ec", "EC", Metric.EC, Unit.MILLISIEMENS_CM));

    @TempDir
    Path temp;

    private Survey survey(String text) throws IOException {
        return survey(text.getBytes(StandardCharsets.UTF_8), null);
    }

    private Survey survey(byte[] bytes, @Nullable String time) throws IOException {
        Path file = Files.write(temp.resolve("file.csv"), bytes);
        return Survey.of(file, new Survey.Said(time, TimeText.Order.UNKNOWN, TimeText.Serial.FROM_1900, null));
    }

    private static Plan.Said stream(String key) {
        return new Plan.Said(key, null, null, null, List.of());
    }

    private static Plan.Said map(String... columns) {
        return new Plan.Said(null, null, null, null, List.of(columns));
    }

    private static List<String> rows(Survey survey, Plan.Said said, String zone) throws IOException {
        RowReader reader =
                new RowReader(survey, Plan.of(survey, said, STREAMS), new Clock(ZoneId.of(zone), Clock.Twice.REFUSE));
        List<String> read = new ArrayList<>();
        try (RowFile file = RowFile.open(survey)) {
            for (CsvRecord row = file.next(); row != null; row = file.next()) {
                for (RowReader.Cell cell : reader.read(row)) {
                    read.add(row.getStartingLineNumber() + " "
                            + switch (cell) {
                                case RowReader.Cell.Reading r ->
                                    r.stream() + " " + Instant.ofEpochSecond(r.at() / 1_000_000) + " " + r.value() + " "
                                            + r.unit().code();
                                case RowReader.Cell.Rejected r -> r.why();
                            });
                }
            }
            if (file.broken() != null) {
                read.add("broken");
            }
        }
        return read;
    }

    @Test
    void aHoboFileNamesItsZoneAndUnitInTheHeader() throws IOException {
        Survey s = survey("""
                "Plot Title: bay, 1"
                "#","Date Time, GMT-05:00","Temp, °F (LGR S/N: 1, SEN S/N: 1)","RH, %"
                1,03/13/26 01:00:00 PM,72.5,40.1
                2,03/13/26 02:00:00 PM,,40.2
                """);
        assertEquals("-05:00", s.zone());
        assertEquals(3, s.firstLine());
        assertEquals(
                List.of(
                        "3 air 2026-03-13T18:00:00Z 72.5 degF",
                        "3 rh 2026-03-13T18:00:00Z 40.1 pct",
                        "4 rh 2026-03-13T19:00:00Z 40.2 pct"),
                rows(s, map("3=air", "RH, %=rh"), s.zone()));
    }

    @Test
    void aGermanLoggerHasDateAndTimeApartAndACommaInOldLetters() throws IOException {
        byte[] bytes = "Datum;Uhrzeit;Temperatur [°C];Feuchte\r\n28.03.26;01:30:00;-0,5;\"55,25\"\r\n;;1,0;2,0\r\n"
                .getBytes(Charset.forName("windows-1252"));
        Survey s = survey(bytes, null);
        assertEquals(
                List.of(
                        "2 air 2026-03-28T00:30:00Z -0.5 degC",
                        "2 rh 2026-03-28T00:30:00Z 55.25 pct",
                        "3 it has no time"),
                rows(s, map("Temperatur [°C]=air", "Feuchte=rh"), "Europe/Berlin"));
    }

    @Test
    void utf16WithTabsFromASpreadsheetIsRead() throws IOException {
        Survey s = survey("\uFEFFtime\tair\n2026-01-01T00:00:00Z\t20.5\n".getBytes(StandardCharsets.UTF_16LE), null);
        assertTrue(s.inWords().contains("tab between columns"), s.inWords());
        assertEquals(List.of("2 air 2026-01-01T00:00:00Z 20.5 degC"), rows(s, map(), "UTC"));
    }

    @Test
    void withoutAHeaderColumnsHaveNumbers() throws IOException {
        Survey s = survey("2026-01-01 00:00,20.5,1.8\n2026-01-01 00:01,20.6,1.9\n");
        assertEquals(List.of("1", "2", "3"), s.header());
        assertEquals(
                List.of("1 ec 2026-01-01T00:00:00Z 1.8 mS", "2 ec 2026-01-01T00:01:00Z 1.9 mS"),
                rows(s, map("3=ec:mS"), "UTC"));
        assertTrue(assertThrows(Refusal.class, () -> rows(s, stream("air"), "UTC"))
                .what()
                .contains("More than one column holds numbers"));
    }

    @Test
    void aRowMayNameItsStreamUnitAndQuality() throws IOException {
        Survey s = survey("""
                stream,time,value,unit,quality
                air,2026-01-01T00:00:00Z,68,°F,good
                rh,2026-01-01T00:00:00Z,50,%,uncertain
                ec,2026-01-01T00:00:00Z,1800,µS/cm,
                ec,2026-01-01T00:00:00Z,1800,gal,good
                co2,2026-01-01T00:00:00Z,400,ppm,good
                rh,2026-01-01T00:00:00Z,50,%,splendid
                """);
        assertEquals(
                List.of(
                        "2 air 2026-01-01T00:00:00Z 68.0 degF",
                        "3 rh 2026-01-01T00:00:00Z 50.0 pct",
                        "4 ec 2026-01-01T00:00:00Z 1800.0 uS",
                        "5 \"gal\" is no unit of ec",
                        "6 there is no stream \"co2\"",
                        "7 \"splendid\" is no quality"),
                rows(s, map(), "UTC"));
    }

    @Test
    void aQuoteThatIsNeverClosedEndsTheFileAndIsTold() throws IOException {
        Survey s = survey("time,air\n2026-01-01T00:00:00Z,20\n2026-01-01T00:01:00Z,\"21\n2026-01-01T00:02:00Z,22\n");
        List<String> read = rows(s, map(), "UTC");
        assertEquals("2 air 2026-01-01T00:00:00Z 20.0 degC", read.getFirst());
        assertTrue(read.size() == 2, read.toString());
    }

    @Test
    void whatCannotBeToldIsAsked() throws IOException {
        refused("Nobody can tell day from month", "time,air\n03/04/2026 01:00,20\n");
        refused(
                "Nobody can tell whether \"1,250\" in file.csv is more than a thousand",
                "time;co2\n2026-01-01T00:00:00Z;980\n2026-01-01T00:01:00Z;1,250\n");
        assertTrue(survey("time;co2\n2026-01-01T00:00:00Z;0,5\n2026-01-01T00:01:00Z;1,250\n")
                .read()
                .numbers()
                .comma());
        assertTrue(survey("time;co2\n45292,75;980\n45292,76;1,250\n")
                .read()
                .numbers()
                .comma());
        assertTrue(survey("time;co2\n2026-01-01T00:00:00Z;1.234,56\n")
                .read()
                .numbers()
                .comma());
        refused("No row of file.csv has a time", "a,b\n1,2\n");
        refused("No row of file.csv has a time", "");
        Survey s = survey("time,temperature\n2026-01-01T00:00:00Z,20\n");
        assertTrue(assertThrows(Refusal.class, () -> rows(s, map(), "UTC"))
                .what()
                .contains("No column is named as a stream of this facility. The file has: \"time\", \"temperature\"."));
        Survey wrong = survey("time,Temp (°F)\n2026-01-01T00:00:00Z,20\n");
        assertTrue(assertThrows(Refusal.class, () -> rows(wrong, stream("rh"), "UTC"))
                .what()
                .contains("\"°F\" is no unit of humidity"));
    }

    private void refused(String what, String text) {
        String said = assertThrows(Refusal.class, () -> survey(text)).what();
        assertTrue(said.contains(what), said);
    }

    @Test
    void theHashIsThatOfAllBytesAlsoBehindABrokenQuote() throws IOException, NoSuchAlgorithmException {
        String text = "time,air\n2026-01-01T00:00:00Z,20\n2026-01-01T00:01:00Z,\"21\n" + "x".repeat(100_000);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        assertEquals(HexFormat.of().formatHex(hash), survey(text).sha256());
    }
}
