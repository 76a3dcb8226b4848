package org.penstock.core.identity;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * From whom a change comes, as the record keeps it.
 *
 * @param actor key of the person: the login, or the account's name while nobody is signed in
 * @param roles words of the roles he had at that moment at this site; empty for an account
 * @param workstation name of the computer
 * @param session id of the session, "" for an account: never its token
 */
public record Provenance(String actor, SortedSet<String> roles, String workstation, String session) {
    private static final String ACCOUNT = "os:";

    public Provenance {
        roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
    }

    /** Of an account of the computer: {@code os:anna} is not the person who signs in as anna. */
    public static Provenance ofAccount(String name, String workstation) {
        String key = name.startsWith(ACCOUNT) ? name : ACCOUNT + name;
        return new Provenance(Actors.keyFrom(key), new TreeSet<>(), workstation, "");
    }

    /** Of Penstock itself. */
    public static Provenance ofSystem(String workstation) {
        return new Provenance(Actors.SYSTEM, new TreeSet<>(), workstation, "");
    }

    /** Of a signed-in person. */
    public static Provenance ofPerson(String login, Collection<String> roles, String workstation, String session) {
        return new Provenance(login, new TreeSet<>(roles), workstation, session);
    }

    /** Names and values for an event's data: {@code by_roles}, {@code by_workstation}, {@code by_session}. */
    public SortedMap<String, String> data() {
        SortedMap<String, String> data = new TreeMap<>();
        data.put("by_roles", String.join(" ", roles));
        data.put("by_workstation", workstation);
        data.put("by_session", session);
        return data;
    }
}
