package org.penstock.core.consent;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One signature that a policy demands.
 *
 * @param meaning what it must say
 * @param roles words of roles of which the signer must have one; empty = any role
 */
public record Slot(Meaning meaning, SortedSet<String> roles) {
    public Slot {
        roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
    }

    /** A slot for persons of one of {@code roles}. */
    public static Slot of(Meaning meaning, Collection<String> roles) {
        return new Slot(meaning, new TreeSet<>(roles));
    }

    /** Whether a signature of a person with {@code his} roles can fill it. */
    boolean takes(Meaning said, Collection<String> his) {
        return said == meaning && (roles.isEmpty() || roles.stream().anyMatch(his::contains));
    }

    /** {@code approved by supervisor or compliance}. */
    public String inWords() {
        return meaning.word() + " by " + (roles.isEmpty() ? "anybody who may sign" : String.join(" or ", roles));
    }
}
