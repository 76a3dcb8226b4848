package org.penstock.app.bring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is written is read again, Parquet by another program's reader. */
@Execution(ExecutionMode.CONCURRENT)
class SinkTest {
    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");
    private static final Instant BEGIN = Instant.parse("2026-10-25T00:30:00.000001Z");
    private static final int ROWS = 300_000;

    @TempDir
    Path temp;

    @Test
    void parquetIsReadByAnotherReaderToTheLastRow() throws IOException {
        Path file = temp.resolve("r.parquet");
        try (Sink sink = new ParquetSink(file, Sink.READINGS)) {
            for (int i = 0; i < ROWS; i++) {
                Instant at = BEGIN.plusSeconds(i);
                Double value = i % 1_000 == 999 ? null : (Double) (20 + i / 7.0);
                sink.row(
                        "air",
                        at,
                        Sink.atSite(at, AMSTERDAM),
                        value,
                        "°C",
                        value == null ? "not_a_number" : "good",
                        false,
                        value);
            }
        }
        try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(file));
                RowReader rows = reader.rowReader()) {
            int i = 0;
            while (rows.hasNext()) {
                rows.next();
                assertEquals(BEGIN.plusSeconds(i), rows.getTimestamp("time_utc"));
                assertEquals(i % 1_000 == 999, rows.isNull("value"));
                if (i % 1_000 != 999) {
                    assertEquals(20 + i / 7.0, rows.getDouble("raw"));
                }
                if (i == 3_600) {
                    assertEquals("air", rows.getString("stream"));
                    assertEquals("°C", rows.getString("unit"));
                    assertEquals("2026-10-25T02:30:00.000001+01:00", rows.getString("time_site"));
                    assertFalse(rows.getBoolean("late"));
                }
                i++;
            }
            assertEquals(ROWS, i);
        }
    }

    @Test
    void csvIsPlain() throws IOException {
        Path file = temp.resolve("r.csv");
        try (Sink sink = new CsvSink(file, Sink.READINGS)) {
            sink.row("a", BEGIN, "x", 0.1, "°C", "good", true, 1e-7);
            sink.row("a,b", BEGIN, "x", null, "", "not_a_number", false, null);
        }
        List<String> lines = Files.readAllLines(file);
        assertEquals("a,2026-10-25T00:30:00.000001Z,x,0.1,°C,good,true,0.0000001", lines.get(1));
        assertEquals("\"a,b\",2026-10-25T00:30:00.000001Z,x,,,not_a_number,false,", lines.get(2));
    }

    @Test
    void daysAreTheSitesAndTheHourThatHappensTwiceStaysTwo() throws IOException {
        List<String> days = sums(Duration.ofDays(1));
        // 25 hours of October's last Sunday, one reading a minute, one in a hundred bad.
        assertEquals(2, days.size());
        assertTrue(
                days.getFirst().startsWith("s,2026-10-24T22:00:00Z,2026-10-25T00:00:00+02:00,°C,1485,15,"),
                days.getFirst());
        List<String> hours = sums(Duration.ofHours(1));
        assertEquals(26, hours.size());
        assertTrue(hours.get(2).startsWith("s,2026-10-25T00:00:00Z,2026-10-25T02:00:00+02:00,°C,60,0,"), hours.get(2));
        assertTrue(hours.get(3).startsWith("s,2026-10-25T01:00:00Z,2026-10-25T02:00:00+01:00,"), hours.get(3));
        assertEquals("s,2026-10-24T22:00:00Z,2026-10-25T00:00:00+02:00,°C,60,0,0,29.5,59,59", hours.getFirst());
    }

    /** The hours in which a clock is moved are one span, longer or shorter, and no span begins in the one before. */
    @Test
    void spansOfHoursFollowTheClockOnTheWallThroughBothNights() throws IOException {
        assertEquals(
                List.of(
                        "2026-10-24T22:00:00Z,2026-10-25T00:00:00+02:00,°C,416,4",
                        "2026-10-25T05:00:00Z,2026-10-25T06:00:00+01:00,°C,357,3",
                        "2026-10-25T11:00:00Z,2026-10-25T12:00:00+01:00,°C,356,4",
                        "2026-10-25T17:00:00Z,2026-10-25T18:00:00+01:00,°C,356,4",
                        "2026-10-25T23:00:00Z,2026-10-26T00:00:00+01:00,°C,1,0"),
                begins(sums(Duration.ofHours(6))));
        assertEquals(
                List.of(
                        "2026-03-28T23:00:00Z,2026-03-29T00:00:00+01:00,°C,119,1",
                        "2026-03-29T01:00:00Z,2026-03-29T03:00:00+02:00,°C,60,0",
                        "2026-03-29T02:00:00Z,2026-03-29T04:00:00+02:00,°C,118,2"),
                begins(sums(Duration.ofHours(2), Instant.parse("2026-03-28T23:00:00Z")))
                        .subList(0, 3));
    }

    private static List<String> begins(List<String> rows) {
        return rows.stream()
                .map(r -> r.replaceAll("^s,(([^,]*,){4}[^,]*),.*", "$1"))
                .toList();
    }

    private List<String> sums(Duration every) throws IOException {
        return sums(every, Instant.parse("2026-10-24T22:00:00Z"));
    }

    private List<String> sums(Duration every, Instant at) throws IOException {
        Path file = temp.resolve(every + ".csv");
        try (Sink sink = new CsvSink(file, Sink.SUMS)) {
            Sums sums = new Sums(sink, "s", "°C", every, AMSTERDAM);
            for (int i = 0; i < 25 * 60 + 1; i++) {
                sums.add(at.plusSeconds(60L * i), (double) i, i % 100 != 99);
            }
            sums.flush();
        }
        return Files.readAllLines(file).subList(1, Files.readAllLines(file).size());
    }

    @Test
    void onlyPartsOfADayAreSpans() {
        assertTrue(Sums.fits(Duration.ofMinutes(15)) && Sums.fits(Duration.ofDays(1)));
        assertFalse(
                Sums.fits(Duration.ofMinutes(7)) || Sums.fits(Duration.ofDays(2)) || Sums.fits(Duration.ofMillis(500)));
    }
}
