package org.penstock.core.runtime;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.penstock.core.alert.AlertQuery;
import org.penstock.core.audit.ChainId;
import org.penstock.core.control.RunQuery;
import org.penstock.core.db.Database;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.Devices;
import org.penstock.core.facility.Places;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.Provenance;
import org.penstock.core.identity.ViewLayouts;
import org.penstock.core.inventory.LotQuery;
import org.penstock.core.place.LocationSpec;
import org.penstock.core.work.NoteRefused;
import org.penstock.core.work.TimeNote;
import org.penstock.core.work.TimeNotes;

/** Looks up and writes what stands beside readings. Thread-safe. */
final class TrendDesk implements TrendBook {
    private static final String STREAM = "stream:";
    private static final String LOCATION = "location:";
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_LAYOUT = 4_000;

    private final Database database;
    private final ChainId chain;
    private final TimeNotes notes;
    private final ViewLayouts views;
    private final PeopleDesk people;
    private final Supplier<Configuration> configuration;
    private final Supplier<FacilitySnapshot> snapshot;
    private final String account;
    private final InstantSource wall;

    /** @param account whose process this is */
    TrendDesk(
            Database database,
            ChainId chain,
            PeopleDesk people,
            Supplier<Configuration> configuration,
            Supplier<FacilitySnapshot> snapshot,
            String account,
            InstantSource wall) {
        this.database = database;
        this.chain = chain;
        this.notes = new TimeNotes(chain);
        this.views = new ViewLayouts(chain, "trend");
        this.people = people;
        this.configuration = configuration;
        this.snapshot = snapshot;
        this.account = account;
        this.wall = wall;
    }

    @Override
    public List<AlertSnapshot.Alert> alerts(Instant from, Instant to, int most) {
        return database.read(sql -> AlertQuery.between(sql, chain.id(), from, to, most)).stream()
                .map(AlertMaker::alert)
                .toList();
    }

    @Override
    public List<ControlSnapshot.Run> runs(Instant from, Instant to, int most) {
        List<ControlSnapshot.Run> running = snapshot.get().control().running();
        return database.read(sql -> RunQuery.between(sql, chain.id(), from, to, most)).stream()
                .map(r -> running.stream()
                        .filter(x -> x.no() == r.no())
                        .findFirst()
                        .orElseGet(() -> ControlMaker.run(r)))
                .toList();
    }

    @Override
    public List<TimeNote> notes(Instant from, Instant to, int most) {
        return database.read(sql -> notes.between(sql, from, to, most));
    }

    @Override
    public TimeNote write(Asker asker, String subject, Instant from, @Nullable Instant to, String text) {
        Provenance by = people.admit(asker, Permission.NOTE_WRITE, place(subject));
        return database.transact(sql -> notes.write(sql, subject, from, to, text, by, wall.instant()));
    }

    /** Where the subject is, "" for the whole site. @throws NoteRefused when the facility has no such thing */
    private String place(String subject) {
        Configuration now = configuration.get();
        if (subject.startsWith(STREAM)) {
            String key = subject.substring(STREAM.length());
            return snapshot.get().field().streams().stream()
                    .filter(s -> s.key().equals(key))
                    .findFirst()
                    .map(FieldSnapshot.Stream::location)
                    .or(() -> now.part(Devices.class).stream(key).map(_ -> ""))
                    .orElseThrow(() -> new NoteRefused("There is no stream " + key + " in the facility file."));
        }
        String key = subject.startsWith(LOCATION) ? subject.substring(LOCATION.length()) : subject;
        boolean there = subject.equals(LOCATION)
                || subject.startsWith(LOCATION)
                        && now.part(Places.class).locations().stream()
                                .map(LocationSpec::key)
                                .anyMatch(key::equals);
        if (!there) {
            throw new NoteRefused("There is no place " + key + " in the facility file.");
        }
        return key;
    }

    @Override
    public TimeNote amend(Asker asker, UUID note, int seen, String text) {
        Provenance by = people.admit(asker, Permission.NOTE_WRITE);
        return database.transact(sql -> notes.amend(sql, note, seen, text, by, wall.instant()));
    }

    @Override
    public TimeNote withdraw(Asker asker, UUID note, int seen, String why) {
        Provenance by = people.admit(asker, Permission.NOTE_WRITE);
        return database.transact(sql -> notes.withdraw(sql, note, seen, why, by, wall.instant()));
    }

    @Override
    public List<TimeNote> history(UUID note) {
        return database.read(sql -> notes.history(sql, note));
    }

    @Override
    public List<Stay> stays(Asker asker, String lotNo) {
        people.admit(asker, Permission.LOT_READ);
        LotQuery query = new LotQuery(chain);
        List<LotQuery.Move> moves = database.read(
                sql -> query.find(sql, lotNo).map(l -> query.moves(sql, l.id())).orElse(List.of()));
        Map<UUID, String> keys = new HashMap<>();
        Configuration now = configuration.get();
        now.part(Places.class)
                .locations()
                .forEach(l -> keys.put(now.identities().id("location", l.key()), l.key()));
        List<Stay> stays = new ArrayList<>();
        Map<UUID, BigDecimal> there = new HashMap<>();
        Map<UUID, Instant> since = new HashMap<>();
        for (LotQuery.Move m : moves) {
            add(m.from(), m.quantity().negate(), m.at(), there, since, keys, stays);
            add(m.to(), m.quantity(), m.at(), there, since, keys, stays);
        }
        since.forEach((place, from) -> stays.add(new Stay(keys.getOrDefault(place, ""), from, null)));
        return stays.stream()
                .filter(s -> !s.location().isEmpty())
                .sorted(Comparator.comparing(Stay::from))
                .toList();
    }

    private static void add(
            @Nullable UUID place,
            BigDecimal by,
            Instant at,
            Map<UUID, BigDecimal> there,
            Map<UUID, Instant> since,
            Map<UUID, String> keys,
            List<Stay> stays) {
        if (place == null) {
            return;
        }
        BigDecimal now = there.merge(place, by, BigDecimal::add);
        Instant from = since.get(place);
        if (now.signum() > 0 && from == null) {
            since.put(place, at);
        } else if (now.signum() <= 0 && from != null) {
            since.remove(place);
            stays.add(new Stay(keys.getOrDefault(place, ""), from, at));
        }
    }

    @Override
    public List<ViewLayouts.Kept> views(Asker asker) {
        String who = people.known(asker, account).actor();
        return database.read(sql -> views.of(sql, who));
    }

    @Override
    public void keep(Asker asker, String name, String layout, boolean everybodys) {
        String called = name.strip();
        if (called.isEmpty() || called.length() > LONGEST_NAME) {
            throw new NoteRefused("A view needs a name of at most " + LONGEST_NAME + " characters.");
        }
        if (layout.length() > LONGEST_LAYOUT) {
            throw new NoteRefused("This view is too large to be kept. Take some of it out.");
        }
        Provenance by = keeper(asker, everybodys);
        database.transact(sql -> {
            views.keep(sql, by.actor(), everybodys, called, layout, wall.instant());
            return called;
        });
    }

    @Override
    public void drop(Asker asker, String name, boolean everybodys) {
        Provenance by = keeper(asker, everybodys);
        boolean was = database.transact(sql -> views.drop(sql, by.actor(), everybodys, name));
        if (!was) {
            throw new NoteRefused("There is no view " + name + " any more.");
        }
    }

    /** His own views are everybody's to keep; what all see takes who may also write what all read. */
    private Provenance keeper(Asker asker, boolean everybodys) {
        return everybodys ? people.admit(asker, Permission.NOTE_WRITE) : people.known(asker, account);
    }
}
