package org.penstock.app.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.penstock.app.api.DestructionDocuments.Entry;
import org.penstock.app.api.DestructionDocuments.Evidence;
import org.penstock.app.api.DestructionDocuments.One;
import org.penstock.app.api.DestructionDocuments.Rule;
import org.penstock.app.api.DestructionDocuments.Signed;
import org.penstock.app.api.DestructionDocuments.Whole;
import org.penstock.app.api.Parts;
import org.penstock.app.api.StockDocuments;

/** A record of a destruction read back from its PDF, as an inspector would. */
@Execution(ExecutionMode.CONCURRENT)
class PrintedDestructionTest {
    private static final Instant AT = Instant.parse("2026-11-21T05:10:00Z");
    private static final String HASH = "0123456789abcdef".repeat(4);

    static Whole whole(String state, boolean alone, @Nullable Instant reviewDue) {
        One one = new One(
                UUID.fromString("01990000-0000-7000-8000-000000000001"),
                "H-7 <b>",
                state,
                "mould & rot",
                new Rule(
                        "us-wa",
                        LocalDate.parse("2024-01-01"),
                        72,
                        Set.of("grind_and_mix"),
                        new BigDecimal("50"),
                        2,
                        Set.of(),
                        "WAC 314-55-097"),
                "carl",
                AT,
                AT.plusSeconds(72 * 3600),
                new BigDecimal("2500"),
                "g",
                "carl",
                AT.plusSeconds(60),
                new BigDecimal("2.5"),
                "kg",
                new BigDecimal("-0.1"),
                "dried",
                "grind_and_mix",
                "ground and mixed with other waste",
                "soil",
                new BigDecimal("55"),
                AT.plusSeconds(73 * 3600),
                AT.plusSeconds(75 * 3600),
                "carl",
                true,
                "the scale's room was locked",
                state.equals("executed") ? AT.plusSeconds(76 * 3600) : null,
                "",
                5);
        return new Whole(
                "penstock.destruction.1",
                new Parts.Place("north", "North House", "ng", "Northglass & Söhne", "grow", "Europe/Amsterdam"),
                one,
                new StockDocuments.Lot(
                        "H-7 <b>",
                        "harvest",
                        "Blue Dream",
                        new BigDecimal("9.5"),
                        "kg",
                        BigDecimal.ZERO,
                        "released",
                        true,
                        null,
                        "bay 2",
                        null,
                        AT),
                "Pump room",
                73.0,
                HASH,
                UUID.randomUUID(),
                "executed",
                alone,
                reviewDue,
                List.of(
                        signed("bob", "Bob Ng", "approved", "compliance"),
                        signed("dora", "Dora Lövelace", "witnessed", "supervisor")),
                List.of(new Evidence("ab".repeat(32), "image/png", 12345, "stored", "scale", AT.plusSeconds(90))),
                IntStream.rangeClosed(1, 40)
                        .mapToObj(no -> new Entry(
                                no,
                                AT.plusSeconds(no),
                                "carl",
                                "destruction.weighed",
                                String.format("%064x", 0x1234567890abcdefL * no)))
                        .toList(),
                Heads.of(1_234, "cd".repeat(32)));
    }

    private static Signed signed(String login, String name, String meaning, String role) {
        return new Signed(login, name, meaning, "seen it", AT.plusSeconds(76 * 3600), Set.of(role), "desk-1", 2, HASH);
    }

    /** A photograph with a see-through corner: PDF/A must not carry that on. */
    static byte[] picture() throws IOException {
        BufferedImage image = new BufferedImage(1600, 1200, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.RED);
        pen.fillRect(0, 0, 1200, 1200);
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    private static byte[] printed(Whole whole, Map<String, byte[]> pictures) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintedDestruction.write(whole, pictures, out);
        return out.toByteArray();
    }

    private static String text(PDDocument pdf, int from, int to) throws IOException {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setStartPage(from);
        stripper.setEndPage(to);
        return stripper.getText(pdf).replaceAll("\\s+", " ");
    }

    @Test
    void everyPageHasItsNumberAndTheHashAndTheTextSaysWhoDidWhat() throws IOException {
        byte[] bytes = printed(whole("executed", false, null), Map.of("ab".repeat(32), picture()));
        try (PDDocument pdf = Loader.loadPDF(bytes)) {
            int pages = pdf.getNumberOfPages();
            assertTrue(pages >= 2, pages + " pages");
            for (int no = 1; no <= pages; no++) {
                String text = text(pdf, no, no);
                assertTrue(text.contains("Page " + no + " of " + pages), text);
                assertTrue(text.contains("content hash " + HASH), text);
            }
            String text = text(pdf, 1, pages);
            for (String said : List.of(
                    "H-7 <b>, Blue Dream (harvest)",
                    "mould & rot",
                    "2.5 kg",
                    "2500 g",
                    "2026-11-21 06:11:00 Europe/Amsterdam by carl",
                    "Pump room",
                    "-0.1 kg beside what should be there: dried",
                    "us-wa",
                    "WAC 314-55-097",
                    "72 hours of hold",
                    "73.00 hours",
                    "ground and mixed with other waste",
                    "soil",
                    "55 % by volume",
                    "YES: the scale's room was locked",
                    "SHA-256 " + "ab".repeat(32),
                    "approved Bob Ng",
                    "witnessed Dora Lövelace",
                    "2026-11-24 10:10:00 Europe/Amsterdam",
                    "bob (compliance)",
                    "desk-1",
                    "carl, weighed",
                    "9.5 kg when this was printed",
                    "Head of the chain event 1234 when this was printed, cdcdcdcd",
                    "Signed head 2026-11-20, event 1200, signed 2026-11-21T00:00:30Z, 12121212",
                    "Key abababab")) {
                assertTrue(text.contains(said), () -> said + " is not in: " + text);
            }
            assertFalse(text.contains("alone"), text);
            assertFalse(text.contains("NOT EXECUTED"), text);
            Path shown = Files.createDirectories(Path.of("target", "screens"));
            for (int no = 0; no < pages; no++) {
                ImageIO.write(
                        new PDFRenderer(pdf).renderImageWithDPI(no, 80),
                        "png",
                        shown.resolve("destruction-" + (no + 1) + ".png").toFile());
            }
        }
    }

    @Test
    void itIsMadeToBeKept() throws IOException {
        byte[] bytes = printed(whole("executed", false, null), Map.of("ab".repeat(32), picture()));
        try (PDDocument pdf = Loader.loadPDF(bytes)) {
            var catalog = pdf.getDocumentCatalog();
            String metadata =
                    new String(catalog.getMetadata().toByteArray(), StandardCharsets.UTF_8).replaceAll("\\s+", "");
            assertTrue(metadata.contains("pdfaid:part>2<") || metadata.contains("pdfaid:part=\"2\""), metadata);
            assertTrue(
                    metadata.contains("pdfaid:conformance>B<") || metadata.contains("pdfaid:conformance=\"B\""),
                    metadata);
            assertEquals(1, catalog.getOutputIntents().size());
            assertNotNull(catalog.getOutputIntents().getFirst().getDestOutputIntent());
            assertFalse(pdf.isEncrypted());
            assertNotNull(pdf.getDocument().getDocumentID());
            boolean shown = false;
            for (PDPage page : pdf.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(name);
                    assertTrue(font.isEmbedded(), font.getName());
                }
                for (COSName name : page.getResources().getXObjectNames()) {
                    shown = true;
                    assertFalse(
                            page.getResources().getXObject(name).getCOSObject().containsKey(COSName.SMASK));
                }
            }
            assertTrue(shown, "the picture is on it");
            assertTrue(bytes.length < 400_000, bytes.length + " bytes");
        }
    }

    @Test
    void whatIsADraftOrWasDoneAloneSaysSo() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(printed(whole("recorded", true, AT), Map.of()))) {
            String text = text(pdf, 1, pdf.getNumberOfPages());
            assertTrue(text.contains("NOT EXECUTED"), text);
            assertTrue(text.contains("Done by one person alone; review by another person due 2026-11-21"), text);
        }
        byte[] damaged = "no picture".getBytes(StandardCharsets.UTF_8);
        try (PDDocument pdf =
                Loader.loadPDF(printed(whole("executed", true, null), Map.of("ab".repeat(32), damaged)))) {
            String text = text(pdf, 1, pdf.getNumberOfPages());
            assertTrue(text.contains("another person has reviewed it"), text);
            assertTrue(text.contains("It cannot be shown here"), text);
        }
    }
}
