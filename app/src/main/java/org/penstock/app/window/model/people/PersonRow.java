package org.penstock.app.window.model.people;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.penstock.app.window.model.Keyed;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;
import org.penstock.core.identity.Directory;

/**
 * A person who works here.
 *
 * @param key the sign-in name
 * @param state in a word or two
 * @param ways by which the person signs in
 * @param roles all of them in a line
 * @param since when the person was named
 * @param deeds what makes sense to do to the person, whoever may
 */
public record PersonRow(
        String key,
        String name,
        String state,
        String ways,
        String roles,
        String since,
        List<GrantRow> grants,
        List<Deed> deeds)
        implements Keyed {
    public PersonRow {
        grants = List.copyOf(grants);
        deeds = List.copyOf(deeds);
    }

    static PersonRow of(Directory.Person person, List<GrantRow> grants, Instant now, Words words, Times times) {
        boolean waits = person.lockedUntil().filter(now::isBefore).isPresent();
        String state = switch (person.state()) {
            case INVITED -> words.of("people.state-invited");
            case ACTIVE ->
                waits
                        ? words.of(
                                "people.state-waits",
                                times.clock(person.lockedUntil().orElseThrow()))
                        : words.of("people.state-active");
            case LOCKED -> words.of("people.state-locked");
            case LEFT -> words.of("people.state-left");
        };
        List<String> ways = new ArrayList<>();
        for (Way way : Way.values()) {
            if (person.credentials().contains(way.word)) {
                ways.add(words.of(way.wordKey));
            }
        }
        return new PersonRow(
                person.login(),
                person.name(),
                state,
                ways.isEmpty() ? words.of("people.no-ways") : String.join(", ", ways),
                grants.isEmpty()
                        ? words.of("people.no-roles")
                        : grants.stream().map(GrantRow::brief).collect(Collectors.joining(", ")),
                times.date(person.created()),
                grants,
                deeds(person, waits));
    }

    private enum Way {
        PASSWORD("password", "people.way-password"),
        PIN("pin", "people.way-pin"),
        BADGE("badge", "people.way-badge");

        private final String word;
        private final String wordKey;

        Way(String word, String wordKey) {
            this.word = word;
            this.wordKey = wordKey;
        }
    }

    private static List<Deed> deeds(Directory.Person person, boolean waits) {
        if (person.state() == Directory.State.LEFT) {
            return List.of();
        }
        List<Deed> deeds = new ArrayList<>(List.of(Deed.GRANT, Deed.RENEW));
        boolean locked = person.state() == Directory.State.LOCKED;
        if (locked || waits) {
            deeds.add(Deed.UNLOCK);
        }
        if (!locked) {
            deeds.add(Deed.LOCK);
        }
        deeds.add(Deed.BADGE);
        if (person.credentials().contains(Way.BADGE.word)) {
            deeds.add(Deed.REVOKE_BADGE);
        }
        deeds.add(Deed.RENAME);
        deeds.add(Deed.LEAVE);
        return deeds;
    }

    /** Whether some letters are in what a person would look for. */
    public boolean matches(String letters) {
        String wanted = letters.strip().toLowerCase(Locale.ROOT);
        return wanted.isEmpty()
                || String.join(" ", name, key, state, roles)
                        .toLowerCase(Locale.ROOT)
                        .contains(wanted);
    }
}
