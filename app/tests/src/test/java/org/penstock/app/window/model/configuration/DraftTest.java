package org.penstock.app.window.model.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.configuration.FieldModel.Choice;
import org.penstock.core.facility.Change;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.Example;
import org.penstock.core.facility.FacilityElements.ElementId;
import org.penstock.core.facility.FacilityFile;
import org.penstock.core.facility.FacilityFile.Reading;
import org.penstock.core.facility.Problems.Problem;
import org.penstock.core.facility.Rebase;
import org.penstock.core.facility.Shape;
import org.penstock.core.facility.TextDiff;
import org.penstock.core.link.Driver;
import org.penstock.core.runtime.FacilityChange;
import org.penstock.core.runtime.Rooms;

/** A person changes the file of a greenhouse word by word; what the check says of it is told at the word. */
@Execution(ExecutionMode.CONCURRENT)
class DraftTest {
    private static final Words WORDS = Words.in(Locale.ENGLISH);
    private static final FacilityFile FILE = Rooms.facilityFile(
            ServiceLoader.load(Driver.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList(),
            UuidCreator::getTimeOrderedEpoch);
    private static final Shape.Group SHAPE = FILE.shape();
    private static final String MAIN = Example.GROW.text();
    private static final List<Configuration.File> FILES = List.of(new Configuration.File("grow.yaml", MAIN));
    private static final ElementId HOT = new ElementId("alert", "air-hot");
    private static final ElementId DAY = new ElementId("program", "day");

    @Test
    void lettersOfOneWordAreOneChangeAndEveryCommentStays() {
        Draft draft = Draft.of(FILES)
                .with(word(HOT, "limit", "3"))
                .with(word(HOT, "limit", ""))
                .with(word(HOT, "limit", "33 °C"))
                .with(word(HOT, "severity", "critical"));
        assertEquals(2, draft.done());
        assertEquals(
                MAIN.replace(
                        "type: limit_high, limit: 32 °C, hysteresis: 1 °C, on_delay: 2min, severity: warning",
                        "type: limit_high, limit: 33 °C, hysteresis: 1 °C, on_delay: 2min, severity: critical"),
                text(draft));
        assertEquals(MAIN.replace("limit: 32 °C", "limit: 33 °C"), text(draft.undo()));
        assertEquals(text(draft), text(draft.undo().redo()));
        assertFalse(draft.undo().with(word(HOT, "name", "Hot")).redoable());
        assertEquals(MAIN, text(draft.undo().undo()));
    }

    @Test
    void whatIsNoYamlStaysOutOfTheFileAndIsToldWhereItWasWritten() {
        String lines = Drafted.of(Draft.of(FILES)).elements().text(DAY);
        Draft broken = Draft.of(FILES)
                .with(new Edit.Lines(DAY, lines.replace("{open: [valve-2], for: 2min}", "{open: [valve-2, for: 2min}")));
        Drafted drafted = Drafted.of(broken);
        assertEquals(FILES, drafted.files());
        assertEquals(9, drafted.unfinished().getFirst().told().line());
        Checked checked = checked(broken);
        assertFalse(checked.plannable());
        FormModel form = form(checked, DAY);
        assertTrue(form.text().contains("[valve-2, for"), "what was typed is not lost");
        assertTrue(form.textTold().getFirst().startsWith("line 9: this is not valid YAML"), form.textTold()::toString);

        Draft more = Draft.of(FILES).with(word(new ElementId("stream", "sun"), "address", "{reading: sun}, key: moon"));
        assertEquals(1, Drafted.of(more).unfinished().size(), "a value cannot become a second word");
        assertEquals(FILES, Drafted.of(more).files());
    }

    @Test
    void aProblemIsToldAtItsFieldWithItsRemedy() {
        FormModel form = form(checked(Draft.of(FILES).with(word(HOT, "limit", "400 °C"))), HOT);
        assertEquals(
                List.of("`limit: 400 °C` is outside what temperature can be: write a value from -100 to 300 °C"),
                field(form, "limit").told());
        assertEquals(List.of(), field(form, "hysteresis").told());
        FormModel without = form(checked(Draft.of(FILES).with(word(HOT, "severity", ""))), HOT);
        assertEquals(
                List.of("`severity` is missing: add `severity: …`"),
                field(without, "severity").told());
    }

    @Test
    void aLimitIsANumberInAUnitOfItsStream() {
        FormModel form = form(checked(Draft.of(FILES)), HOT);
        assertEquals("Limit: Air too hot", form.title());
        assertEquals("air-temp", form.stream());
        FieldModel limit = field(form, "limit");
        assertEquals("32", limit.value());
        assertEquals("°C", limit.unit());
        assertTrue(limit.choices().contains(new Choice("°F", "°F")), limit.choices()::toString);
        assertEquals("90 °F", limit.yaml("90", "°F"));
        assertEquals("5min", field(form, "on_delay").yaml("5", "min"));
        assertEquals("", field(form, "on_delay").yaml(" ", "min"));
        assertEquals(FieldModel.Control.FIXED, field(form, "key").control());
        assertTrue(field(form, "type").choices().contains(new Choice("limit_low", "it is below the limit")));
        FieldModel stream = field(form, "stream");
        assertTrue(stream.choices().contains(new Choice("air-humidity", "Air humidity (air-humidity)")));
    }

    @Test
    void everyWordOfEveryElementHasItsFieldAndWritingItAsItIsChangesNothing() {
        Checked checked = checked(Draft.of(FILES));
        checked.drafted().elements().all().forEach(e -> {
            Draft same = Draft.of(FILES);
            for (FieldModel f : form(checked, e.id()).fields()) {
                if (f.control() != FieldModel.Control.FIXED
                        && f.control() != FieldModel.Control.DEEP
                        && !f.value().isEmpty()) {
                    same = same.with(word(e.id(), f.word(), f.yaml(f.value(), f.unit())));
                }
            }
            Reading read = FILE.read(Drafted.of(same).files(), null, _ -> true);
            assertTrue(read instanceof Reading.Accepted, () -> e.id() + " " + read);
        });
    }

    @Test
    void twoVersionsAreComparedAroundTheirChanges() {
        Draft draft = Draft.of(FILES).with(word(HOT, "limit", "33 °C"));
        List<TextDiff.Line> lines = TextDiff.between(FILES, Drafted.of(draft).files());
        List<LineRow> rows = LineRow.of(lines, false, WORDS);
        List<String> after = Drafted.of(draft).files().getFirst().text().lines().toList();
        List<String> before = FILES.getFirst().text().lines().toList();
        int changed = 0;
        while (before.get(changed).equals(after.get(changed))) {
            changed++;
        }
        assertEquals("File grow.yaml", rows.getFirst().text());
        assertEquals("⋯ " + (changed - 3) + " lines are the same", rows.get(1).text(), "three stand around a change");
        assertEquals(List.of(5), LineRow.changes(rows));
        assertEquals("−", rows.get(5).look().sign());
        assertEquals(Integer.toString(changed + 1), rows.get(5).before());
        assertEquals("+", rows.get(6).look().sign());
        assertEquals(1, LineRow.changes(LineRow.of(lines, true, WORDS)).size());
        assertEquals(List.of(), LineRow.of(TextDiff.between(FILES, FILES), false, WORDS));
    }

    @Test
    void aPlanThatMetAnotherSaysWhatToDo() {
        FacilityChange moved = new FacilityChange(
                "",
                "a".repeat(64),
                List.of(),
                List.of(),
                List.of(),
                List.of(new Change.Added("rule", "r", "rule r (R)")),
                List.of(new Rebase.Conflict("grow.yaml", 4, "limit: 33 °C", "limit: 34 °C")),
                false,
                FILES);
        PlanModel plan = PlanModel.making(PlanModel.Purpose.DRAFT, "", WORDS).made(moved, WORDS);
        assertFalse(plan.doable());
        assertFalse(plan.rebasable(), "both changed the same line: a person decides");
        List<String> said = plan.lines(WORDS).stream().map(PlanModel.Line::text).toList();
        assertEquals(
                List.of(
                        "Applied since you began:",
                        "rule r (R)",
                        "grow.yaml, line 4: both changed this",
                        "yours: limit: 33 °C",
                        "in force: limit: 34 °C"),
                said);
    }

    private static Edit word(ElementId id, String word, String value) {
        ElementKind kind = ElementKind.of(id.kind()).orElseThrow();
        return new Edit.Word(
                id, word, value, List.copyOf(kind.shape(SHAPE).words().keySet()));
    }

    private static String text(Draft draft) {
        return Drafted.of(draft).files().getFirst().text();
    }

    private static Checked checked(Draft draft) {
        Drafted drafted = Drafted.of(draft);
        List<Problem> problems =
                switch (FILE.read(drafted.files(), null, _ -> true)) {
                    case Reading.Accepted(var _, var warnings) -> warnings;
                    case Reading.Refused(var faults) -> faults;
                };
        return Checked.of(
                drafted,
                new FacilityChange(
                        "", "", problems, List.of(), List.of(), List.of(), List.of(), false, drafted.files()),
                "");
    }

    private static FormModel form(Checked checked, ElementId id) {
        return FormModel.of(checked, id, SHAPE, _ -> "", WORDS).orElseThrow();
    }

    private static FieldModel field(FormModel form, String word) {
        return form.fields().stream()
                .filter(f -> f.word().equals(word))
                .findFirst()
                .orElseThrow();
    }
}
