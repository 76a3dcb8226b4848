package org.penstock.app.window.view;

import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/** The keys of the window. The list a person sees is made from this one. */
public enum Key {
    HELP("keys.help", new KeyCodeCombination(KeyCode.F1)),
    ALERTS("keys.alerts", new KeyCodeCombination(KeyCode.F2)),
    SIGN_IN("keys.sign-in", new KeyCodeCombination(KeyCode.F3)),
    OUTPUTS("keys.outputs", new KeyCodeCombination(KeyCode.F4)),
    PROGRAMS("keys.programs", new KeyCodeCombination(KeyCode.F5)),
    INTERLOCKS("keys.interlocks", new KeyCodeCombination(KeyCode.F6)),
    STARTS("keys.starts", new KeyCodeCombination(KeyCode.F7)),
    ANSWERS("keys.answers", new KeyCodeCombination(KeyCode.F8)),
    ACKNOWLEDGE("keys.acknowledge", new KeyCodeCombination(KeyCode.F9)),
    ABOUT_ALERT("keys.about-alert", new KeyCodeCombination(KeyCode.F9, KeyCombination.SHIFT_DOWN)),
    DEVICES("keys.devices", new KeyCodeCombination(KeyCode.F10)),
    PEOPLE("keys.people", new KeyCodeCombination(KeyCode.P, KeyCombination.CONTROL_DOWN)),
    OVERVIEW("keys.overview", new KeyCodeCombination(KeyCode.HOME, KeyCombination.ALT_DOWN)),
    SIGNOFFS("keys.signoffs", new KeyCodeCombination(KeyCode.I, KeyCombination.CONTROL_DOWN)),
    RECORD("keys.record", new KeyCodeCombination(KeyCode.R, KeyCombination.CONTROL_DOWN)),
    RETENTION(
            "keys.retention",
            new KeyCodeCombination(KeyCode.R, KeyCombination.CONTROL_DOWN, KeyCombination.SHIFT_DOWN)),
    LOTS("keys.lots", new KeyCodeCombination(KeyCode.G, KeyCombination.CONTROL_DOWN)),
    RECIPES("keys.recipes", new KeyCodeCombination(KeyCode.M, KeyCombination.CONTROL_DOWN)),
    DESTRUCTION(
            "keys.destruction",
            new KeyCodeCombination(KeyCode.G, KeyCombination.CONTROL_DOWN, KeyCombination.SHIFT_DOWN)),
    HANDOVER("keys.handover", new KeyCodeCombination(KeyCode.U, KeyCombination.CONTROL_DOWN)),
    FIND("keys.find", new KeyCodeCombination(KeyCode.K, KeyCombination.CONTROL_DOWN)),
    WALL("keys.wall", new KeyCodeCombination(KeyCode.F11)),
    BACK("keys.back", new KeyCodeCombination(KeyCode.LEFT, KeyCombination.ALT_DOWN)),
    FORWARD("keys.forward", new KeyCodeCombination(KeyCode.RIGHT, KeyCombination.ALT_DOWN)),
    NEXT_TAB("keys.next-tab", new KeyCodeCombination(KeyCode.TAB, KeyCombination.CONTROL_DOWN)),
    NEW_TAB("keys.new-tab", new KeyCodeCombination(KeyCode.N, KeyCombination.CONTROL_DOWN)),
    CLOSE_TAB("keys.close-tab", new KeyCodeCombination(KeyCode.W, KeyCombination.CONTROL_DOWN)),
    DETACH("keys.detach", new KeyCodeCombination(KeyCode.D, KeyCombination.CONTROL_DOWN)),
    NAV("keys.nav", new KeyCodeCombination(KeyCode.B, KeyCombination.CONTROL_DOWN)),
    STOP_EVERYTHING("keys.stop", new KeyCodeCombination(KeyCode.F12)),
    LOCK("keys.lock", new KeyCodeCombination(KeyCode.L, KeyCombination.CONTROL_DOWN)),
    THEME("keys.theme", new KeyCodeCombination(KeyCode.T, KeyCombination.CONTROL_DOWN)),
    /** Where + stands differs from keyboard to keyboard: a key of its own, above =, or among the numbers. */
    TEXT_SIZE(
            "keys.text-size",
            new KeyCodeCombination(KeyCode.PLUS, KeyCombination.CONTROL_DOWN),
            new KeyCodeCombination(KeyCode.EQUALS, KeyCombination.CONTROL_DOWN, KeyCombination.SHIFT_ANY),
            new KeyCodeCombination(KeyCode.ADD, KeyCombination.CONTROL_DOWN)),
    CLOSE("keys.close", new KeyCodeCombination(KeyCode.Q, KeyCombination.CONTROL_DOWN));

    private final String wordKey;
    private final KeyCombination combination;
    private final List<KeyCombination> also;

    Key(String wordKey, KeyCombination combination, KeyCombination... also) {
        this.wordKey = wordKey;
        this.combination = combination;
        this.also = List.of(also);
    }

    /** Bundle key of what it does. */
    public String wordKey() {
        return wordKey;
    }

    /** What a person is told to press. */
    public KeyCombination combination() {
        return combination;
    }

    /** What does the same on other keyboards. */
    public List<KeyCombination> also() {
        return also;
    }
}
