package org.penstock.app.window.model.destruction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.register.Field;
import org.penstock.app.window.model.register.Form;
import org.penstock.app.window.model.register.Pen;
import org.penstock.core.compliance.Destruction;
import org.penstock.core.compliance.Destruction.State;
import org.penstock.core.compliance.JurisdictionRule;
import org.penstock.core.compliance.JurisdictionRules;

/** How a destruction stands, and how long its lot still lies untouched. */
class DestructionListTest {
    private static final Instant THEN = Instant.parse("2026-03-01T06:00:00Z");
    private static final Words WORDS = Words.in(Locale.ENGLISH);

    private static Pen pen(Duration later) {
        return new Pen(WORDS, new Times(WORDS, ZoneId.of("UTC")), THEN.plus(later), key -> key);
    }

    private static Destruction of(State state, String jurisdiction, String unit) {
        JurisdictionRule rule = JurisdictionRules.BUILT_IN.stream()
                .filter(r -> r.jurisdiction().equals(jurisdiction))
                .findFirst()
                .orElseThrow();
        boolean over = state == State.EXECUTED || state == State.CANCELLED;
        return new Destruction(
                new UUID(1, 1), new UUID(1, 2), "H 26/7", unit, rule, "mould", "anna", THEN,
                THEN.plus(Duration.ofHours(rule.holdHours())), state, null, null, null, null, null, null, null, "", null, "",
                null, null, null, null, false, "", null, null, over ? THEN.plusSeconds(60) : null, "", 3);
    }

    private static String left(Destruction d, Duration later) {
        return DestructionList.of(List.of(d), Map.of(), "", "", null, _ -> "", pen(later))
                .rows()
                .getFirst()
                .cells()
                .get(3);
    }

    @Test
    void theTimeThatIsLeftCountsByTheRule() {
        Destruction wa = of(State.SCHEDULED, "us-wa", "kg");
        assertEquals("72 h 00 min left", left(wa, Duration.ZERO));
        assertEquals("1 h 00 min left", left(wa, Duration.ofHours(71)));
        assertEquals("59 min 59 s left", left(wa, Duration.ofHours(71).plusSeconds(1)));
        assertEquals("1 s left", left(wa, Duration.ofHours(72).minusMillis(300)));
        assertEquals("time is over", left(wa, Duration.ofHours(72)));
        assertEquals("time is over", left(of(State.WEIGHED, "us-co", "kg"), Duration.ZERO));
        assertEquals("today 06:01", left(of(State.CANCELLED, "us-wa", "kg"), Duration.ofHours(1)));
    }

    @Test
    void everyStepHasItsTurn() {
        assertEquals("destruction.weigh-first", DestructionDeed.RECORD.whyNot(State.SCHEDULED, false, true));
        assertEquals("destruction.still-lies", DestructionDeed.RECORD.whyNot(State.WEIGHED, false, true));
        assertEquals("", DestructionDeed.RECORD.whyNot(State.WEIGHED, false, false));
        assertEquals("destruction.record-first", DestructionDeed.ASK.whyNot(State.WEIGHED, false, false));
        assertEquals("", DestructionDeed.ASK.whyNot(State.RECORDED, false, false));
        assertEquals("destruction.is-asked", DestructionDeed.ASK.whyNot(State.RECORDED, true, false));
        assertEquals("destruction.ask-first", DestructionDeed.SIGN.whyNot(State.RECORDED, false, false));
        assertEquals("", DestructionDeed.SIGN.whyNot(State.RECORDED, true, false));
        for (DestructionDeed deed : DestructionDeed.values()) {
            boolean still = deed == DestructionDeed.PRINT || deed == DestructionDeed.SCHEDULE || deed == DestructionDeed.PHOTO;
            assertEquals(still, deed.whyNot(State.EXECUTED, false, false).isEmpty(), deed.name());
        }
        assertEquals(
                DestructionDeed.values().length,
                Arrays.stream(DestructionDeed.values()).map(d -> d.doing().letter()).distinct().count(),
                "a letter does one thing");
    }

    @Test
    void aFormOffersWhatTheRuleAllows() {
        Form wa = form(DestructionDeed.RECORD, of(State.WEIGHED, "us-wa", "kg"));
        assertEquals(1, field(wa, "method").choices().size());
        assertEquals("GRIND_AND_MIX", field(wa, "method").value());
        assertTrue(wa.text().startsWith("72 hours untouched, then ground and mixed; at least 50 %"), wa.text());
        Form co = form(DestructionDeed.RECORD, of(State.WEIGHED, "us-co", "kg"));
        assertEquals(JurisdictionRule.Method.values().length, field(co, "method").choices().size());
        for (Field.Choice c : field(co, "method").choices()) {
            assertFalse(c.name().contains("_"), c.name());
        }
    }

    @Test
    void aLotThatIsCountedIsCountedBesideItsWeight() {
        Form kilograms = form(DestructionDeed.WEIGH, of(State.SCHEDULED, "us-wa", "kg"));
        assertTrue(kilograms.fields().stream().noneMatch(f -> f.key().equals("quantity")));
        assertEquals("kg", field(kilograms, "unit").value());
        assertEquals("bay-1", field(kilograms, "location").value(), "where there is one place, it is that");
        assertTrue(field(form(DestructionDeed.WEIGH, of(State.SCHEDULED, "us-wa", "each")), "quantity").must());
        assertEquals("destruction-H_26_7-v3.pdf", DestructionForms.paper(of(State.SCHEDULED, "us-wa", "kg")));
    }

    private static Form form(DestructionDeed deed, Destruction d) {
        return DestructionForms.of(
                deed, d, new TreeMap<>(Map.of("bay-1", BigDecimal.TEN)), key -> "Bay 1", "/tmp/x.pdf", pen(Duration.ZERO));
    }

    private static Field field(Form form, String key) {
        return form.fields().stream().filter(f -> f.key().equals(key)).findFirst().orElseThrow();
    }
}
