package org.penstock.core.facility;

import static org.penstock.core.db.tables.tables.Configurations.CONFIGURATIONS;
import static org.penstock.core.db.tables.tables.Devices.DEVICES;
import static org.penstock.core.db.tables.tables.Links.LINKS;
import static org.penstock.core.db.tables.tables.SensorStreams.SENSOR_STREAMS;

import com.github.f4b6a3.uuid.UuidCreator;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.SiteRows.Values;
import org.penstock.core.place.PlaceRows.Placed;

/**
 * Brings a configuration into its rows: {@code configurations}, {@code links}, {@code devices}, {@code sensor_streams},
 * {@code schemas}, {@code equipment}, {@code placements}, {@code relationships}. The
 * same configuration twice changes nothing; what left the file is archived, what comes back is opened again under its own
 * id. Runs inside the caller's transaction.
 */
public final class FacilityRows {
    private final DSLContext sql;
    private final Configuration configuration;
    private final Placed placed;
    private final Instant at;
    private final SiteRows rows;

    /**
     * One link as its row says it.
     *
     * @param connection one line, with names of secrets only
     */
    public record LinkRow(String key, String driver, String connection) {}

    /**
     * Prepares to write.
     *
     * @param placed the rows of the site, already written
     * @param at when the configuration came into force
     */
    public FacilityRows(DSLContext sql, Configuration configuration, Placed placed, Instant at) {
        this.sql = sql;
        this.configuration = configuration;
        this.placed = placed;
        this.at = at.truncatedTo(ChronoUnit.MICROS);
        this.rows = new SiteRows(sql, placed.siteId(), this.at);
    }

    /**
     * Notes that the configuration came into force, unless it already was.
     *
     * @return whether it is another one than before
     */
    public boolean applied(UUID actorId, String reason) {
        var newest = sql.select(CONFIGURATIONS.CONFIGURATION_NO, CONFIGURATIONS.HASH)
                .from(CONFIGURATIONS)
                .where(CONFIGURATIONS.SITE_ID.eq(placed.siteId()))
                .orderBy(CONFIGURATIONS.CONFIGURATION_NO.desc())
                .limit(1)
                .fetchOptional();
        if (newest.isPresent() && configuration.hash().equals(newest.get().value2())) {
            return false;
        }
        sql.insertInto(CONFIGURATIONS)
                .set(CONFIGURATIONS.ID, UuidCreator.getTimeOrderedEpoch())
                .set(CONFIGURATIONS.SITE_ID, placed.siteId())
                .set(
                        CONFIGURATIONS.CONFIGURATION_NO,
                        newest.map(r -> r.value1() + 1).orElse(1))
                .set(CONFIGURATIONS.HASH, configuration.hash())
                .set(CONFIGURATIONS.FILE_NAME, configuration.fileName())
                .set(CONFIGURATIONS.BODY, configuration.json())
                .set(CONFIGURATIONS.APPLIED_AT, at)
                .set(CONFIGURATIONS.ACTOR_ID, actorId)
                .set(CONFIGURATIONS.REASON, reason.length() > 1000 ? reason.substring(0, 1000) : reason)
                .execute();
        return true;
    }

    /** Writes links, then devices, then streams, then equipment. @throws IllegalStateException when the rows belong to another data directory */
    public void write(List<LinkRow> links) {
        links(links);
        Devices devices = configuration.part(Devices.class);
        devices(devices);
        streams(devices);
        new EquipmentRows(sql, placed.siteId(), configuration.identities(), at).write(equipment());
    }

    /**
     * Writes where everything is and what is bound to what; every row they point at is written already.
     *
     * @param outputs for each output the key of its location, "" when none
     */
    public void writeBetween(Map<String, String> outputs) {
        Devices devices = configuration.part(Devices.class);
        Map<PlacementRows.Subject, UUID> wanted = new LinkedHashMap<>();
        equipment().pieces().forEach(p -> place("equipment", p.key(), p.location(), wanted));
        devices.devices().forEach(d -> place("device", d.key(), d.location(), wanted));
        devices.streams().forEach(s -> place("stream", s.key(), s.location(), wanted));
        outputs.forEach((key, location) -> place("output", key, location, wanted));
        new PlacementRows(sql, placed.siteId(), at).write(wanted);
        new RelationshipRows(sql, placed.siteId(), at)
                .write(
                        configuration
                                .find(Relationships.class)
                                .map(Relationships::relationships)
                                .orElse(List.of()),
                        this::row);
    }

    private Equipment equipment() {
        return configuration.find(Equipment.class).orElse(Equipment.NONE);
    }

    private void place(String kind, String key, String location, Map<PlacementRows.Subject, UUID> wanted) {
        UUID where = location(location);
        if (where != null) {
            wanted.put(new PlacementRows.Subject(kind, id(kind, key)), where);
        }
    }

    private UUID row(RelationshipSpec.Point point) {
        return switch (point.end()) {
            case LOCATION -> placed.location(point.key());
            case EQUIPMENT, DEVICE, STREAM, OUTPUT -> id(point.end().word(), point.key());
        };
    }

    private void links(List<LinkRow> links) {
        Set<String> open = new TreeSet<>();
        for (LinkRow link : links) {
            open.add(link.key());
            rows.put(
                    LINKS,
                    id("link", link.key()),
                    LINKS.LINK_KEY,
                    link.key(),
                    new Values().set(LINKS.DRIVER, link.driver()).set(LINKS.CONNECTION, link.connection()));
        }
        rows.archive(LINKS, LINKS.LINK_KEY, open);
    }

    private void devices(Devices devices) {
        Map<String, Node> written = devices.written().stream()
                .collect(Collectors.toMap(n -> n.get("key").text(), n -> n));
        for (DeviceSpec device : devices.devices()) {
            Node node = Objects.requireNonNull(written.get(device.key()));
            rows.put(
                    DEVICES,
                    id("device", device.key()),
                    DEVICES.DEVICE_KEY,
                    device.key(),
                    new Values()
                            .set(DEVICES.NAME, device.name())
                            .set(DEVICES.LINK_ID, id("link", device.link()))
                            .set(DEVICES.LOCATION_ID, location(device.location()))
                            .set(DEVICES.ADDRESS, node.get("address").canonical()));
        }
        rows.archive(
                DEVICES,
                DEVICES.DEVICE_KEY,
                devices.devices().stream().map(DeviceSpec::key).collect(Collectors.toSet()));
        DeviceRows.archived(sql, placed.siteId());
    }

    private void streams(Devices devices) {
        Map<String, String> channels = channels(devices);
        Map<String, UUID> replaced = replaced(devices);
        makeRoom(devices, channels);
        rows.archive(
                SENSOR_STREAMS,
                SENSOR_STREAMS.STREAM_KEY,
                devices.streams().stream().map(StreamSpec::key).collect(Collectors.toSet()));
        for (StreamSpec s : devices.streams()) {
            rows.put(
                    SENSOR_STREAMS,
                    id("stream", s.key()),
                    SENSOR_STREAMS.STREAM_KEY,
                    s.key(),
                    new Values()
                            .set(SENSOR_STREAMS.STREAM_NO, s.no())
                            .set(SENSOR_STREAMS.NAME, s.name())
                            .set(SENSOR_STREAMS.DEVICE_ID, id("device", s.device()))
                            .set(SENSOR_STREAMS.CHANNEL, channels.get(s.key()))
                            .set(SENSOR_STREAMS.REPLACES_ID, replaced.get(s.key()))
                            .set(SENSOR_STREAMS.LOCATION_ID, location(s.location()))
                            .set(SENSOR_STREAMS.METRIC, s.metric().key())
                            .set(SENSOR_STREAMS.SOURCE_UNIT, s.sourceUnit().code())
                            .set(SENSOR_STREAMS.EXPECTED_INTERVAL_SECONDS, seconds(s.intervalMicros()))
                            .set(SENSOR_STREAMS.LIVE_WINDOW_SECONDS, seconds(s.liveWindowMicros()))
                            .set(SENSOR_STREAMS.MAX_AGE_SECONDS, seconds(s.maxAgeMicros()))
                            .set(SENSOR_STREAMS.BACKLOG_SECONDS, seconds(s.backlogMicros())));
        }
    }

    /** The row of the stream whose place each one took; none where that stream never came into force here. */
    private Map<String, UUID> replaced(Devices devices) {
        Map<String, UUID> replaced = new TreeMap<>();
        for (Node device : devices.written()) {
            for (Node stream : device.get("streams").items()) {
                String old = stream.get("replaces").text();
                if (!old.isEmpty()) {
                    sql.select(SENSOR_STREAMS.ID)
                            .from(SENSOR_STREAMS)
                            .where(SENSOR_STREAMS.SITE_ID.eq(placed.siteId()))
                            .and(SENSOR_STREAMS.STREAM_KEY.eq(old))
                            .fetchOptional(SENSOR_STREAMS.ID)
                            .ifPresent(id -> replaced.put(stream.get("key").text(), id));
                }
            }
        }
        return replaced;
    }

    /** Two streams may exchange their channels: so those that change make room first, on a channel nobody can write. */
    private void makeRoom(Devices devices, Map<String, String> channels) {
        for (StreamSpec s : devices.streams()) {
            UUID id = id("stream", s.key());
            sql.update(SENSOR_STREAMS)
                    .set(SENSOR_STREAMS.CHANNEL, "\t" + id)
                    .where(SENSOR_STREAMS.SITE_ID.eq(placed.siteId()))
                    .and(SENSOR_STREAMS.ID.eq(id))
                    .and(SENSOR_STREAMS
                            .CHANNEL
                            .ne(channels.getOrDefault(s.key(), ""))
                            .or(SENSOR_STREAMS.DEVICE_ID.ne(id("device", s.device()))))
                    .execute();
        }
    }

    /** The channel of each stream: its address in one line, or its key where the device needs none. */
    private static Map<String, String> channels(Devices devices) {
        Map<String, String> channels = new TreeMap<>();
        for (Node device : devices.written()) {
            for (Node stream : device.get("streams").items()) {
                String key = stream.get("key").text();
                String address = stream.get("address").canonical();
                String channel = address.isEmpty() ? "key=" + key : address;
                channels.put(key, channel.length() > 200 ? "sha256:" + ConfigurationText.sha256(channel) : channel);
            }
        }
        return channels;
    }

    private UUID id(String kind, String key) {
        return configuration.identities().id(kind, key);
    }

    private @Nullable UUID location(String key) {
        return key.isEmpty() ? null : placed.location(key);
    }

    private static BigDecimal seconds(long micros) {
        return BigDecimal.valueOf(micros, 6);
    }
}
