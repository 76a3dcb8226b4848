package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javafx.scene.input.KeyCode;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.app.window.model.PageAddress.Kind;

/** A lot is scheduled, lies untouched, is weighed, mixed and brought to be signed, and its paper written, from the keyboard. */
@SecondWindow
class DestructionPageStoryTest {
    private final RegisterSight at = new RegisterSight();

    @TempDir
    Path temp;

    @BeforeAll
    static void toolkit() throws InterruptedException {
        Sight.toolkit();
    }

    @BeforeEach
    void lots() {
        at.room
                .stock
                .with("H 26/7", "Blue Dream", "kg", Map.of("Bay 1", "8.5"))
                .with("H 26/8", "Northern Lights", "kg", Map.of("Bay 1", "12.25"));
        at.sits("anna");
    }

    @AfterEach
    void close() {
        at.close();
    }

    @Test
    void whatIsScheduledLiesUntouchedAsLongAsTheRuleWants() {
        at.room.stock.destroying.here = "us-wa";
        at.open(Kind.DESTRUCTION);
        at.sight().seenPart("Nothing is to be destroyed. N schedules a lot");
        // With nothing chosen the rules are told, the site's own first.
        at.sight().seen("us-wa, this site’s");
        at.sight().seenPart("72 h untouched, in force since 2024-01-01: WAC 314-55-097");
        at.sight().seen("Where no jurisdiction’s rule applies (“none”)");
        at.onList(KeyCode.N);
        at.write("H 26/7");
        at.tab();
        at.write("us-xx");
        at.tab();
        at.write("grey mould");
        at.go();
        at.sight().seenPart("No rule of \"us-xx\" is known");
        at.tab();
        at.write("us-wa");
        at.go();
        at.sight().seen("Lot H 26/7 is scheduled for destruction and held.");
        at.sight().seen("Destruction of lot H 26/7, Blue Dream");
        at.sight().seen("72 h 00 min left");
        at.sight().seenPart("72 h untouched, in force since 2024-01-01: WAC 314-55-097");
        at.sight().gone("us-wa, this site’s");
        at.sight().press("Rules in force");
        at.sight().seen("us-wa, this site’s");
        at.sight().press("Rules in force");
        at.sight().gone("us-wa, this site’s");
        at.sight().seenPart("72 hours untouched, then ground and mixed; at least 50 % of a mixture is something else");
        assertFalse(at.sight().pressable("Mix and destroy  M"));
        at.sight().seenPart("Mix and destroy: weigh it first");

        at.onList(KeyCode.W);
        at.write("8");
        at.tab();
        at.tab();
        at.tab();
        assertTrue(at.onCheck());
        at.key(KeyCode.SPACE);
        at.go();
        at.sight().seenPart("Say why they differ");
        at.write("8");
        for (int i = 0; i < 4; i++) {
            at.tab();
        }
        at.write("dried out");
        at.go();
        at.sight().seen("Lot H 26/7 is weighed: 8 kg.");
        assertEquals("anna weighs 8 kg of H 26/7 dried out", at.room.stock.done.getLast());

        assertFalse(at.sight().pressable("Mix and destroy  M"));
        at.onList(KeyCode.M);
        at.sight().seen("its time untouched is not over.");

        at.onList(KeyCode.X);
        at.go();
        at.sight().seen("Reason is wanted.");
        at.write("the second sample is clean");
        at.go();
        at.sight().seenPart("is given up. The lot is still held.");
        at.sight().gone("72 h 00 min left");
        at.sight().press("Also what is over");
        at.sight().seen("given up");
    }

    @Test
    void whoIsAllThereIsDestroysAloneAndSaysWhy() {
        at.room.stock.destroying.scheduled("H 26/8", "ca", "anna", Duration.ofHours(1));
        at.open(Kind.DESTRUCTION);
        at.sight().seen("time is over");
        at.onList(KeyCode.W);
        at.write("12.25");
        at.go();
        at.sight().seen("Lot H 26/8 is weighed: 12.25 kg.");
        at.onList(KeyCode.M);
        at.choose("composted");
        at.go();
        at.sight().seenPart("Ask for the signatures now: A.");
        at.onList(KeyCode.A);
        at.write("nobody else works here");
        at.tab();
        assertTrue(at.onCheck());
        at.key(KeyCode.SPACE);
        at.tab();
        at.write("right");
        at.go();
        at.sight().seen("Destroyed.");
        assertEquals("anna asks for signatures: nobody else works here", at.room.stock.done.getLast());
        assertEquals(List.of(), at.secrets().stream().filter(s -> !s.isEmpty()).toList(), "no secret stays in a field");
    }

    @Test
    void theDesktopOpensThePaperOrSaysWhyNot() throws IOException {
        assertEquals(List.of("open"), DesktopProgram.of("Mac OS X").command());
        assertEquals("rundll32", DesktopProgram.of("Windows 11").command().getFirst());
        Path bin = Files.createDirectories(temp.resolve("no-such-directory"));
        IOException why = org.junit.jupiter.api.Assertions.assertThrows(
                IOException.class, () -> DesktopProgram.of("Linux").open(bin.resolve("gone.pdf")));
        assertTrue(String.valueOf(why.getMessage()).startsWith("xdg-open"), String.valueOf(why.getMessage()));
    }

    @Test
    void itIsMixedBroughtToBeSignedAndItsPaperWritten() throws IOException {
        at.room.stock.destroying.scheduled("H 26/8", "us-nm", "bob", Duration.ofHours(80));
        at.open(Kind.DESTRUCTION);
        at.sight().seen("time is over");
        at.onList(KeyCode.W);
        at.write("12.25");
        at.go();
        at.sight().seen("Lot H 26/8 is weighed: 12.25 kg.");
        at.sight().seen("weighed; to be destroyed");

        at.onList(KeyCode.M);
        at.write("sawdust");
        at.tab();
        at.write("40");
        at.go();
        at.sight().seenPart("At least 50 % of the mixture must be something else, not 40 %");
        at.tab();
        at.write("55");
        at.go();
        at.sight().seenPart("Ask for the signatures now: A.");
        assertEquals("anna records grind_and_mix with sawdust 55", at.room.stock.done.getLast());

        Path picture = Files.write(temp.resolve("scale.png"), new byte[1_234]);
        at.onList(KeyCode.F);
        at.write(temp.resolve("gone.png").toString());
        at.tab();
        at.tab();
        at.choose("scale");
        at.go();
        at.sight().seenPart("There is no file " + temp.resolve("gone.png"));
        at.write(picture.toString());
        at.go();
        at.sight().seen("The picture is kept with the destruction of lot H 26/8.");
        assertEquals("photo of 1234 bytes, scale", at.room.stock.done.getLast());

        at.onList(KeyCode.A);
        at.write("ready");
        at.go();
        at.sight().seenPart("Asked for: Destroy 12.25 kg of lot H 26/8.");
        at.sight().seen("signed 0 of 2");
        at.onList(KeyCode.S);
        assertEquals(
                "signoffs:" + at.room.consents.waiting.getFirst().id(), at.ways.getLast(), "it is signed where all is");

        Path paper = temp.resolve("paper.pdf");
        at.onList(KeyCode.P);
        at.write("paper.pdf");
        at.go();
        at.sight().seenPart("“paper.pdf” is no whole path.");
        at.write(paper.toString());
        at.go();
        // There is no desktop where this runs, and maybe one where somebody runs it.
        at.sight().seenPart("The record is in " + paper);
        at.sight().gone("is no whole path");
        try (PDDocument pdf = Loader.loadPDF(paper.toFile())) {
            String text = new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
            assertTrue(text.contains("Record of a destruction") && text.contains("sawdust"), text);
        }
        byte[] before = Files.readAllBytes(paper);
        at.onList(KeyCode.P);
        at.write(paper.toString());
        at.go();
        at.sight().seenPart("is there already and is not overwritten.");
        assertEquals(List.of(before.length), List.of(Files.readAllBytes(paper).length));
    }
}
