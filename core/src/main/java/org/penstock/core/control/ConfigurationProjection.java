package org.penstock.core.control;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.EventChain;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.FacilityRows;
import org.penstock.core.facility.Places;
import org.penstock.core.facility.Users;
import org.penstock.core.identity.Actors;
import org.penstock.core.identity.FileRoles;
import org.penstock.core.link.Links;
import org.penstock.core.place.PlaceRows;
import org.penstock.core.place.PlaceRows.Placed;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.JournalRecord;
import org.penstock.core.telemetry.Projection;

/**
 * Brings each configuration that came into force into the rows of places, links, devices, streams,
 * equipment and outputs, and of what lies between them. Stands
 * here, because it is the lowest room that knows them all. It must be the first projection: the others point at its rows,
 * and the site's chain is founded here.
 *
 * <p>A start under the configuration that was in force already changes nothing and tells nothing.
 */
public final class ConfigurationProjection implements Projection {
    private final Function<String, Configuration> reader;

    /** @param reader makes a configuration from {@link Input.ConfigChange#json} */
    public ConfigurationProjection(Function<String, Configuration> reader) {
        this.reader = reader;
    }

    @Override
    public void apply(DSLContext sql, JournalRecord record, List<Fact> events) {
        if (record instanceof JournalRecord.Inputs inputs) {
            for (Input input : inputs.frame().inputs()) {
                if (input instanceof Input.ConfigChange change) {
                    apply(sql, change, inputs.frame().wallMicros(), events);
                }
            }
        }
    }

    private void apply(DSLContext sql, Input.ConfigChange change, long wallMicros, List<Fact> events) {
        Configuration configuration = reader.apply(change.json());
        Instant at = Instant.EPOCH.plus(wallMicros, ChronoUnit.MICROS);
        Places places = configuration.part(Places.class);
        Placed placed = PlaceRows.put(sql, places.site(), places.locations(), configuration.identities()::id, at);
        EventChain.found(sql, ChainId.ofSite(placed.organizationId(), placed.siteId()));
        UUID actor = Actors.idOf(sql, placed.organizationId(), change.actor(), at);
        FacilityRows rows = new FacilityRows(sql, configuration, placed, at);
        if (!rows.applied(actor, change.reason())) {
            return;
        }
        rows.write(configuration.part(Links.class).links().stream()
                .map(l -> new FacilityRows.LinkRow(
                        l.key(), l.protocol(), l.connection().canonical()))
                .toList());
        OutputRows.write(sql, configuration, placed, at);
        Map<String, String> outputs = new TreeMap<>();
        configuration.part(ControlConfig.class).outputs().forEach(o -> outputs.put(o.key(), o.location()));
        rows.writeBetween(outputs);
        TreeMap<String, String> data = new TreeMap<>(change.by());
        data.put("hash", configuration.hash());
        data.put("file", configuration.fileName());
        data.put("reason", change.reason());
        data.put(
                "streams",
                Integer.toString(
                        configuration.part(ControlConfig.class).streams().size()));
        data.put(
                "outputs",
                Integer.toString(
                        configuration.part(ControlConfig.class).outputs().size()));
        FileRoles.write(
                        sql,
                        placed.organizationId(),
                        placed.siteId(),
                        configuration.part(Users.class).users().stream()
                                .collect(Collectors.toMap(Users.User::name, Users.User::roles)),
                        at)
                .forEach(c -> {
                    TreeMap<String, String> role = new TreeMap<>(change.by());
                    role.putAll(c.rows());
                    role.putAll(c.held());
                    role.put("role", c.role());
                    role.put("scope", "site:" + placed.siteId());
                    role.put("reason", change.reason());
                    events.add(new Fact(wallMicros, change.actor(), c.kind(), "person:" + c.login(), role));
                });
        events.add(new Fact(
                wallMicros,
                change.actor(),
                "configuration.applied",
                "site:" + places.site().key(),
                data));
    }
}
