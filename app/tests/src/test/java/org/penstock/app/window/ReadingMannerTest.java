package org.penstock.app.window;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.app.window.model.Converted;
import org.penstock.app.window.model.Manner;
import org.penstock.app.window.model.NumberStyle;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;
import org.penstock.core.identity.Asker;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Unit;
import org.penstock.core.runtime.AlertSnapshot;
import org.penstock.core.runtime.DeviceCare;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.FieldSnapshot.Stream;

/** A person reads values in other units, numbers and hours than the site; what the facility gets and keeps stays the same. */
class ReadingMannerTest {
    @TempDir
    Path folder;

    private static FacilitySnapshot with(Stream stream) {
        FacilitySnapshot s = Facilities.calm();
        return Facilities.of(
                List.of(stream),
                s.control().outputs(),
                s.control().programs(),
                s.control().running(),
                s.alerts().open(),
                s.control().interlocks(),
                s.field().links(),
                s.health());
    }

    private static Stream stream(Metric metric, Unit unit, double canonical) {
        return Facilities.stream(
                "s",
                "S",
                "Bay 1",
                "Node",
                metric.key(),
                unit.fromCanonical(canonical),
                unit.symbol(),
                unit.decimals(metric),
                "good",
                false,
                1,
                false);
    }

    @Test
    void whatIsTypedInTheUnitShownArrivesAsTheRightCanonicalValue() {
        Random random = new Random(20_261_126);
        for (int i = 0; i < 5_000; i++) {
            Metric metric = Metric.values()[random.nextInt(Metric.values().length)];
            List<Unit> units = Unit.fitting(metric);
            Unit site = units.get(random.nextInt(units.size()));
            Unit own = units.get(random.nextInt(units.size()));
            double canonical = metric.rounded(
                    Math.max(metric.min(), -1e6) + random.nextDouble() * Math.min(1e6, metric.max() - metric.min()));
            FakeControlRoom facility = new FakeControlRoom(() -> Facilities.NOW, with(stream(metric, site, canonical)));
            Words words = Words.in(Locale.ENGLISH);
            words.manner(new Manner(Map.of(metric, own), NumberStyle.POINT, false));
            PersonsRoom room = new PersonsRoom(facility, words);
            Stream shown = room.snapshot().field().streams().getFirst();
            assertEquals(own.symbol(), shown.unit());
            room.devices()
                    .calibrate(
                            Asker.account("marta"),
                            new DeviceCare.Wish("s", shown.value(), null, null, "", "", "", "to see it"));
            DeviceCare.Wish arrived = facility.calibrations().getLast();
            String unit = arrived.unit().isEmpty() ? site.symbol() : arrived.unit();
            double reference = Objects.requireNonNull(arrived.reference());
            double kept = Unit.of(unit, metric).orElseThrow().toCanonical(reference);
            assertEquals(
                    canonical,
                    metric.rounded(kept),
                    1e-9 * Math.max(1, Math.abs(canonical)),
                    () -> metric + " " + site + " " + own);
        }
    }

    @Test
    void limitsOffsetsAndAlertsFollowTheValue() {
        Manner manner = new Manner(Map.of(Metric.TEMPERATURE, Unit.FAHRENHEIT), NumberStyle.POINT, false);
        Stream plain = stream(Metric.TEMPERATURE, Unit.CELSIUS, 25);
        Stream limited = new Stream(
                plain.key(),
                plain.name(),
                plain.location(),
                plain.device(),
                plain.metric(),
                plain.value(),
                plain.unit(),
                plain.decimals(),
                plain.quality(),
                false,
                1,
                false,
                "Bay 1",
                "Node",
                10,
                Double.NaN,
                null,
                0.5);
        Stream shown = Converted.of(limited, manner);
        assertEquals(77, shown.value(), 1e-9);
        assertEquals(50, shown.low(), 1e-9);
        assertTrue(Double.isNaN(shown.high()));
        assertEquals(0.9, shown.offset(), 1e-9, "a difference of half a kelvin");
        assertEquals(
                33.42 * 1.8 + 32,
                Converted.of(Facilities.abnormal(), manner)
                        .field()
                        .streams()
                        .getFirst()
                        .value(),
                1e-9);
        AlertSnapshot.Alert alert = Converted.of(Facilities.abnormal(), manner).alerts().open().stream()
                .filter(a -> a.source().equals("stream:air-temp-1"))
                .findFirst()
                .orElseThrow();
        AlertSnapshot.Alert before = Facilities.abnormal().alerts().open().stream()
                .filter(a -> a.no() == alert.no())
                .findFirst()
                .orElseThrow();
        assertEquals(before.limit() * 1.8 + 32, alert.limit(), 1e-9);
    }

    @Test
    void numbersAndHoursAreWrittenAsThePersonWritesThem() {
        Words words = Words.in(Locale.ENGLISH);
        Times times = new Times(words, Facilities.SITE.zone());
        assertEquals("12\u2009345.60", words.number(12_345.6, 2));
        words.manner(new Manner(Map.of(), NumberStyle.COMMA_POINT, true));
        assertEquals("12.345,60", words.number(12_345.6, 2));
        assertEquals("−0,5", words.plain(-0.5));
        assertEquals("5:52:07 AM", times.clock(Facilities.NOW));
        words.manner(new Manner(Map.of(), NumberStyle.POINT_COMMA, false));
        assertEquals("12,345.60", words.number(12_345.6, 2));
        assertEquals("05:52:07", times.clock(Facilities.NOW));
    }

    @Test
    void eachPersonHasAMannerOfTheirOwnOnThisWorkstation() {
        Manner marta = new Manner(Map.of(Metric.EC, Unit.MILLISIEMENS_CM), NumberStyle.COMMA, true);
        MannerFile file = new MannerFile(folder, "marta/night shift");
        file.keep(marta);
        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertEquals(marta, new MannerFile(folder, "marta/night shift").read()));
        assertEquals(Manner.SITE, new MannerFile(folder, "jan").read());
    }
}
