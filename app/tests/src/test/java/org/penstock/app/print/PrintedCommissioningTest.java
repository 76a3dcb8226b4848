package org.penstock.app.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.penstock.app.api.Parts;
import org.penstock.app.api.WiringDocuments;
import org.penstock.app.print.CommissioningSheet.Input;
import org.penstock.app.print.CommissioningSheet.Observation;
import org.penstock.app.print.CommissioningSheet.Result;
import org.penstock.app.print.CommissioningSheet.Step;
import org.penstock.app.print.CommissioningSheet.Value;

/** A sheet read back from its PDF, as an auditor would. */
@Execution(ExecutionMode.CONCURRENT)
class PrintedCommissioningTest {
    private static final Instant BEGAN = Instant.parse("2026-11-21T05:10:00Z");
    private static final String LONG =
            "Ventil Südgewächshaus Reihe dreiundzwanzig hinten links mit sehrlangemzusammengesetztenwortohnetrennstelle"
                    + "x".repeat(90) + " → Tränke";

    private static Step step(int no, Result result, String name) {
        return new Step(
                "valve-" + no,
                name,
                "valve",
                "bay-1",
                "skid",
                "register: coil:" + no,
                "the device's own timer",
                900.0,
                0.0,
                1,
                BEGAN.plusSeconds(20L * no),
                result,
                result == Result.PASSED ? "" : "It was not read back at 1: <no & answer>.",
                result == Result.PASSED ? 0.42 : null,
                result == Result.SKIPPED ? null : 0.31,
                List.of(new Observation(
                        "flow",
                        "Flow",
                        "L/min",
                        1,
                        new Value(0.0, "good", false),
                        new Value(12.3, "good", false),
                        new Value(null, "no_communication", true))),
                result == Result.PASSED ? Boolean.TRUE : null,
                no == 1 ? "water at bay 1 after 3 s, µS and m² fine, 21 °C" : "");
    }

    static CommissioningSheet sheet(int outputs) {
        List<Step> steps = IntStream.rangeClosed(1, outputs)
                .mapToObj(no -> step(
                        no,
                        no == 2 ? Result.FAILED : no == 3 ? Result.SKIPPED : Result.PASSED,
                        no == 4 ? LONG : "Bay " + no + " north"))
                .toList();
        return new CommissioningSheet(
                "penstock.commissioning.1",
                new Parts.Place("north", "North \"House\" <1>", "ng", "Northglass & Söhne", "grow", "Europe/Amsterdam"),
                true,
                "Ada Lövelace",
                "ada",
                BEGAN,
                BEGAN.plusSeconds(600),
                "a".repeat(64),
                "penstock 0.1.0",
                5,
                List.of(new WiringDocuments.Device(
                        "skid", "Irrigation skid", "plc", "modbus", "host: 192.168.1.20, port: 502", "unit_id: 1")),
                steps,
                List.of(
                        new Input(
                                "air-temp",
                                "Air temperature",
                                "climate",
                                "pointer: /t",
                                "°C",
                                2,
                                new Value(21.5, "good", false),
                                2.0,
                                BEGAN,
                                true,
                                ""),
                        new Input(
                                "drain-ec",
                                "Drain EC",
                                "skid",
                                "register: holding:102",
                                "µS/cm",
                                0,
                                new Value(null, "no_communication", true),
                                null,
                                BEGAN,
                                false,
                                "probe not wired")),
                Heads.of(1_234, "cd".repeat(32)));
    }

    private static PDDocument printed(CommissioningSheet sheet) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintedCommissioning.write(sheet, out);
        return Loader.loadPDF(out.toByteArray());
    }

    /** The text with every run of white space as one blank: a line break inside a cell is no difference. */
    private static String text(PDDocument pdf) throws IOException {
        return new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
    }

    @Test
    void everythingThatWasFoundIsOnPaper() throws IOException {
        try (PDDocument pdf = printed(sheet(4))) {
            String text = text(pdf);
            for (String said : List.of(
                    "North \"House\" <1>, Northglass & Söhne",
                    "Every link here leads to a simulator",
                    "Ada Lövelace (account ada)",
                    "2026-11-21 06:10:00 Europe/Amsterdam",
                    "2 passed, 1 failed, 1 skipped",
                    "2 looked at, 1 not as expected",
                    "penstock 0.1.0",
                    "host: 192.168.1.20, port: 502",
                    "Bay 1 north valve-1",
                    "PASSED",
                    "FAILED",
                    "SKIPPED",
                    "It was not read back at 1: <no & answer>.",
                    "register: coil:3",
                    "the device's own timer",
                    "15 min",
                    "0.42 s",
                    "not read back",
                    "12.3 L/min",
                    "no communication, stale",
                    "water at bay 1 after 3 s, µS and m² fine, 21 °C",
                    "→ Tränke",
                    "21.50 °C",
                    "probe not wired",
                    "Tested by: name and signature",
                    "Witnessed by: name and signature")) {
                assertTrue(text.contains(said), said + " is missing in " + text);
            }
            assertTrue(text.replace(" ", "").contains("a".repeat(64)), "the whole hash");
            assertTrue(text.replace(" ", "").contains("x".repeat(90)), "the whole name");
            assertFalse(text.contains("#"), "a sign without a letter: " + text);
        }
    }

    @Test
    void pagesAreA4NumberedAndNothingLeavesThem() throws IOException {
        try (PDDocument pdf = printed(sheet(40))) {
            int pages = pdf.getNumberOfPages();
            assertTrue(pages > 3, pages + " pages");
            for (int i = 1; i <= pages; i++) {
                PDFTextStripper one = new PDFTextStripper() {
                    @Override
                    protected void processTextPosition(TextPosition letter) {
                        assertTrue(
                                letter.getXDirAdj() >= 0
                                        && letter.getXDirAdj() + letter.getWidthDirAdj()
                                                <= PDRectangle.A4.getWidth() - 30,
                                letter + " is beyond the margin");
                        super.processTextPosition(letter);
                    }
                };
                one.setStartPage(i);
                one.setEndPage(i);
                String text = one.getText(pdf).replaceAll("\\s+", " ");
                assertTrue(text.contains("Page " + i + " of " + pages), text);
                PDRectangle size = pdf.getPage(i - 1).getMediaBox();
                assertEquals(PDRectangle.A4.getWidth(), size.getWidth(), 1);
                assertEquals(PDRectangle.A4.getHeight(), size.getHeight(), 1);
            }
            String text = text(pdf);
            IntStream.rangeClosed(1, 40)
                    .forEach(no -> assertTrue(text.contains("register: coil:" + no + " "), "output " + no));
        }
    }

    @Test
    void itsLettersComeAlong() throws IOException {
        Path pictures = Files.createDirectories(Path.of("target", "screens"));
        try (PDDocument pdf = printed(sheet(4))) {
            for (PDPage page : pdf.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    assertTrue(page.getResources().getFont(name).isEmbedded(), name.getName());
                }
            }
            assertTrue(StreamSupport.stream(pdf.getPages().spliterator(), false)
                    .anyMatch(p -> p.getResources().getFontNames().iterator().hasNext()));
            for (int i = 0; i < pdf.getNumberOfPages(); i++) {
                Path picture = pictures.resolve("commissioning-sheet-" + (i + 1) + ".png");
                ImageIO.write(new PDFRenderer(pdf).renderImageWithDPI(i, 110), "png", picture.toFile());
                assertTrue(Files.size(picture) > 20_000, "page " + (i + 1) + " is not empty");
            }
        }
    }
}
