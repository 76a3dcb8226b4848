package org.penstock.core.consent;

import static org.penstock.core.consent.Meaning.APPROVED;
import static org.penstock.core.consent.Meaning.AUTHORED;
import static org.penstock.core.consent.Meaning.WITNESSED;
import static org.penstock.core.identity.Role.ADMIN;
import static org.penstock.core.identity.Role.COMPLIANCE;
import static org.penstock.core.identity.Role.GROWER;
import static org.penstock.core.identity.Role.OPERATOR;
import static org.penstock.core.identity.Role.OWNER;
import static org.penstock.core.identity.Role.SUPERVISOR;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.penstock.core.identity.Role;

/** What holds where nobody has decided otherwise: version 0 of each policy. */
public final class BuiltInPolicies {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration MONTH = Duration.ofDays(30);

    private BuiltInPolicies() {}

    /** Version 0 for {@code action}. */
    public static Policy of(Action action) {
        return switch (action) {
            case DESTRUCTION ->
                together(
                        action,
                        WEEK,
                        true,
                        slot(APPROVED, OWNER, ADMIN, SUPERVISOR, COMPLIANCE),
                        slot(WITNESSED, OWNER, ADMIN, SUPERVISOR, COMPLIANCE, GROWER, OPERATOR));
            case HOLD_RELEASE ->
                together(
                        action,
                        WEEK,
                        true,
                        slot(APPROVED, OWNER, ADMIN, COMPLIANCE),
                        slot(APPROVED, OWNER, ADMIN, COMPLIANCE, SUPERVISOR));
            case LEGAL_HOLD_REMOVAL ->
                together(
                        action,
                        MONTH,
                        false,
                        slot(APPROVED, OWNER, ADMIN, COMPLIANCE),
                        slot(APPROVED, OWNER, ADMIN, COMPLIANCE, SUPERVISOR));
            // What is true of a pump now need not be true of it tomorrow.
            case INTERLOCK_BYPASS ->
                together(
                        action,
                        Duration.ofHours(1),
                        false,
                        slot(APPROVED, OWNER, ADMIN, SUPERVISOR),
                        slot(APPROVED, OWNER, ADMIN, SUPERVISOR, COMPLIANCE));
            case CLOSED_LOOP_PROMOTION ->
                together(
                        action,
                        WEEK,
                        false,
                        slot(APPROVED, OWNER, ADMIN, SUPERVISOR),
                        slot(APPROVED, OWNER, ADMIN, SUPERVISOR, COMPLIANCE));
            case PROGRAM_APPROVAL ->
                together(action, MONTH, true, slot(APPROVED, OWNER, ADMIN, SUPERVISOR, COMPLIANCE));
            case RECIPE_APPROVAL ->
                together(
                        action,
                        MONTH,
                        true,
                        slot(APPROVED, OWNER, ADMIN, SUPERVISOR, COMPLIANCE),
                        slot(APPROVED, OWNER, ADMIN, SUPERVISOR, COMPLIANCE));
            case ALERT_RULE_CHANGE -> together(action, WEEK, true, slot(APPROVED, OWNER, ADMIN, COMPLIANCE));
            case ROLE_GRANT -> together(action, WEEK, true, slot(APPROVED, OWNER, ADMIN));
            case CONFIGURATION_APPLY ->
                together(action, WEEK, false, slot(APPROVED, OWNER, ADMIN, SUPERVISOR, COMPLIANCE));
            case SIGNOFF_POLICY_CHANGE -> together(action, WEEK, false, slot(APPROVED, OWNER, ADMIN, COMPLIANCE));
            case DESTRUCTION_ALONE, HOLD_RELEASE_ALONE -> alone(action, OWNER, ADMIN, SUPERVISOR, COMPLIANCE);
            case UNKNOWN -> throw new IllegalArgumentException("there is no policy for what nobody knows");
            case ROLE_GRANT_ALONE, SIGNOFF_POLICY_CHANGE_ALONE -> alone(action, OWNER, ADMIN);
        };
    }

    private static Policy together(Action action, Duration validFor, boolean bulk, Slot... slots) {
        return new Policy(action, 0, true, List.of(slots), true, validFor, Where.ANY, bulk, Duration.ZERO);
    }

    /** Nobody is kept out: where one person does everything, he also placed the hold. */
    private static Policy alone(Action action, Role... roles) {
        return new Policy(
                action, 0, true, List.of(slot(AUTHORED, roles)), false, Duration.ofHours(1), Where.ANY, false, WEEK);
    }

    private static Slot slot(Meaning meaning, Role... roles) {
        return Slot.of(meaning, Arrays.stream(roles).map(Role::word).toList());
    }
}
