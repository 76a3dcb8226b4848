package org.penstock.core.identity;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What somebody may do: a resource and an action. The list is closed, roles are made of it, and whatever changes or
 * discloses something asks for exactly one of them ({@link Access}). Looking at the living facility and stopping
 * everything need none: a person in front of a flooding room must not be asked for a password.
 */
public enum Permission {
    OUTPUT_REQUEST("output.request", "set an output or release it"),
    PROGRAM_RUN("program.run", "start and stop programs"),
    ALERT_ACKNOWLEDGE("alert.acknowledge", "acknowledge alerts"),
    ALERT_SHELVE("alert.shelve", "shelve alerts for a while"),
    ACTION_WRITE("corrective_action.write", "write down what was done about an alert"),
    ACTION_VERIFY("corrective_action.verify", "verify what others did about an alert"),
    INTERLOCK_RESET("interlock.reset", "reset an interlock after a trip"),
    INTERLOCK_BYPASS("interlock.bypass", "ask that an output may pass an interlock for a while"),
    CLOCK_CONFIRM("clock.confirm", "confirm the clock"),
    DEVICE_MAINTAIN("device.maintain", "take devices out of service and back, calibrate and replace sensors"),
    DEVICE_ENROL("device.enrol", "let devices into the facility"),
    DEVICE_COMMISSION("device.commission", "survey and test lines and devices"),
    SIMULATION_CHANGE("simulation.change", "break and mend the simulated plant"),
    CONFIGURATION_READ("configuration.read", "see the facility file and its history"),
    CONFIGURATION_APPLY("configuration.apply", "change the facility file"),
    RECORD_READ("record.read", "read and verify the event record"),
    RECORD_EXPORT("record.export", "take the event record out"),
    RECORD_PROTECT("record.protect", "protect and unlock the key that signs the record"),
    LEGAL_HOLD_PLACE("legal_hold.place", "place a legal hold on readings"),
    LEGAL_HOLD_REMOVAL("legal_hold.removal", "ask for the removal of a legal hold"),
    RETENTION_RUN("retention.run", "let readings go whose time is over"),
    READING_RECORD("reading.record", "write readings down by hand"),
    READING_IMPORT("reading.import", "bring readings in from files"),
    PERSON_READ("person.read", "see persons, roles and sessions"),
    PERSON_MANAGE("person.manage", "invite, lock and end persons, and give them new credentials"),
    ROLE_GRANT("role.grant", "give and take roles"),
    SESSION_END("session.end", "end somebody's session"),
    POLICY_CHANGE("policy.change", "change what needs whose signature"),
    SIGNOFF_REQUEST("signoff.request", "ask for a sign-off"),
    SIGNOFF_SIGN("signoff.sign", "sign or refuse what others asked for"),
    LOT_READ("lot.read", "see lots, holds and destructions"),
    LOT_CHANGE("lot.change", "make, move, split and use lots"),
    RECIPE_READ("recipe.read", "see recipes"),
    RECIPE_DRAFT("recipe.draft", "write recipes, and ask that they come into force"),
    RECIPE_RETIRE("recipe.retire", "take a recipe out of force"),
    HOLD_PLACE("hold.place", "place a hold on a lot"),
    HOLD_RELEASE("hold.release", "ask for the release of a hold"),
    DESTRUCTION_REQUEST("destruction.request", "schedule and record the destruction of a lot"),
    HANDOVER_SIGN("handover.sign", "hand a shift over and take it over"),
    NOTE_WRITE("note.write", "write notes at times of the record, and keep views for everybody");

    private final String word;
    private final String inWords;

    Permission(String word, String inWords) {
        this.word = word;
        this.inWords = inWords;
    }

    /** {@code output.request}: the word in tables, events and messages. */
    public String word() {
        return word;
    }

    /** What it lets a person do, to stand after "may". */
    public String inWords() {
        return inWords;
    }

    /** Whether even before the facility has an owner nobody but a signed-in person can do it. */
    public boolean needsPerson() {
        return switch (this) {
            case INTERLOCK_BYPASS,
                    ACTION_WRITE,
                    ACTION_VERIFY,
                    READING_RECORD,
                    READING_IMPORT,
                    PERSON_MANAGE,
                    ROLE_GRANT,
                    SESSION_END,
                    POLICY_CHANGE,
                    SIGNOFF_REQUEST,
                    SIGNOFF_SIGN,
                    LEGAL_HOLD_PLACE,
                    LEGAL_HOLD_REMOVAL,
                    RETENTION_RUN,
                    HOLD_RELEASE,
                    RECIPE_DRAFT,
                    RECIPE_RETIRE,
                    DESTRUCTION_REQUEST,
                    HANDOVER_SIGN -> true;
            default -> false;
        };
    }

    /** The permission for a word. */
    public static Optional<Permission> of(String word) {
        return Arrays.stream(values()).filter(p -> p.word.equals(word)).findFirst();
    }

    /** The built-in roles that have it, in the order of {@link Role}. */
    public List<Role> roles() {
        return Arrays.stream(Role.values())
                .filter(r -> r.permissions().contains(this))
                .toList();
    }
}
