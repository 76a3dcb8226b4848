package org.penstock.app.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.penstock.app.api.AuditDocuments.Standing;
import org.penstock.app.api.DestructionDocuments.Whole;

/** The signed head is on every print: whatever is printed, the paper holds the record fast as it was then. */
class EveryPaperHasTheHeadTest {
    private static final Instant AT = Instant.parse("2026-11-21T05:10:00Z");
    private static final String HASH = "0123456789abcdef".repeat(4);

    /** Prints one kind of paper. */
    interface Print {
        void to(@Nullable Standing head, OutputStream out) throws IOException;
    }

    /** Every kind there is, by the class that prints it. */
    static Map<String, Print> kinds() {
        Map<String, Print> kinds = new TreeMap<>();
        kinds.put(
                "PrintedDestruction",
                (head, out) -> PrintedDestruction.write(
                        destruction(head), Map.of("ab".repeat(32), PrintedDestructionTest.picture()), out));
        kinds.put("PrintedCommissioning", (head, out) -> PrintedCommissioning.write(commissioning(head), out));
        kinds.put("PrintedEvents", (head, out) -> PrintedEvents.write(events(head), out));
        kinds.put("PrintedTrend", (head, out) -> PrintedTrend.write(trend(), head, out));
        return kinds;
    }

    private static Whole destruction(@Nullable Standing head) {
        Whole w = PrintedDestructionTest.whole("executed", false, null);
        return new Whole(
                w.schema(),
                w.site(),
                w.destruction(),
                w.lot(),
                w.place(),
                w.heldHours(),
                w.contentHash(),
                w.signoff(),
                w.signoffState(),
                w.alone(),
                w.reviewDue(),
                w.signatures(),
                w.evidence(),
                w.record(),
                head);
    }

    private static CommissioningSheet commissioning(@Nullable Standing head) {
        CommissioningSheet s = PrintedCommissioningTest.sheet(4);
        return new CommissioningSheet(
                s.schema(),
                s.site(),
                s.simulated(),
                s.by(),
                s.account(),
                s.began(),
                s.ended(),
                s.configuration(),
                s.program(),
                s.held(),
                s.devices(),
                s.outputs(),
                s.inputs(),
                head);
    }

    private static EventList events(@Nullable Standing head) {
        return new EventList(
                "North House",
                "Northglass",
                ZoneId.of("Europe/Berlin"),
                "What configuration.",
                List.of(new EventList.Line(7, AT, "Anna Lee", "configuration.applied", "facility:north", "{}")),
                head,
                "Anna Lee",
                AT);
    }

    private static TrendSheet trend() {
        TrendSheet.Drawn line = new TrendSheet.Drawn(
                0,
                false,
                List.<double[][]>of(new double[][] {{0, 700, 1400}, {200, 20, 120}}),
                List.of(),
                List.of(),
                List.of());
        TrendSheet.Lane lane = new TrendSheet.Lane(
                "°C",
                250,
                List.of(new TrendSheet.Tick(0.5, "21.0")),
                List.of(new TrendSheet.Tick(0.9, "warm")),
                List.of(line),
                List.of(),
                List.of());
        return new TrendSheet(
                "Air temperature, Bay 1",
                "North House",
                "2026-11-21 05:00 to 06:00",
                "Anna Lee",
                "2026-11-21 06:10",
                List.of(lane),
                List.of(new TrendSheet.Tick(0.5, "05:30")),
                List.of(),
                List.of("Value", "Lowest"),
                List.of(new TrendSheet.Row(0, false, List.of("Air temperature → Bay 1", "20.1"))),
                List.of("Vent left open, Anna Lee"));
    }

    private static PDDocument printed(Print print, @Nullable Standing head) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        print.to(head, out);
        return Loader.loadPDF(out.toByteArray());
    }

    private static String text(PDDocument pdf) throws IOException {
        return new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
    }

    @Test
    void theListOfKindsIsWhole() throws IOException {
        try (Stream<Path> sources = Files.list(Path.of("../src/main/java/org/penstock/app/print"))) {
            Set<String> printing = sources.map(p -> p.getFileName().toString())
                    .filter(n -> n.startsWith("Printed"))
                    .map(n -> n.replace(".java", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(printing, kinds().keySet(), "a kind of paper that is not tried here");
        }
        // Whatever makes a PDF does so in this package, through what adds the head.
        try (Stream<Path> sources = Files.walk(Path.of("../src/main/java"))) {
            Set<String> setting = new TreeSet<>();
            for (Path p : sources.filter(p -> p.toString().endsWith(".java")).toList()) {
                String source = Files.readString(p);
                if (source.contains("Pdf.write(") || source.contains("new PdfRendererBuilder(")) {
                    setting.add(p.getFileName().toString());
                }
            }
            assertEquals(Set.of("Paper.java", "Pdf.java"), setting);
        }
    }

    @Test
    void everyKindOfPaperSaysWhereTheChainStoodAndWhichKeySignedItWhen() throws IOException {
        for (Map.Entry<String, Print> kind : kinds().entrySet()) {
            try (PDDocument pdf = printed(kind.getValue(), Heads.of(4_711, HASH))) {
                String text = text(pdf);
                for (String said : List.of(
                        "event 4711 when this was printed, 01234567 89abcdef 01234567 89abcdef",
                        "Signed head " + LocalDate.parse("2026-11-20")
                                + ", event 1200, signed 2026-11-21T00:00:30Z, 12121212",
                        "Key abababab abababab")) {
                    assertTrue(text.contains(said), () -> kind.getKey() + " does not say " + said + ": " + text);
                }
                PDFTextStripper one = new PDFTextStripper();
                for (int no = 1; no <= pdf.getNumberOfPages(); no++) {
                    one.setStartPage(no);
                    one.setEndPage(no);
                    String page = one.getText(pdf).replaceAll("\\s+", " ");
                    assertTrue(page.contains("head 4711 0123456789abcdef"), () -> kind.getKey() + ": " + page);
                    assertTrue(page.contains("Page " + no + " of " + pdf.getNumberOfPages()), page);
                }
            }
        }
    }

    @Test
    void anUnsignedHeadAndOneThatNobodyKnowsAreSaidAsSuch() throws IOException {
        for (Map.Entry<String, Print> kind : kinds().entrySet()) {
            try (PDDocument pdf = printed(kind.getValue(), Heads.locked(4_711, HASH))) {
                String text = text(pdf);
                assertTrue(text.contains("Signed head not signed yet; now the key is locked"), text);
            }
            try (PDDocument pdf = printed(kind.getValue(), null)) {
                String text = text(pdf);
                assertTrue(text.contains("not known: the database was away when this was printed"), text);
                assertTrue(text.contains("head not known"), text);
            }
        }
    }
}
