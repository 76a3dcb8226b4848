package org.penstock.core.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.MediaFiles;
import org.penstock.core.audit.MediaRows;
import org.penstock.core.compliance.Destruction;
import org.penstock.core.compliance.DestructionRecord;
import org.penstock.core.compliance.DestructionRefusal;
import org.penstock.core.compliance.DestructionRefused;
import org.penstock.core.compliance.DestructionSigning;
import org.penstock.core.compliance.Destructions;
import org.penstock.core.compliance.JurisdictionRule;
import org.penstock.core.compliance.JurisdictionRules;
import org.penstock.core.compliance.Jurisdictions;
import org.penstock.core.consent.Signoff;
import org.penstock.core.db.Database;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.Places;
import org.penstock.core.identity.Actors;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.Provenance;
import org.penstock.core.identity.Secret;
import org.penstock.core.inventory.Lot;
import org.penstock.core.inventory.LotQuery;

/** Takes destructions from step to step; the bytes of their pictures lie in {@code DATA/media}. Thread-safe. */
final class DestroyingDesk implements Destroying {
    private final Database database;
    private final ChainId chain;
    private final Destructions steps;
    private final DestructionSigning signing;
    private final PeopleDesk people;
    private final ConsentDesk consents;
    private final Named named;
    private final Supplier<Configuration> configuration;
    private final MediaFiles files;
    private final InstantSource wall;

    DestroyingDesk(
            Database database,
            ChainId chain,
            PeopleDesk people,
            ConsentDesk consents,
            Named named,
            Supplier<Configuration> configuration,
            MediaFiles files,
            InstantSource wall) {
        this.database = database;
        this.chain = chain;
        this.steps = new Destructions(chain);
        this.signing = new DestructionSigning(chain);
        this.people = people;
        this.consents = consents;
        this.named = named;
        this.configuration = configuration;
        this.files = files;
        this.wall = wall;
    }

    @Override
    public List<Destruction> list(Asker asker, boolean over, int most) {
        people.admit(asker, Permission.LOT_READ);
        return database.read(sql -> steps.list(sql, over, most));
    }

    @Override
    public Optional<Whole> find(Asker asker, UUID id) {
        people.admit(asker, Permission.LOT_READ);
        return database.read(sql -> DestructionRecord.of(sql, chain, id).map(r -> {
            UUID place = r.destruction().location();
            return new Whole(r, place == null ? "" : named.name(place));
        }));
    }

    @Override
    public Destruction schedule(Asker asker, String lotNo, String jurisdiction, String reason) {
        Provenance by = people.admit(asker, Permission.DESTRUCTION_REQUEST);
        Instant now = wall.instant();
        LocalDate day = Destructions.day(
                now, configuration.get().part(Places.class).site().zone());
        Jurisdictions file = file();
        String whose = jurisdiction.isEmpty() ? file.here() : jurisdiction.equals(NO_JURISDICTION) ? "" : jurisdiction;
        return database.transact(sql -> {
            Lot lot = named.lot(sql, lotNo);
            JurisdictionRule rule = JurisdictionRules.of(sql, chain, file, whose, day);
            if (!rule.jurisdiction().equals(whose)) {
                throw new DestructionRefused(new DestructionRefusal.NoRule(whose, day, file.known()));
            }
            return found(sql, steps.schedule(sql, lot.id(), rule, reason, by, now));
        });
    }

    private Jurisdictions file() {
        return configuration.get().find(Jurisdictions.class).orElse(Jurisdictions.NONE);
    }

    @Override
    public Rules rules(Asker asker) {
        people.admit(asker, Permission.LOT_READ);
        Jurisdictions file = file();
        LocalDate day = Destructions.day(
                wall.instant(), configuration.get().part(Places.class).site().zone());
        return database.read(sql -> new Rules(
                file.here(),
                Stream.concat(Stream.of(""), file.known().stream())
                        .map(j -> JurisdictionRules.of(sql, chain, file, j, day))
                        .filter(r -> r.jurisdiction().isEmpty() || !r.equals(JurisdictionRules.DEFAULT))
                        .distinct()
                        .toList(),
                file.own().stream().filter(r -> r.validFrom().isAfter(day)).toList()));
    }

    private Destruction found(DSLContext sql, UUID id) {
        return steps.find(sql, id).orElseThrow(() -> new DestructionRefused(new DestructionRefusal.Unknown(id)));
    }

    @Override
    public Destruction weigh(Asker asker, UUID id, Weighing w) {
        Provenance by = people.admit(asker, Permission.DESTRUCTION_REQUEST);
        Instant now = wall.instant();
        return database.transact(sql -> {
            Lot lot = new LotQuery(chain).find(sql, found(sql, id).lotId()).orElseThrow();
            return steps.weigh(
                    sql,
                    id,
                    new Destructions.Weighing(
                            named.whence(sql, lot, w.location()),
                            w.weight(),
                            w.unit(),
                            w.quantity(),
                            w.whole(),
                            w.differs(),
                            w.at() == null ? now : w.at()),
                    by,
                    now);
        });
    }

    @Override
    public Destruction record(Asker asker, UUID id, Destructions.How how) {
        Provenance by = people.admit(asker, Permission.DESTRUCTION_REQUEST);
        return database.transact(sql -> steps.record(sql, id, how, by, wall.instant()));
    }

    @Override
    public Destruction photo(Asker asker, UUID id, byte[] bytes, String role) {
        Provenance by = people.admit(asker, Permission.DESTRUCTION_REQUEST);
        database.read(sql -> found(sql, id));
        MediaFiles.Stored kept;
        try {
            kept = files.keep(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Instant now = wall.instant();
        // Two transactions: a medium locks the chain, and a destruction is locked before the chain.
        UUID media = database.transact(sql -> new MediaRows(chain)
                .stored(
                        sql,
                        kept,
                        null,
                        "",
                        new MediaRows.Who(
                                Actors.idOf(sql, chain.organizationId(), by.actor(), now), by.actor(), by.data()),
                        now));
        return database.transact(sql -> {
            steps.photo(sql, id, media, role, by, now);
            return found(sql, id);
        });
    }

    @Override
    public Optional<byte[]> picture(Asker asker, UUID id, String sha256) {
        people.admit(asker, Permission.LOT_READ);
        boolean attached = database.read(sql -> new MediaRows(chain)
                .of(sql, found(sql, id).subject()).stream()
                        .anyMatch(a -> a.sha256().equals(sha256)));
        try {
            return attached ? files.read(sha256) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Signoff ask(Asker asker, UUID id, String reason) {
        Provenance by = people.admit(asker, Permission.DESTRUCTION_REQUEST);
        return consents.request(by, sql -> signing.wish(sql, id, false, reason));
    }

    @Override
    public Consents.Signed alone(Asker.Session asker, Secret secret, UUID id, String reason) {
        people.admit(asker, Permission.DESTRUCTION_REQUEST);
        return consents.alone(asker, secret, sql -> signing.wish(sql, id, true, reason));
    }

    @Override
    public Destruction cancel(Asker asker, UUID id, String reason) {
        Provenance by = people.admit(asker, Permission.DESTRUCTION_REQUEST);
        return database.transact(sql -> steps.cancel(sql, id, reason, by, wall.instant()));
    }
}
