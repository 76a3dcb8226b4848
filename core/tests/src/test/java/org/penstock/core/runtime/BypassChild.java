package org.penstock.core.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;
import org.penstock.core.consent.Meaning;
import org.penstock.core.consent.Signoff;
import org.penstock.core.control.Bypass;
import org.penstock.core.db.Database;
import org.penstock.core.db.DatabaseAddress;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SlowHash;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.testsupport.FacilityBuilder;
import org.penstock.core.testsupport.FakeDevices;

/** A facility that dies, as by kill -9, when the engine lets an output pass and the record is about to say so. */
public final class BypassChild {
    static final String TRIGGER = "dies_before_the_record";
    private static final Secret SECRET = new Secret("seven grey geese");

    private BypassChild() {}

    /** Ends the process at once, before the row is written: no hook runs, nothing is flushed or closed. */
    public static final class Dies implements Trigger {
        @Override
        public void fire(Connection connection, Object @Nullable [] before, Object @Nullable [] after) {
            if (after != null && Arrays.asList(after).contains("executed")) {
                Runtime.getRuntime().halt(137);
            }
        }
    }

    static Facility open(Path data) throws Exception {
        FakeDevices devices = new FakeDevices("simulator");
        Facility facility = Facility.open(new FacilityOptions(
                data,
                Files.exists(data.resolve("configuration.json"))
                        ? null
                        : new FacilityOptions.FacilityText(
                                "north.yaml",
                                new FacilityBuilder()
                                        .stream("{key: tank, name: Tank, metric: volume, unit: L, interval: 1s,"
                                                        + " max_age: 10min, address: {reading: tank}}")
                                                .interlock(
                                                        "{key: tank-low, name: Tank low, kind: tank_low, stream: tank,"
                                                                + " below: 50 L, max_age: 10min, outputs: [pump-1]}")
                                                .output("pump-1", "pump")
                                                .text()),
                null,
                List.of(devices),
                true,
                "serve",
                "ann",
                InstantSource.system(),
                Ticker.system(),
                "desk 1",
                new SlowHash.Cost(64, 1, 1)));
        devices.says("tank", 10);
        return facility;
    }

    public static void main(String[] args) throws Exception {
        Path data = Path.of(args[0]);
        Facility facility = open(data);
        Persons persons = facility.persons();
        Asker.Session anna = new Asker.Session(persons.firstOwner(Asker.account("ann"), "anna", "Anna Lee", SECRET)
                .token()
                .text());
        List<Asker.Session> people = List.of("tom", "bob", "cid").stream()
                .map(login -> {
                    Secret code = persons.invite(anna, login, login);
                    persons.grant(
                            anna, login, "supervisor", persons.scope("site").orElseThrow(), "hired");
                    return new Asker.Session(
                            persons.firstSignIn(login, code, SECRET).token().text());
                })
                .toList();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> facility.snapshot().control().outputs().stream()
                        .anyMatch(o -> o.shut() != null && o.shut().startsWith("Tank low: 10 L")));
        String proposal = facility.propose(
                        people.getFirst(), Bypass.BEGIN, "tank-low/pump-1", Double.NaN, 1800, "the sensor is broken")
                .id();
        facility.confirm(people.getFirst(), proposal).get(10, TimeUnit.SECONDS);
        Signoff waits = facility.consents().open(10).getFirst();
        try (Database database = Database.open(new DatabaseAddress.Embedded(data), InstantSource.system())) {
            database.run(sql -> sql.execute("create trigger " + TRIGGER
                    + " before update on signoffs for each row call '" + Dies.class.getName() + "'"));
        }
        for (Asker.Session signer : people.subList(1, 3)) {
            facility.consents().sign(signer, SECRET, waits.id(), waits.contentHash(), Meaning.APPROVED, "seen");
        }
    }
}
