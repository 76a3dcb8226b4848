package org.penstock.app.window.model.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.penstock.core.runtime.FacilityRecord;
import org.penstock.app.window.model.Mark;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.register.Entry;
import org.penstock.app.window.model.register.Pen;
import org.penstock.app.window.model.register.Register;
import org.penstock.core.compliance.LegalHold;
import org.penstock.core.compliance.RetentionRuns;
import org.penstock.core.place.ReadingKind;
import org.penstock.core.place.RetentionPlan;
import org.penstock.core.runtime.Retention;
import org.penstock.core.telemetry.StorageForecast;
import org.penstock.core.telemetry.StreamSet;

/** How kept readings are listed, and what each line says. */
class RetentionListTest {
    private static final Instant NOW = Instant.parse("2026-03-01T06:00:00Z");
    private static final Words WORDS = Words.in(Locale.ENGLISH);
    private static final Pen PEN = new Pen(WORDS, new Times(WORDS, ZoneId.of("UTC")), NOW, key -> key);
    private static final UUID ID = new UUID(1, 1);

    private static LegalHold hold(Instant expires) {
        return new LegalHold(
                ID,
                "2024/118",
                "a claim",
                LegalHold.Scope.LOCATION,
                "bay-1",
                StreamSet.of(List.of(1, 2, 3)),
                Instant.parse("2024-02-19T00:00:00Z"),
                null,
                "anna",
                NOW.minusSeconds(900),
                expires,
                null,
                null);
    }

    private static Register of(String chosen, LocalDate full, Instant expires) {
        Retention.Piece piece = new Retention.Piece(
                "2024-02-27",
                Map.of(ReadingKind.RAW, 1_997),
                172_540_800,
                466_300_000,
                false,
                List.of(new Retention.Held(ID, "2024/118", 3)));
        RetentionRuns.Run run = new RetentionRuns.Run(
                new UUID(2, 1), "system", "daily", NOW, NOW, NOW, NOW, 2, 12, 34_000_000, List.of("kept"), "");
        Kept kept = new Kept(
                RetentionPlan.USUAL,
                new StorageForecast(341_000_000_000L, 467_000_000L, 14, 459_000_000_000L, -1, full),
                new Retention.Preview(NOW, List.of(piece)),
                List.of(hold(expires)),
                List.of(new FacilityRecord.Forgotten(NOW.minusSeconds(90_000), NOW)),
                List.of(run));
        return RetentionList.of(kept, chosen, _ -> "", PEN);
    }

    private static String text(Register register) {
        Entry entry = Objects.requireNonNull(register.entry());
        return entry.title() + "\n" + entry.sentence() + "\n" + entry.sections();
    }

    @Test
    void roomPlanAndWhatIsDueStandAboveHoldsAndRuns() {
        Register list = of("", LocalDate.of(2031, 8, 14), NOW.plusSeconds(60));
        assertEquals(
                List.of("room", "plan", "now", "hold:" + ID, "run:" + new UUID(2, 1)),
                list.rows().stream().map(r -> r.key()).toList());
        assertEquals(List.of(Mark.NONE), list.rows().stream().map(r -> r.mark()).distinct().toList());
        assertEquals(Mark.AWAY, of("", LocalDate.of(2026, 3, 20), NOW).rows().getFirst().mark());
    }

    @Test
    void everyLineIsToldWhole() {
        LocalDate full = LocalDate.of(2026, 3, 20);
        assertTrue(text(of(RetentionList.ROOM, full, NOW)).contains("full on 2026-03-20"));
        assertTrue(text(of(RetentionList.PLAN, full, NOW)).contains("24 months"));
        String due = text(of(RetentionList.NOW, full, NOW));
        assertTrue(due.contains("466.3 MB") && due.contains("2024/118 keeps 3 streams"), due);
        Register held = of("hold:" + ID, full, NOW.plusSeconds(60));
        assertTrue(text(held).contains("location bay-1, from "), text(held));
        assertTrue(Objects.requireNonNull(held.entry()).offers().getFirst().open());
        assertTrue(text(held).contains("Gone before it was placed"), text(held));
        Register over = of("hold:" + ID, full, NOW);
        assertTrue(!Objects.requireNonNull(over.entry()).offers().getFirst().open(), "an expired one needs no lifting");
        assertTrue(text(of("run:" + new UUID(2, 1), full, NOW)).contains("once a day"));
    }
}
