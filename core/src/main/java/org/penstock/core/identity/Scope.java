package org.penstock.core.identity;

import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * How far a role reaches.
 *
 * @param id of the organization, the site or the location
 */
public record Scope(Kind kind, UUID id) {
    /** What a role can be given for. */
    public enum Kind {
        /** Every site of the organization. */
        ORGANIZATION,
        /** One site. */
        SITE,
        /** One location with everything below it. */
        LOCATION;

        /** The word in the table. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** Every site of an organization. */
    public static Scope organization(UUID id) {
        return new Scope(Kind.ORGANIZATION, id);
    }

    /** One site. */
    public static Scope site(UUID id) {
        return new Scope(Kind.SITE, id);
    }

    /** One location with everything below it. */
    public static Scope location(UUID id) {
        return new Scope(Kind.LOCATION, id);
    }

    /** {@code site:0193…}: the word in events and in what is signed. */
    public String word() {
        return kind.word() + ":" + id;
    }

    /** The scope for a word. @throws IllegalArgumentException when it is none */
    public static Scope of(String word) {
        int colon = word.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException(word + " is no scope of a role");
        }
        return new Scope(Kind.of(word.substring(0, colon)), UUID.fromString(word.substring(colon + 1)));
    }

    /** Whether a right that reaches so far reaches {@code other} whole; {@code above} are the scopes that {@code other} lies in. */
    boolean reaches(Scope other, Set<Scope> above) {
        return equals(other) || above.contains(this);
    }

    /**
     * Where something is asked for.
     *
     * @param locations the location concerned and all above it; empty when the whole site is concerned: then a role at a
     *     location does not reach
     */
    public record Where(UUID organization, UUID site, Set<UUID> locations) {
        public Where {
            locations = Set.copyOf(locations);
        }

        boolean within(Scope scope) {
            return switch (scope.kind()) {
                case ORGANIZATION -> scope.id().equals(organization);
                case SITE -> scope.id().equals(site);
                case LOCATION -> locations.contains(scope.id());
            };
        }
    }
}
