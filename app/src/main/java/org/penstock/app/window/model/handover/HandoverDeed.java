package org.penstock.app.window.model.handover;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.penstock.app.window.model.register.Field;
import org.penstock.app.window.model.register.Form;
import org.penstock.app.window.model.register.Pen;

/** What can be signed at the change of shifts, and as whom. */
public enum HandoverDeed {
    GIVE("G", "handover.give", true),
    GIVE_BY_NAME("N", "handover.by-name", true),
    GIVE_BY_BADGE("B", "handover.by-badge", true),
    TAKE("T", "handover.take", false),
    TAKE_BY_NAME("N", "handover.by-name", false),
    TAKE_BY_BADGE("B", "handover.by-badge", false);

    private final String letter;
    private final String wordKey;
    private final boolean leaving;

    HandoverDeed(String letter, String wordKey, boolean leaving) {
        this.letter = letter;
        this.wordKey = wordKey;
        this.leaving = leaving;
    }

    /** The key that begins it. */
    public String letter() {
        return letter;
    }

    /** Bundle key of its name. */
    public String wordKey() {
        return wordKey;
    }

    /** Whether the shift is given away; else it is taken over. */
    public boolean leaving() {
        return leaving;
    }

    /** Whether the person of the session signs, by one component. */
    public boolean here() {
        return this == GIVE || this == TAKE;
    }

    /** Whether he proves himself by badge and PIN. */
    public boolean byBadge() {
        return this == GIVE_BY_BADGE || this == TAKE_BY_BADGE;
    }

    /** What it asks for. @param about id of the hand-over; "" = what is told now @param me printed name of who sits here */
    public Form form(String about, String me, Pen pen) {
        List<Field> proof = here()
                ? List.of(Field.secret("secret", pen.of("signoff.secret")).needed())
                : byBadge()
                        ? List.of(
                                Field.secret("badge", pen.of("signoff.badge")).needed(),
                                Field.secret("secret", pen.of("signoff.pin")).needed())
                        : List.of(
                                Field.text("login", pen.of("signoff.login"), "").needed(),
                                Field.secret("secret", pen.of("signoff.password"))
                                        .needed());
        String go = pen.of(leaving ? "handover.sign-leaving" : "handover.sign-taking");
        return new Form(
                name(),
                about,
                go,
                here() ? pen.of("handover.signs-as", me) : pen.of("signoff.signs-proven"),
                leaving
                        ? with(Field.lines("note", pen.of("handover.note"), pen.of("handover.note-prompt")), proof)
                        : proof,
                go);
    }

    private static List<Field> with(Field first, List<Field> rest) {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(first), rest.stream())
                .toList();
    }

    /** The one named so. */
    public static Optional<HandoverDeed> of(String key) {
        return Arrays.stream(values()).filter(d -> d.name().equals(key)).findFirst();
    }
}
