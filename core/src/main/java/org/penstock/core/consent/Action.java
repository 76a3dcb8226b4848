package org.penstock.core.consent;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What needs the consent of others. The list is closed, and each of it is asked for by somebody: what is not in it needs none.
 * A {@link Policy} says for each who must sign. An action with {@code .alone} is the exception for a facility of one: the person who asks signs himself, another
 * one looks at it later.
 */
public enum Action {
    DESTRUCTION("destruction", "destroy a lot", 2),
    HOLD_RELEASE("hold.release", "release a hold", 2),
    PROGRAM_APPROVAL("program.approval", "change a program", 1),
    RECIPE_APPROVAL("recipe.approval", "put a recipe in force", 2),
    ALERT_RULE_CHANGE("alert_rule.change", "change an alert rule", 1),
    ROLE_GRANT("role.grant", "grant a role", 1),
    CONFIGURATION_APPLY("configuration.apply", "change the configuration", 1),
    SIGNOFF_POLICY_CHANGE("signoff_policy.change", "change what needs whose signature", 1),
    LEGAL_HOLD_REMOVAL("legal_hold.removal", "lift a legal hold", 2),
    INTERLOCK_BYPASS("interlock.bypass", "let an output pass an interlock for a while", 2),
    CLOSED_LOOP_PROMOTION("closed_loop.promotion", "let a rule drive that only looked on", 2),
    DESTRUCTION_ALONE("destruction.alone", "destroy a lot alone", 1),
    HOLD_RELEASE_ALONE("hold.release.alone", "release a hold alone", 1),
    ROLE_GRANT_ALONE("role.grant.alone", "grant a role alone", 1),
    SIGNOFF_POLICY_CHANGE_ALONE("signoff_policy.change.alone", "change what needs whose signature alone", 1),
    /** What an older or newer version of the program knew: it can be read, and neither signed nor carried out. */
    UNKNOWN("", "do what this version of the program does not know", 0);

    private static final String ALONE = ".alone";

    private final String word;
    private final String inWords;
    private final int fewest;

    Action(String word, String inWords, int fewest) {
        this.word = word;
        this.inWords = inWords;
        this.fewest = fewest;
    }

    /** {@code hold.release}: the word in tables, events and messages. */
    public String word() {
        return word;
    }

    /** To stand behind "asks to". */
    public String inWords() {
        return inWords;
    }

    /** A policy may demand more signatures, never fewer. */
    public int fewest() {
        return fewest;
    }

    /** Whether the person who asks signs himself. */
    public boolean alone() {
        return word.endsWith(ALONE);
    }

    /** What a single operator asks for instead; empty where nobody can do it alone. */
    public Optional<Action> exception() {
        return of(word + ALONE);
    }

    /** What it is the exception from; itself when it is none. */
    public Action ordinary() {
        return of(word.replace(ALONE, "")).orElse(this);
    }

    /** Whether it is {@code action} or the single operator's exception from it. */
    public boolean is(Action action) {
        return this == action || word.equals(action.word + ALONE);
    }

    /** The action for a word. */
    public static Optional<Action> of(String word) {
        return known().stream().filter(a -> a.word.equals(word)).findFirst();
    }

    /** The same for what is stored, which may be of another version. */
    static Action read(String word) {
        return of(word).orElse(UNKNOWN);
    }

    /** Every action that this version knows. */
    public static List<Action> known() {
        return Arrays.stream(values()).filter(a -> a != UNKNOWN).toList();
    }
}
