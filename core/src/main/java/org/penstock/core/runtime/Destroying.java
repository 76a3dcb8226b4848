package org.penstock.core.runtime;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.penstock.core.compliance.Destruction;
import org.penstock.core.compliance.DestructionRecord;
import org.penstock.core.compliance.Destructions;
import org.penstock.core.compliance.JurisdictionRule;
import org.penstock.core.consent.Signoff;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Secret;

/**
 * Destroys lots, step by step: {@link #schedule}, {@link #weigh}, {@link #record}, {@link #ask}; the last of the signatures
 * that it takes carries it out. What does not go on is told by {@link org.penstock.core.compliance.DestructionRefused} and
 * {@link org.penstock.core.inventory.LotRefused}. Every method blocks on the database and may be called from any thread.
 */
public interface Destroying {
    /** The newest first. @param over also those that are executed or cancelled */
    List<Destruction> list(Asker asker, boolean over, int most);

    /** Everything about one. */
    Optional<Whole> find(Asker asker, UUID id);

    /** What its paper says. @param place name of the location where it was weighed, "" before */
    record Whole(DestructionRecord record, String place) {}

    /** Given as jurisdiction: no rule of one applies, whatever the site's own is. */
    String NO_JURISDICTION = "none";

    /** The rules of today. */
    Rules rules(Asker asker);

    /**
     * What may be followed.
     *
     * @param here whose rules hold at this site where nothing else is said; "" = none
     * @param inForce the rule of today of every jurisdiction that has one; that of "" is what holds where none applies
     * @param toCome rules of the facility file that begin after today
     */
    record Rules(String here, List<JurisdictionRule> inForce, List<JurisdictionRule> toCome) {
        public Rules {
            inForce = List.copyOf(inForce);
            toCome = List.copyOf(toCome);
        }

        /** The rule of today of a jurisdiction. */
        public Optional<JurisdictionRule> of(String jurisdiction) {
            return inForce.stream()
                    .filter(r -> r.jurisdiction().equals(jurisdiction))
                    .findFirst();
        }
    }

    /**
     * Schedules a lot and holds it.
     *
     * @param jurisdiction whose rule of today holds, {@code us-wa}; "" for the site's own, {@link #NO_JURISDICTION} for none
     */
    Destruction schedule(Asker asker, String lotNo, String jurisdiction, String reason);

    /**
     * What the scale said before anything was mixed in.
     *
     * @param location key; null where all of the lot lies at one place
     * @param quantity how much of the lot that is; null where the lot's unit is a mass
     * @param whole whether nothing of the lot stays there
     * @param differs why it is not what should be there; "" when it is
     * @param at when it was weighed; null = now
     */
    record Weighing(
            @Nullable String location,
            BigDecimal weight,
            String unit,
            @Nullable BigDecimal quantity,
            boolean whole,
            String differs,
            @Nullable Instant at) {}

    /** Records the weight. */
    Destruction weigh(Asker asker, UUID id, Weighing weighing);

    /** Records how it was done. */
    Destruction record(Asker asker, UUID id, Destructions.How how);

    /**
     * Attaches a picture as evidence.
     *
     * @param role before, scale, mixed or after
     * @throws org.penstock.core.audit.MediaFiles.Unfit when the bytes are no picture
     * @throws java.io.UncheckedIOException when the disk does not take them
     */
    Destruction photo(Asker asker, UUID id, byte[] bytes, String role);

    /** The bytes of a picture of it; empty when they are not there. @throws java.io.UncheckedIOException also when changed */
    Optional<byte[]> picture(Asker asker, UUID id, String sha256);

    /** Asks for the signatures. */
    Signoff ask(Asker asker, UUID id, String reason);

    /** The same where one person is all there is; refused at the end where a jurisdiction wants two. */
    Consents.Signed alone(Asker.Session asker, Secret secret, UUID id, String reason);

    /** Gives it up. The lot stays held. */
    Destruction cancel(Asker asker, UUID id, String reason);
}
