package org.penstock.core.compliance;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the facility file says of jurisdictions: whose rules hold at the site, and the rules of its own. Such a rule goes before
 * one that the program brings from its first day on, and before one of the same day. Immutable.
 *
 * @param here {@code us-wa}: whose rules hold where nothing else is said; "" = none
 * @param own rules, in the order of the file
 */
public record Jurisdictions(String here, List<JurisdictionRule> own) {
    /** A file that says nothing of them. */
    public static final Jurisdictions NONE = new Jurisdictions("", List.of());

    public Jurisdictions {
        own = List.copyOf(own);
    }

    /** Every jurisdiction of which there is a rule. */
    public SortedSet<String> known() {
        SortedSet<String> known = new TreeSet<>();
        JurisdictionRules.BUILT_IN.forEach(r -> known.add(r.jurisdiction()));
        own.forEach(r -> known.add(r.jurisdiction()));
        known.remove("");
        return known;
    }

    /** The file's own rule of a day; empty when none of it holds then. */
    Optional<JurisdictionRule> on(String jurisdiction, LocalDate day) {
        return newest(own, jurisdiction, day);
    }

    static Optional<JurisdictionRule> newest(List<JurisdictionRule> rules, String jurisdiction, LocalDate day) {
        return rules.stream()
                .filter(r ->
                        r.jurisdiction().equals(jurisdiction) && !r.validFrom().isAfter(day))
                .max(Comparator.comparing(JurisdictionRule::validFrom));
    }
}
