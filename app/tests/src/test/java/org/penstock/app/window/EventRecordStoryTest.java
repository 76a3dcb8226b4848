package org.penstock.app.window;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongConsumer;
import javafx.application.Platform;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.testsupport.MigratedDirectory;
import org.penstock.app.api.ChainCheck;
import org.penstock.app.start.Facilities.Opened;
import org.penstock.app.start.Opening;
import org.penstock.app.start.RuntimeFacilities;
import org.penstock.app.window.model.TextSize;
import org.penstock.core.facility.Example;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SignIn;
import org.penstock.core.identity.SlowHash;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.Proof;

/** A compliance officer reads, compares, proves, hands out and prints the record of a real greenhouse. */
@ThirdWindow
class EventRecordStoryTest {
    private static final Secret ANNAS = new Secret("a pond of quiet ducks");

    @TempDir(factory = MigratedDirectory.class)
    Path data;

    private final Present present = new Present("marta");
    private final List<String> faults = new ArrayList<>();
    private ControlRoom room;
    private Asker.Session anna;
    private EventRecord page;
    private PageSight sight;
    private ChainCheck chains = _ -> new ChainCheck.Report(0, List.of());
    /** Where a verification waits after its first third, once it is set. */
    private volatile @Nullable CountDownLatch third;

    /** The record proven for good, which takes as long as somebody wants to look at it. */
    private ChainCheck.Report chains(LongConsumer progress) throws InterruptedException {
        CountDownLatch wait = third;
        if (wait != null) {
            progress.accept(heads() / 3);
            wait.await();
        }
        return chains.verify(progress);
    }

    private long heads() {
        return room.proof().heads().chains().stream().mapToLong(Proof.Chain::seq).sum();
    }

    @BeforeAll
    static void toolkit() throws InterruptedException {
        Sight.toolkit();
    }

    @BeforeEach
    void open() {
        Opened opened = new RuntimeFacilities(
                        "marta", InstantSource.system(), Ticker.system(), new SlowHash.Cost(64, 1, 1))
                .open(new Opening(data.resolve("d"), null, Example.GROW, null, Opening.Kind.WINDOW));
        room = opened.room();
        SignIn.Opened owner = room.persons().firstOwner(Asker.account("marta"), "anna", "Anna Lee", ANNAS);
        anna = new Asker.Session(owner.token().text());
        room.persons().invite(anna, "bob", "Bob Ng");
        room.persons().rename(anna, "bob", "Robert Ng", "as in his passport");
        room.persons().rename(anna, "bob", "Robert A. Ng", "his second name too");
        present.arrived(owner);
        WindowOptions options =
                new WindowOptions(present, data.resolve("window.properties"), InstantSource.system(), Ticker.system());
        page = Sight.on(() -> new EventRecord(
                room, new Desk(room, present), options, Sight.WORDS, Platform::runLater, this::chains));
        chains = opened.chains();
        sight = Sight.on(() -> {
            PageSight s = new PageSight(page, Theme.DARK, TextSize.NORMAL, 1366, 768);
            page.inSight(true);
            return s;
        });
    }

    @AfterEach
    void close() {
        sight.close();
        room.close();
        assertTrue(faults.isEmpty(), () -> String.join("\n", faults));
    }

    @Test
    void anEventIsSeenWholeBesideTheOneBeforeAndWhatItsPersonWasThen() {
        sight.seenPart("events, all that fit");
        filter(".record-text", "passport");
        sight.seen("1 with “passport” among the last " + seen() + " looked through");
        sight.seen("Anna Lee (anna)");
        sight.seen("owner");
        sight.seen("as in his passport");
        sight.seen("Bob Ng → Robert Ng");
        sight.seenPart("person:bob as the record tells it, today ");
        sight.seenPart("Robert Ng, since today ");

        press(KeyCode.T);
        sight.seen("3 events, all that fit");
        press(KeyCode.UP);
        sight.seenPart("Robert Ng → Robert A. Ng");
        sight.seenPart("Against no. ");
        faults.addAll(sight.picture("record-story-person"));
    }

    @Test
    void theRecordIsProvenWithItsReadingsAndStands() {
        sight.press("Verify…");
        Sight.on(() -> {
            ((javafx.scene.control.CheckBox) sight.scene().getRoot().lookup(".check-box")).setSelected(true);
            return 0;
        });
        sight.press("Verify");
        sight.seenPart("Whole: ");
        sight.seenPart(" readings of ");
        sight.press("Close  Esc");
        sight.press("Heads…");
        sight.seenPart("not yet; a day is signed when it is over");
        sight.press("Close  Esc");
    }

    @Test
    void verifyingSaysHowFarItIsAndCanBeStopped() {
        CountDownLatch looked = new CountDownLatch(1);
        third = looked;
        sight.press("Verify…");
        assertEquals(0, progress(), "nothing is under way");
        sight.press("Verify");
        sight.seenPart(heads() / 3 + " of about ");
        sight.seenPart(" events checked");
        assertEquals(1 / 3.0, progress(), 0.05);
        assertFalse(sight.pressable("Verify"), "one at a time");
        faults.addAll(sight.picture("record-story-verifying"));
        sight.press("Stop  Esc");
        sight.seen("Stopped. Nothing was proven or handed out.");
        assertEquals(0, progress(), "and nothing goes on");
        assertTrue(sight.pressable("Close  Esc"));

        sight.press("Verify");
        sight.seenPart(heads() / 3 + " of about ");
        looked.countDown();
        sight.seenPart("Whole: ");
        assertEquals(0, progress());
    }

    /** Of the bar that is seen, 0 where none is. */
    private double progress() {
        return Sight.on(() -> sight.scene().getRoot().lookupAll(".progress-bar").stream()
                .filter(n -> n instanceof ProgressBar b && b.isVisible() && b.isManaged())
                .mapToDouble(n -> ((ProgressBar) n).getProgress())
                .max()
                .orElse(0));
    }

    @Test
    void itIsHandedOutAndPrinted() throws Exception {
        sight.seenPart("events, all that fit");
        sight.press("Hand out…");
        Path out = data.resolve("out");
        sight.fill(".dialog", out.toString());
        sight.press("Hand out");
        sight.seenPart("signed heads are in " + out);
        assertTrue(Files.exists(out.resolve("verify.py")), () -> out + " has no script");
        sight.press("Close  Esc");

        sight.press("Print…");
        Path pdf = data.resolve("events.pdf");
        sight.fill(".dialog", pdf.toString());
        sight.press("Write the PDF");
        sight.seen("The list is in " + pdf + ".");
        try (PDDocument printed = Loader.loadPDF(pdf.toFile())) {
            String text = new PDFTextStripper().getText(printed);
            assertTrue(text.contains("when this was printed"), text);
            assertTrue(text.contains("not signed yet"), text);
        }
        sight.press("Write the PDF");
        sight.seenPart("It could not be done: ");
    }

    @Test
    void whoMayNotReadItIsToldWhoMay() {
        sight.seenPart("events, all that fit");
        assertTrue(rows() > 0);
        present.left();
        sight.press("Everything");
        sight.seenPart("The record cannot be read: Only a signed-in person may read and verify the event record.");
        assertEquals(0, rows(), "and nothing of it is left on the screen");
    }

    private int rows() {
        return Sight.on(() -> ((ListView<?>) sight.scene().getRoot().lookup(".table .list-view"))
                .getItems()
                .size());
    }

    private int seen() {
        return room.record().events(1_000).size();
    }

    private void filter(String field, String text) {
        Sight.on(() -> {
            TextField f = (TextField) sight.scene().getRoot().lookup(field);
            f.requestFocus();
            f.setText(text);
            return 0;
        });
        press(KeyCode.ENTER);
        await("the list")
                .atMost(20, SECONDS)
                .until(() -> Sight.on(() -> {
                    ListView<?> list = (ListView<?>) sight.scene().getRoot().lookup(".table .list-view");
                    boolean one = list.getItems().size() == 1;
                    if (one) {
                        list.requestFocus();
                    }
                    return one;
                }));
    }

    private static void press(KeyCode key) {
        AtTheWindow.type(key);
    }
}
