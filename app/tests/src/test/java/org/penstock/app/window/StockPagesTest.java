package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.app.start.Opening;
import org.penstock.app.start.RuntimeFacilities;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.core.compliance.Destruction;
import org.penstock.core.consent.Meaning;
import org.penstock.core.consent.Signoff;
import org.penstock.core.facility.Example;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SignIn;
import org.penstock.core.identity.SlowHash;
import org.penstock.core.inventory.LotState;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.Stock;
import org.penstock.core.testsupport.MigratedDirectory;

/** What the pages write into their forms a real greenhouse takes: from what comes in to what is destroyed and handed over. */
class StockPagesTest {
    private static final Secret ANNAS = new Secret("a pond of quiet ducks");
    private static final Secret BOBS = new Secret("seven grey geese");
    private static final Secret DORAS = new Secret("one white swan asleep");

    @TempDir(factory = MigratedDirectory.class)
    Path data;

    private ControlRoom room;
    private Asker.Session anna;
    private RegisterSight at = new RegisterSight();

    @BeforeAll
    static void toolkit() throws InterruptedException {
        Sight.toolkit();
    }

    @BeforeEach
    void open() {
        room = new RuntimeFacilities("marta", InstantSource.system(), Ticker.system(), new SlowHash.Cost(64, 1, 1))
                .open(new Opening(data.resolve("d"), null, Example.GROW, null, Opening.Kind.WINDOW))
                .room();
        SignIn.Opened owner = room.persons().firstOwner(Asker.account("marta"), "anna", "Anna Lee", ANNAS);
        anna = new Asker.Session(owner.token().text());
        joins("bob", "Bob Ng", BOBS, "compliance");
        joins("dora", "Dora Hale", DORAS, "supervisor");
        at.present.arrived(owner);
    }

    private void joins(String login, String name, Secret secret, String role) {
        Secret code = room.persons().invite(anna, login, name);
        room.persons().grant(anna, login, role, room.persons().scope("site").orElseThrow(), "hired");
        room.persons().firstSignIn(login, code, secret);
    }

    @AfterEach
    void close() {
        at.close();
        room.close();
    }

    @Test
    void whatComesInIsHeldReleasedAndDestroyedAndTheShiftHandedOver() throws Exception {
        at.open(Kind.LOTS, room);
        at.sight().seenPart("There is no lot yet.");
        at.onList(KeyCode.I);
        at.choose("strain");
        at.tab();
        at.write("blue");
        at.tab();
        at.write("Blue Dream");
        at.tab();
        at.write("kg");
        at.go();
        at.sight().seen("Blue Dream (blue) is made.");

        received("H 26/5", "3");
        received("H 26/6", "12.5");
        pickedShippedTakenBackAndMerged();
        received("H 26/7", "12.5");
        at.sight().seenPart("received 12.5 kg, at ");
        at.onList(KeyCode.S);
        at.write("H 26/7-A");
        at.tab();
        at.write("2");
        at.go();
        at.sight().seen("Lot H 26/7-A: 2 kg.");
        at.sight().seenPart("10.5 kg of Blue Dream, released");

        at.onList(KeyCode.H);
        at.choose("contamination");
        at.tab();
        at.write("grey mould seen");
        at.go();
        at.sight().seen("Held: H 26/7-A.");
        at.sight().seenPart("HELD: it moves only");
        at.onList(KeyCode.R);
        at.write("second sample is clean");
        at.go();
        at.sight().seenPart("Asked for: Release lot H 26/7-A, held for contamination.");
        sign("bob", BOBS);
        sign("dora", DORAS);
        at.sight().press("Also closed");
        at.sight().gone("HELD: it moves only");
        assertEquals(0, room.stock().holds(anna).size());

        at.onList(KeyCode.D);
        at.tab();
        at.write("mould after all");
        at.go();
        at.sight().seen("Lot H 26/7-A is scheduled for destruction and held.");
        assertEquals(1, room.stock().destroying().list(anna, false, 9).size());
        at.close();
        destroyed();
        handedOver();
    }

    /** Every way in which some of a lot goes, and back again. */
    private void pickedShippedTakenBackAndMerged() {
        asked(KeyCode.K, "12.5 kg can still be picked; 0 kg is picked.", "0.5");
        at.sight().seen("Lot H 26/6: 12.5 kg.");
        asked(KeyCode.B, "0.5 kg is picked.", "0.5");
        at.sight().seen("Lot H 26/6: 12.5 kg.");
        asked(KeyCode.P, "It leaves the house.", "20");
        at.sight().seenPart("Of lot H 26/6 12.5 kg is there, not 20 kg.");
        at.write("2");
        at.go();
        at.sight().seen("Lot H 26/6: 10.5 kg.");
        at.sight().seenPart("shipped 2 kg, from ");
        asked(KeyCode.T, "This is taken back by its opposite; both stay in the record.", "the customer sent it back");
        at.sight().seen("Lot H 26/6: 12.5 kg.");
        at.sight().seenPart("taken back: shipped 2 kg, at ");
        asked(KeyCode.A, "It is handed out to be applied", "0.5");
        at.sight().seen("Lot H 26/6: 12 kg.");
        asked(KeyCode.T, "dispensed 0.5 kg", "the wrong lot");
        at.sight().seen("Lot H 26/6: 12.5 kg.");
        asked(KeyCode.W, "It is lost in the ordinary course", "0.5");
        at.sight().seen("Reason is wanted.");
        at.write("trimmings");
        at.go();
        at.sight().seen("Lot H 26/6: 12 kg.");
        asked(KeyCode.T, "thrown away 0.5 kg", "they were weighed twice");
        at.sight().seen("Lot H 26/6: 12.5 kg.");
        asked(KeyCode.G, "It becomes part of another lot of the same item", "H 26/5");
        at.sight().seen("Quantity, kg is wanted.");
        at.write("0.5");
        at.go();
        at.sight().seen("Lot H 26/5: 3.5 kg.");
    }

    /** Presses a key, sees what would happen, and fills in the first field. */
    private void asked(KeyCode key, String what, String first) {
        at.onList(key);
        at.sight().seenPart(what);
        at.write(first);
        at.go();
    }

    private void received(String lot, String kilograms) {
        at.onList(KeyCode.N);
        at.write(lot);
        at.tab();
        at.tab();
        at.choose("harvest");
        at.tab();
        at.write(kilograms);
        at.tab();
        at.choose("bay-1");
        at.go();
        at.sight().seen("Lot " + lot + ": " + kilograms + " kg.");
    }

    private void sign(String login, Secret secret) {
        Signoff open = room.consents().open(5).getFirst();
        Meaning meaning = open.open().getFirst().meaning();
        room.consents().sign(new SignIn.Proof.Password(login, secret), open.id(), open.contentHash(), meaning, "");
    }

    private void destroyed() throws Exception {
        at.open(Kind.DESTRUCTION, room);
        at.sight().seenPart("scheduled; to be weighed");
        at.onList(KeyCode.W);
        at.write("2");
        at.go();
        at.sight().seenPart("is weighed: 2 kg.");
        at.onList(KeyCode.M);
        at.choose("composted");
        at.go();
        at.sight().seenPart("Ask for the signatures now: A.");
        at.onList(KeyCode.A);
        at.write("ready");
        at.go();
        at.sight().seenPart("signed 0 of ");
        while (!room.consents().open(5).isEmpty()) {
            String who = room.consents().open(5).getFirst().signatures().isEmpty() ? "bob" : "dora";
            sign(who, who.equals("bob") ? BOBS : DORAS);
        }
        Stock.Whole part = room.stock().lot(anna, "H 26/7-A").orElseThrow();
        assertEquals(LotState.CLOSED, part.lot().state());
        at.sight().press("Also what is over");
        at.sight().seen("It is destroyed.");
        Destruction d = room.stock().destroying().list(anna, true, 5).getFirst();
        assertEquals(0, new BigDecimal("2").compareTo(d.quantity()));
        Path paper = data.resolve("paper.pdf");
        at.onList(KeyCode.P);
        at.write(paper.toString());
        at.go();
        at.sight().seenPart("The record is in " + paper);
        assertTrue(Files.size(paper) > 5_000);
        at.close();
    }

    private void handedOver() {
        at.open(Kind.HANDOVER, room);
        at.sight().seen("What the next shift must know now");
        at.onList(KeyCode.N);
        at.write("pump 2 is loud");
        at.tab();
        at.write("bob");
        at.tab();
        at.write(BOBS.text());
        at.go();
        at.sight().seen("Bob Ng handed the shift over. It waits for whoever takes over.");
        at.onList(KeyCode.T);
        at.write(ANNAS.text());
        at.go();
        at.sight().seen("Anna Lee has taken over from Bob Ng.");
        assertEquals("anna", room.shifts().newest(1).getFirst().takenBy());
    }
}
