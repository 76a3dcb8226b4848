package org.penstock.app.window;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import javafx.application.Platform;
import javafx.event.ActionEvent;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penstock.app.window.model.TextSize;
import org.penstock.core.consent.Action;
import org.penstock.core.consent.BuiltInPolicies;
import org.penstock.core.consent.Meaning;
import org.penstock.core.consent.Signature;
import org.penstock.core.consent.Signoff;
import org.penstock.core.consent.SignoffState;
import org.penstock.core.identity.Provenance;
import org.penstock.core.identity.Role;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SignIn;
import org.penstock.core.quantity.Ticker;

/** Leaves a picture of every state of the page of the sign-offs under {@code target/screens}, and looks each over. */
@SecondWindow
class SignoffsScreensTest {
    private static final Instant NOW = Instant.parse("2026-03-01T06:05:00Z");
    private static final UUID FIRST = new UUID(9, 1);

    private final List<String> faults = new ArrayList<>();
    private final FakeControlRoom room = new FakeControlRoom(() -> Facilities.NOW, Facilities.abnormal());
    private final Present present = new Present("marta");

    @BeforeAll
    static void toolkit() throws InterruptedException {
        Sight.toolkit();
    }

    @AfterEach
    void nobodyWouldComplain() {
        assertTrue(faults.isEmpty(), () -> String.join("\n", faults));
    }

    @ParameterizedTest
    @CsvSource({"DARK,NORMAL,1366,768", "LIGHT,NORMAL,1920,1080", "LIGHT,LARGEST,1366,768", "DARK,LARGEST,1366,768"})
    void everyState(Theme theme, TextSize size, int width, int height) {
        room.persons
                .with("bob", "Bob Ng", "right", Role.COMPLIANCE)
                .with("anna", "Anna Lee", "right", Role.OWNER)
                .with("sam", "Sam Okafor", "right", Role.SUPERVISOR);
        room.consents.waiting.addAll(everything());
        Signoffs page = Sight.on(() -> new Signoffs(
                room,
                new Desk(room, present),
                new WindowOptions(present, Path.of("target/unused"), () -> NOW, Ticker.system()),
                Sight.WORDS,
                Platform::runLater,
                () -> {}));
        Exhibit exhibit = Sight.on(() -> Exhibit.frame(room.snapshot(), theme, size, width, height));
        try {
            Sight.on(() -> {
                exhibit.put(page, false);
                page.inSight(true);
                exhibit.view.waiting(page.address().kind(), 2);
                return 0;
            });
            settled(exhibit, "Nobody is signed in here.");
            picture(exhibit, "signoffs-nobody", theme, size, width);
            present.arrived(room.persons.signIn(new SignIn.Proof.Password("bob", new Secret("right")), false));
            settled(exhibit, "2 for you");
            picture(exhibit, "signoffs", theme, size, width);
            type(KeyCode.SPACE);
            type(KeyCode.DOWN);
            type(KeyCode.SPACE);
            type(KeyCode.A);
            picture(exhibit, "signoffs-several", theme, size, width);
            type(KeyCode.ESCAPE);
            type(KeyCode.R);
            Sight.on(() -> {
                ((TextField) exhibit.scene().getFocusOwner()).fireEvent(new ActionEvent());
                return 0;
            });
            settled(exhibit, "Say why.");
            picture(exhibit, "signoffs-reject", theme, size, width);
            type(KeyCode.ESCAPE);
            Sight.on(() -> {
                ((ListView<?>) exhibit.scene().getRoot().lookup(".signoff-list"))
                        .getSelectionModel()
                        .selectLast();
                return 0;
            });
            picture(exhibit, "signoffs-waits", theme, size, width);
        } finally {
            Sight.on(() -> {
                page.close();
                exhibit.close();
                return 0;
            });
        }
    }

    private void picture(Exhibit exhibit, String what, Theme theme, TextSize size, int width) {
        faults.addAll(Sight.on(() -> exhibit.picture(Exhibit.name(what, theme, size, width))));
    }

    private static void type(KeyCode key) {
        AtTheWindow.type(key);
    }

    private static void settled(Exhibit exhibit, String part) {
        await(part)
                .atMost(20, SECONDS)
                .until(() -> Sight.on(() -> exhibit.scene().getRoot().lookupAll(".label").stream()
                        .anyMatch(n -> n instanceof javafx.scene.control.Labeled l
                                && n.isVisible()
                                && n.getParent().isVisible()
                                && l.getText() != null
                                && l.getText().contains(part))));
    }

    private static List<Signoff> everything() {
        return List.of(
                signoff(
                        0,
                        Action.HOLD_RELEASE,
                        "lot:basil-0412",
                        "Release the hold on lot basil-0412 (14.2 kg, mould seen in bay 2)",
                        Map.of(
                                "lot",
                                "basil-0412",
                                "hold",
                                "0197c1de-7c11-7ee0-a1b2-c3d4e5f60718",
                                "quantity",
                                "14.2 kg"),
                        "anna",
                        "second sample is clean",
                        List.of(signature("sam", "Sam Okafor", "supervisor"))),
                signoff(
                        1,
                        Action.ROLE_GRANT,
                        "person:ida",
                        "Ida Brandt becomes grower at the whole site",
                        Map.of("person", "ida", "role", "grower", "scope", "site north"),
                        "sam",
                        "",
                        List.of()),
                signoff(
                        2,
                        Action.DESTRUCTION,
                        "destruction:7",
                        "Destroy lot basil-0398, 3.1 kg, by composting with 5 kg of sawdust",
                        Map.of(
                                "lot",
                                "basil-0398",
                                "weight",
                                "3.1 kg",
                                "method",
                                "composting",
                                "mixed with",
                                "sawdust 5 kg"),
                        "anna",
                        "mould",
                        List.of()),
                signoff(
                        3,
                        Action.CONFIGURATION_APPLY,
                        "configuration",
                        "The configuration is changed: 0 new, 1 changed, 0 archived",
                        Map.of("base", "ab".repeat(32), "file", "grow.yaml", "hash", "cd".repeat(32)),
                        "bob",
                        "hot days",
                        List.of()),
                signoff(
                        4,
                        Action.SIGNOFF_POLICY_CHANGE,
                        "policy:configuration.apply",
                        "To change the configuration takes approved by owner or admin",
                        Map.of("policy", BuiltInPolicies.of(Action.DESTRUCTION).json()),
                        "bob",
                        "the auditor asked for it",
                        List.of()));
    }

    private static Signature signature(String login, String name, String role) {
        return new Signature(
                new UUID(8, 1),
                "signoff:1",
                login,
                name,
                Meaning.APPROVED,
                "looked at the sample myself",
                NOW.minusSeconds(1_800),
                new TreeSet<>(Set.of(role)),
                "desk 2",
                "0197c1de",
                2,
                "ef".repeat(32));
    }

    private static Signoff signoff(
            int no,
            Action action,
            String subject,
            String summary,
            Map<String, String> payload,
            String by,
            String reason,
            List<Signature> signatures) {
        @Nullable Instant never = null;
        return new Signoff(
                new UUID(FIRST.getMostSignificantBits(), no),
                action,
                subject,
                "1",
                summary,
                new TreeMap<>(payload),
                new TreeMap<>(),
                BuiltInPolicies.of(action),
                Integer.toHexString(0xa0 + no).repeat(32),
                Provenance.ofPerson(by, List.of("supervisor"), "desk 1", "s"),
                reason,
                NOW.minus(Duration.ofHours(2)),
                NOW.plus(Duration.ofDays(3)),
                SignoffState.PENDING,
                never,
                never,
                null,
                "",
                never,
                never,
                signatures);
    }
}
