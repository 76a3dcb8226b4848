package org.penstock.core.identity;

import static org.penstock.core.db.tables.tables.ViewLayouts.VIEW_LAYOUTS;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.penstock.core.audit.ChainId;

/**
 * How a person, or everybody at a site, wants something shown. Not chained: it changes nothing but what is looked at. Every
 * method works in the transaction of {@code sql}.
 */
public final class ViewLayouts {
    private final ChainId chain;
    private final String subject;

    /**
     * A kept layout.
     *
     * @param slot what it is called, unique among the owner's
     * @param everybodys whether everybody at the site sees it
     * @param by key of who kept it
     */
    public record Kept(String slot, String layout, boolean everybodys, String by, Instant at) {}

    /** @param chain of the site @param subject what is laid out: {@code trend} */
    public ViewLayouts(ChainId chain, String subject) {
        this.chain = chain;
        this.subject = subject;
    }

    /** Everybody's and then the person's own, by name. */
    public List<Kept> of(DSLContext sql, String person) {
        List<UUID> owners = new ArrayList<>(List.of(chain.id()));
        Optional<UUID> own = Actors.find(sql, chain.organizationId(), person);
        own.ifPresent(owners::add);
        var rows = sql.selectFrom(VIEW_LAYOUTS)
                .where(VIEW_LAYOUTS.SITE_ID.eq(chain.id()))
                .and(VIEW_LAYOUTS.SUBJECT.eq(subject))
                .and(VIEW_LAYOUTS.OWNER_ID.in(owners))
                .orderBy(VIEW_LAYOUTS.SLOT)
                .fetch();
        var keys = Actors.keysOf(
                sql, rows.stream().map(r -> r.getKeptBy()).distinct().toList());
        return rows.map(r -> new Kept(
                r.getSlot(),
                r.getLayout(),
                r.getOwnerId().equals(chain.id()),
                keys.getOrDefault(r.getKeptBy(), ""),
                r.getKeptAt()));
    }

    /** Keeps a layout, in place of the owner's of the same name. */
    public void keep(DSLContext sql, String person, boolean everybodys, String slot, String layout, Instant now) {
        UUID who = Actors.idOf(sql, chain.organizationId(), person, now);
        UUID owner = everybodys ? chain.id() : who;
        drop(sql, owner, slot);
        sql.insertInto(VIEW_LAYOUTS)
                .set(VIEW_LAYOUTS.ID, UuidCreator.getTimeOrderedEpoch())
                .set(VIEW_LAYOUTS.SITE_ID, chain.id())
                .set(VIEW_LAYOUTS.OWNER_ID, owner)
                .set(VIEW_LAYOUTS.SUBJECT, subject)
                .set(VIEW_LAYOUTS.SLOT, slot)
                .set(VIEW_LAYOUTS.LAYOUT, layout)
                .set(VIEW_LAYOUTS.KEPT_BY, who)
                .set(VIEW_LAYOUTS.KEPT_AT, now.truncatedTo(ChronoUnit.MICROS))
                .execute();
    }

    /** Keeps it no more. @return whether there was one */
    public boolean drop(DSLContext sql, String person, boolean everybodys, String slot) {
        UUID owner = everybodys
                ? chain.id()
                : Actors.find(sql, chain.organizationId(), person).orElse(chain.organizationId());
        return drop(sql, owner, slot) > 0;
    }

    private int drop(DSLContext sql, UUID owner, String slot) {
        return sql.deleteFrom(VIEW_LAYOUTS)
                .where(VIEW_LAYOUTS.SITE_ID.eq(chain.id()))
                .and(VIEW_LAYOUTS.OWNER_ID.eq(owner))
                .and(VIEW_LAYOUTS.SUBJECT.eq(subject))
                .and(VIEW_LAYOUTS.SLOT.eq(slot))
                .execute();
    }
}
