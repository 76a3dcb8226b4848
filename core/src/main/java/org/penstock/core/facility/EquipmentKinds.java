package org.penstock.core.facility;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The kinds of equipment with their versions: those that come with the program, and those a facility file brings. A file
 * may bring further versions of a kind that comes with the program, never another form of a version that is there.
 * Single-threaded; used only while a file is read.
 */
final class EquipmentKinds {
    /** The kinds that come with the program, all in version 1. */
    static final List<String> BUILT_IN = List.of(
            "air_handler",
            "air_inlet",
            "autoclave",
            "bioreactor",
            "boiler",
            "camera",
            "centrifuge",
            "checkweigher",
            "chiller",
            "co2_supply",
            "cold_unit",
            "compressor",
            "controller",
            "conveyor",
            "dehumidifier",
            "doser",
            "drinker",
            "energy_meter",
            "evaporator",
            "fan",
            "feed_bin",
            "feeder",
            "filler",
            "filter",
            "generator",
            "heater",
            "humidifier",
            "incubator",
            "irrigation_skid",
            "light",
            "metal_detector",
            "mixer",
            "oven",
            "packaging_machine",
            "pump",
            "scale",
            "sensor_probe",
            "substrate_slab",
            "tank",
            "valve",
            "water_meter");

    /** The one form of JSON Schema that is read. */
    static final String META = "https://json-schema.org/draft/2020-12/schema";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SortedMap<String, SortedMap<Integer, SchemaSpec>> known = new TreeMap<>();
    private final SortedMap<String, PropertySchema> compiled = new TreeMap<>();
    /** Fetches nothing: schemas that point anywhere are refused before they come here. */
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            b -> b.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    EquipmentKinds() {
        BUILT_IN.forEach(kind -> versions(kind).put(1, new SchemaSpec(kind, 1, "", true)));
    }

    private SortedMap<Integer, SchemaSpec> versions(String kind) {
        return known.computeIfAbsent(kind, k -> new TreeMap<>());
    }

    /** The kind's properties as they come with the program. */
    static ObjectNode builtIn(String kind) {
        String name = "kinds/" + kind + ".1.json";
        try (InputStream in = Objects.requireNonNull(
                EquipmentKinds.class.getResourceAsStream(name), "this program was built without " + name)) {
            return (ObjectNode) JSON.readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }

    /** The same for an editor, which knows no {@code metric}: a quantity is a text there, or a number where it has no unit. */
    static ObjectNode forEditors(String kind) {
        ObjectNode schema = builtIn(kind);
        schema.remove("$schema");
        schema.path("properties").forEach(property -> {
            if (property.has("metric")) {
                ((ObjectNode) property).remove("metric");
                ((ObjectNode) property)
                        .putArray("type")
                        .add("string")
                        .add("number")
                        .add("null");
            }
        });
        return schema;
    }

    /** Every kind. */
    Collection<String> kinds() {
        return known.keySet();
    }

    /** The versions of a kind, oldest first; empty for an unknown one. */
    List<Integer> versionsOf(String kind) {
        return List.copyOf(known.getOrDefault(kind, new TreeMap<>()).keySet());
    }

    /** Whether this very version is known. */
    boolean knows(String kind, int version) {
        return versionsOf(kind).contains(version);
    }

    /** Whether this version comes with the program. Told without reading it. */
    boolean isBuiltIn(String kind, int version) {
        @Nullable SchemaSpec spec = known.getOrDefault(kind, new TreeMap<>()).get(version);
        return spec != null && spec.builtIn();
    }

    /** Adds a version the file brings. @param body checked by {@link #faults} */
    void add(SchemaSpec spec) {
        versions(spec.kind()).put(spec.version(), spec);
    }

    /** What is wrong with a schema as a schema: each fault with the path to it, for {@link PropertySchema#at}. */
    List<com.networknt.schema.Error> faults(JsonNode body) {
        return registry.getSchema(SchemaLocation.of(META)).validate(body.toString(), InputFormat.JSON);
    }

    /** Reads a schema through, keyword by keyword. @throws RuntimeException of any kind when the library cannot use it */
    void load(JsonNode body) {
        registry.getSchema(body).initializeValidators();
    }

    /** One version of a kind, with its body. */
    Optional<SchemaSpec> spec(String kind, int version) {
        return Optional.ofNullable(known.getOrDefault(kind, new TreeMap<>()).get(version))
                .map(s -> s.body().isEmpty()
                        ? new SchemaSpec(kind, version, builtIn(kind).toString(), true)
                        : s);
    }

    /** One version of a kind, ready to check with. */
    Optional<PropertySchema> schema(String kind, int version) {
        Optional<SchemaSpec> spec = spec(kind, version);
        return spec.map(s -> compiled.computeIfAbsent(
                s.key(), k -> new PropertySchema(s, (ObjectNode) JSON.readTree(s.body()), registry)));
    }

    /** The versions of a kind that know a property, for advice. */
    List<Integer> versionsWith(String kind, String property) {
        List<Integer> with = new ArrayList<>();
        for (int version : versionsOf(kind)) {
            schema(kind, version).filter(s -> s.properties().contains(property)).ifPresent(s -> with.add(version));
        }
        return with;
    }
}
