package org.penstock.app.window.model.people;

import org.penstock.app.window.model.Keyed;
import org.penstock.app.window.model.Words;
import org.penstock.core.identity.Directory;

/**
 * A role a person has.
 *
 * @param role its word
 * @param scope word of how far it reaches, "" when it reaches another site
 * @param text the role and how far it reaches, in words
 * @param brief the same, without the site a reader is at anyway
 * @param note where it comes from, "" when a person gave it
 * @param takeable whether a person who may can take it back here
 */
public record GrantRow(String key, String role, String scope, String text, String brief, String note, boolean takeable)
        implements Keyed {
    static GrantRow of(Directory.Grant grant, Reach reach, Words words) {
        Reach.Choice where = reach.find(grant.scope()).orElse(null);
        String text = words.of(
                "people.role-at",
                grant.role().name(),
                where == null ? words.of("people.reach-elsewhere") : where.name());
        return new GrantRow(
                grant.id().toString(),
                grant.role().key(),
                where == null ? "" : where.word(),
                text,
                where != null && where.word().equals("site") ? grant.role().name() : text,
                grant.fromFile() ? words.of("people.from-file") : "",
                !grant.fromFile() && where != null);
    }
}
