package org.penstock.core.identity;

import static org.penstock.core.identity.Permission.*;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a person or machine is there for: the built-in roles. An organization can make its own of {@link Permission}s. */
public enum Role {
    /** Answers for the whole organization. */
    OWNER(EnumSet.allOf(Permission.class)),
    /** Sets up the facility and its people. */
    ADMIN(EnumSet.allOf(Permission.class)),
    /** Runs the shift, and gives the second of two signatures. */
    SUPERVISOR(EnumSet.of(
            OUTPUT_REQUEST,
            PROGRAM_RUN,
            ALERT_ACKNOWLEDGE,
            ALERT_SHELVE,
            ACTION_WRITE,
            ACTION_VERIFY,
            INTERLOCK_RESET,
            INTERLOCK_BYPASS,
            CLOCK_CONFIRM,
            DEVICE_MAINTAIN,
            DEVICE_ENROL,
            DEVICE_COMMISSION,
            SIMULATION_CHANGE,
            CONFIGURATION_READ,
            CONFIGURATION_APPLY,
            RECORD_READ,
            READING_RECORD,
            READING_IMPORT,
            PERSON_READ,
            SESSION_END,
            SIGNOFF_REQUEST,
            SIGNOFF_SIGN,
            LOT_READ,
            RECIPE_READ,
            RECIPE_DRAFT,
            RECIPE_RETIRE,
            LOT_CHANGE,
            HOLD_PLACE,
            HOLD_RELEASE,
            DESTRUCTION_REQUEST,
            LEGAL_HOLD_PLACE,
            HANDOVER_SIGN,
            NOTE_WRITE)),
    /** Judges product and record, and answers to the inspector. */
    COMPLIANCE(EnumSet.of(
            ACTION_WRITE,
            ACTION_VERIFY,
            CONFIGURATION_READ,
            RECORD_READ,
            READING_IMPORT,
            RECORD_EXPORT,
            RECORD_PROTECT,
            LEGAL_HOLD_PLACE,
            LEGAL_HOLD_REMOVAL,
            RETENTION_RUN,
            PERSON_READ,
            POLICY_CHANGE,
            SIGNOFF_REQUEST,
            SIGNOFF_SIGN,
            LOT_READ,
            RECIPE_READ,
            RECIPE_DRAFT,
            RECIPE_RETIRE,
            HOLD_PLACE,
            HOLD_RELEASE,
            DESTRUCTION_REQUEST,
            HANDOVER_SIGN,
            NOTE_WRITE)),
    /** Steers the crop, the flock or the product. */
    GROWER(EnumSet.of(
            OUTPUT_REQUEST,
            PROGRAM_RUN,
            ALERT_ACKNOWLEDGE,
            ALERT_SHELVE,
            ACTION_WRITE,
            INTERLOCK_RESET,
            SIMULATION_CHANGE,
            CONFIGURATION_READ,
            CONFIGURATION_APPLY,
            RECORD_READ,
            READING_RECORD,
            SIGNOFF_REQUEST,
            LOT_READ,
            RECIPE_READ,
            RECIPE_DRAFT,
            LOT_CHANGE,
            HOLD_PLACE,
            DESTRUCTION_REQUEST,
            HANDOVER_SIGN,
            NOTE_WRITE)),
    /** Works the shift. */
    OPERATOR(EnumSet.of(
            OUTPUT_REQUEST,
            PROGRAM_RUN,
            ALERT_ACKNOWLEDGE,
            ALERT_SHELVE,
            ACTION_WRITE,
            INTERLOCK_RESET,
            SIMULATION_CHANGE,
            CONFIGURATION_READ,
            RECORD_READ,
            READING_RECORD,
            SIGNOFF_REQUEST,
            LOT_READ,
            RECIPE_READ,
            LOT_CHANGE,
            HOLD_PLACE,
            HANDOVER_SIGN,
            NOTE_WRITE)),
    /** Keeps the equipment. */
    TECHNICIAN(EnumSet.of(
            OUTPUT_REQUEST,
            ALERT_ACKNOWLEDGE,
            ACTION_WRITE,
            INTERLOCK_RESET,
            INTERLOCK_BYPASS,
            DEVICE_MAINTAIN,
            DEVICE_ENROL,
            DEVICE_COMMISSION,
            SIMULATION_CHANGE,
            CONFIGURATION_READ,
            CONFIGURATION_APPLY,
            RECORD_READ,
            READING_RECORD,
            READING_IMPORT,
            SIGNOFF_REQUEST,
            LOT_READ,
            RECIPE_READ,
            NOTE_WRITE)),
    /** Looks on. */
    VIEWER(EnumSet.of(CONFIGURATION_READ, LOT_READ, RECIPE_READ)),
    /** Looks into the record for a time, and takes a copy away. */
    INSPECTOR(EnumSet.of(CONFIGURATION_READ, RECORD_READ, RECORD_EXPORT, LOT_READ, RECIPE_READ)),
    /** A machine that talks by itself. */
    DEVICE(EnumSet.noneOf(Permission.class)),
    /** Works for the centre. */
    PLATFORM_ADMIN(EnumSet.noneOf(Permission.class));

    private final Set<Permission> permissions;

    Role(EnumSet<Permission> permissions) {
        this.permissions = Collections.unmodifiableSet(permissions);
    }

    /** The word in files and tables. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it lets do. */
    public Set<Permission> permissions() {
        return permissions;
    }

    /** Whether a person of the site can have it: the others belong to machines and to the centre. */
    public boolean ofPersons() {
        return switch (this) {
            case OWNER, ADMIN, SUPERVISOR, COMPLIANCE, GROWER, OPERATOR, TECHNICIAN, VIEWER, INSPECTOR -> true;
            case DEVICE, PLATFORM_ADMIN -> false;
        };
    }

    /** The words of the roles that a person of the site can have. */
    public static List<String> wordsOfPersons() {
        return Arrays.stream(values()).filter(Role::ofPersons).map(Role::word).toList();
    }

    /** The role for a word. */
    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(r -> r.word().equals(word)).findFirst();
    }
}
