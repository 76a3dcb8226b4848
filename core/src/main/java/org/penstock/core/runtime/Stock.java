package org.penstock.core.runtime;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.penstock.core.consent.Signoff;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Secret;
import org.penstock.core.inventory.Hold;
import org.penstock.core.inventory.HoldReason;
import org.penstock.core.inventory.Items;
import org.penstock.core.inventory.Lot;
import org.penstock.core.inventory.LotKind;
import org.penstock.core.inventory.LotQuery;

/**
 * Lots and the holds that keep them where they are, by the names people use: numbers of lots, codes of items, keys of
 * locations. Quantities are in the unit of the lot's item. What cannot be done is told by
 * {@link org.penstock.core.inventory.LotRefused}, what somebody may not do by {@link org.penstock.core.identity.NotAllowed};
 * nothing was changed then. Every method blocks on the database and may be called from any thread.
 */
public interface Stock {
    /** What lots are lots of. */
    List<Items.Item> items(Asker asker);

    /** Makes an item. @param kind see {@link Items.Item} */
    Items.Item makeItem(Asker asker, String kind, String code, String name, String unit);

    /** Lots by number. @param closed also those of which nothing is left */
    List<Lot> lots(Asker asker, boolean closed, int most);

    /** How much of each of {@code lots} is where, by key of location; a lot of which nothing is left is not among them. */
    Map<UUID, SortedMap<String, BigDecimal>> places(Asker asker, List<UUID> lots);

    /** Everything about one lot, by its number. */
    Optional<Whole> lot(Asker asker, String lotNo);

    /**
     * A lot with its surroundings.
     *
     * @param places how much of it is where, by key of location
     * @param keeping open holds that keep it, also those on lots that it came from
     * @param children what came from it and is still open, the nearest first
     * @param parents what it came from, the nearest first
     */
    record Whole(
            Lot lot,
            SortedMap<String, BigDecimal> places,
            List<Hold> keeping,
            List<LotQuery.Child> children,
            List<Lot> parents) {
        public Whole {
            keeping = List.copyOf(keeping);
            children = List.copyOf(children);
            parents = List.copyOf(parents);
        }
    }

    /**
     * What is told about a deed.
     *
     * @param at when it happened; null = now
     * @param reason why; may be empty where none is asked for
     * @param key what names this very deed: told twice it is done once. "" = a new one
     */
    record Told(@Nullable Instant at, String reason, String key) {}

    /** What is received. @param judged false: pending, to be judged before it leaves the house */
    record Receipt(
            String lotNo,
            String itemKind,
            String itemCode,
            LotKind kind,
            String origin,
            boolean judged,
            @Nullable Instant expiresAt) {}

    /** Makes a lot of what came in. */
    Whole receive(Asker asker, Receipt receipt, BigDecimal quantity, String to, Told told);

    /** Moves some of a lot. @param from null where all of it lies at one place */
    Whole move(Asker asker, String lotNo, BigDecimal quantity, @Nullable String from, String to, Told told);

    /** Splits a part off, which becomes a lot of its own. @return the part */
    Whole split(Asker asker, String lotNo, BigDecimal quantity, @Nullable String from, Into into, Told told);

    /** What is split off becomes. @param kind null = what the lot is @param to null = it stays where it is */
    record Into(
            String lotNo, @Nullable LotKind kind, @Nullable String to) {}

    /** Uses some of a lot up. @param into number of the lot that it becomes part of; null = none */
    Whole use(Asker asker, String lotNo, BigDecimal quantity, @Nullable String from, @Nullable String into, Told told);

    /** What becomes of some of a lot that goes nowhere else in the house. */
    enum Way {
        /** Out of the house. */
        SHIP,
        /** Handed out to be applied: a nutrient, a feed, a chemical. */
        DISPENSE,
        /** Lost in the ordinary course, for a reason; destroying is something else. */
        WASTE,
        /** Picked for something; it stays where it is. */
        RESERVE,
        /** Not picked any more. */
        UNRESERVE
    }

    /** Ships, dispenses, loses, picks some of a lot, or puts it back. @param from null where all of it lies at one place */
    Whole take(Asker asker, Way way, String lotNo, BigDecimal quantity, @Nullable String from, Told told);

    /** Puts some of a lot into another lot of the same item. @param to null = it stays where it is @return the other lot */
    Whole merge(
            Asker asker,
            String lotNo,
            BigDecimal quantity,
            @Nullable String from,
            String into,
            @Nullable String to,
            Told told);

    /** Takes the newest movement of a lot back by its opposite, for a reason, unless something hangs on it. */
    Whole reverse(Asker asker, String lotNo, Told told);

    /** Says how much was found; what it differs by becomes a movement. @param at null where all of it lies at one place */
    Whole count(Asker asker, String lotNo, BigDecimal found, @Nullable String at, Told told);

    /** Judges a lot fit or unfit. */
    Whole judge(Asker asker, String lotNo, boolean fit, Told told);

    /** Every open hold, the oldest first. */
    List<Hold> holds(Asker asker);

    /** Places a hold on lots: on all of them, or on none. @param descendants also on whatever comes from them */
    Placed hold(Asker asker, List<String> lotNos, HoldReason reason, boolean descendants, String note);

    /**
     * Holds that were placed.
     *
     * @param offered lots that came from the held ones and are not held: whether they are to be is for a person to say
     */
    record Placed(List<UUID> holds, List<Lot> offered) {
        public Placed {
            holds = List.copyOf(holds);
            offered = List.copyOf(offered);
        }
    }

    /** Asks for the release of a hold: the last of the signatures that it takes releases it. */
    Signoff release(Asker asker, UUID hold, String reason);

    /** The same where one person is all there is: signed by the asker, looked at later by another one. */
    Consents.Signed releaseAlone(Asker.Session asker, Secret secret, UUID hold, String reason);

    /** Ending lots for good. */
    Destroying destroying();

    /** What things should be made of. */
    Recipes recipes();
}
