package org.penstock.app.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A list of events read back from its PDF, as an auditor would. */
@Execution(ExecutionMode.CONCURRENT)
class PrintedEventsTest {
    private static final Instant AT = Instant.parse("2026-11-21T05:10:00Z");
    private static final String HASH = "0123456789abcdef".repeat(4);

    @Test
    void everyEventIsOnPaperWithTheHeadOfItsChainAndThePageOfHowMany() throws IOException {
        List<EventList.Line> lines = new ArrayList<>();
        for (int i = 120; i > 0; i--) {
            lines.add(new EventList.Line(
                    i,
                    AT.minusSeconds(60L * (120 - i)),
                    i % 2 == 0 ? "Anna Lee" : "system",
                    "configuration.applied",
                    "signoff:0197c1de-7c11-7ee0-a1b2-c3d4e5f60718",
                    "{\"by_roles\":\"owner\",\"old_state\":\"safe\",\"state\":\"held <&>\",\"hash\":\"" + HASH
                            + "\"}"));
        }
        EventList list = new EventList(
                "North House",
                "Northglass",
                ZoneId.of("Europe/Berlin"),
                "What configuration.",
                lines,
                Heads.of(4_711, HASH),
                "Anna Lee",
                AT);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintedEvents.write(list, out);
        try (PDDocument pdf = Loader.loadPDF(out.toByteArray())) {
            String text = new PDFTextStripper().getText(pdf);
            int pages = pdf.getNumberOfPages();
            assertTrue(pages > 2, () -> "only " + pages + " pages");
            for (int p = 1; p <= pages; p++) {
                int page = p;
                assertTrue(text.contains("Page " + p + " of " + pages), () -> "page " + page + " has no number");
            }
            assertTrue(text.contains("event 4711 when this was printed, 01234567 89abcdef"), text);
            assertTrue(text.contains("head 4711 0123456789abcdef"), text);
            assertTrue(text.contains("2026-11-21 06:10:00"), "in the site's time");
            assertTrue(text.replace("\n", "").contains("held <&>"), text);
            assertEquals(
                    120, text.lines().filter(l -> l.matches("\\d+ 2026-11-2.*")).count());
            Path picture = Files.createDirectories(Path.of("target", "screens")).resolve("printed-events.png");
            ImageIO.write(new PDFRenderer(pdf).renderImageWithDPI(0, 80), "png", picture.toFile());
        }
    }
}
