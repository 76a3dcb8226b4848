package org.penstock.core.identity;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a person or machine is there for. */
public enum Role {
    /** Answers for the whole organization. */
    OWNER,
    /** Sets up the facility and its users. */
    ADMIN,
    /** Runs the site. */
    MANAGER,
    /** Judges product and record. */
    QUALITY,
    /** Works the shift. */
    OPERATOR,
    /** Keeps the equipment. */
    TECHNICIAN,
    /** Looks on. */
    VIEWER,
    /** Looks into the record for a time. */
    INSPECTOR,
    /** A machine that talks by itself. */
    AGENT,
    /** Works for the centre. */
    PLATFORM_ADMIN;

    /** The word in files and tables. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a person of the site can have it: the others belong to machines and to the centre. */
    public boolean ofPersons() {
        return switch (this) {
            case OWNER, ADMIN, MANAGER, QUALITY, OPERATOR, TECHNICIAN, VIEWER, INSPECTOR -> true;
            case AGENT, PLATFORM_ADMIN -> false;
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
