package org.penstock.driver.modbus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.FacilityText;
import org.penstock.core.facility.Nearest;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;

/**
 * The library of register maps that comes with the program. Each file is read when it is first asked for.
 * Single-threaded: make one for every plan.
 *
 * <p>To add a device, write {@code maps/<maker>-<model>.yaml} and its name into {@code maps/index.txt}; every test of
 * the library then runs over it. Give its maker's example, if there is one, a line in {@code RegisterMapExamplesTest}.
 *
 * <pre>{@code
 * kind: meter
 * maker: Eastron
 * model: SDM630
 * device: Three-phase energy meter
 * source: {document: …, revision: …, page: …, read: …}   # where the numbers come from, exactly
 * address: {unit_id: 1, max_registers: 80}               # as delivered; a facility may write its own
 * serial: 9600 8N1
 * defaults: {type: float32}                              # stands under `at` of every point
 * points:
 *   voltage_l1: {name: Voltage L1, metric: voltage, at: {register: "input:0"}}
 * }</pre>
 *
 * <p>{@code at} holds the words of a stream's address, so that a map says nothing which an integrator could not write.
 * A device without a map is described by exactly these words in the facility file.
 */
final class RegisterMaps {
    private static final String FOLDER = "maps/";

    private final List<String> names = text("index.txt").lines().toList();
    private final Map<String, RegisterMap> read = new HashMap<>();

    /** Every map, by name. */
    List<String> names() {
        return names;
    }

    /** The map that {@code written} names; reports an unknown one and returns null. */
    @Nullable
    RegisterMap find(Node written, Problems problems) {
        String name = written.text();
        if (names.contains(name)) {
            return get(name, problems);
        }
        String near = Nearest.to(name, names);
        problems.add(
                written,
                "there is no register map `" + name + "`",
                near.isEmpty()
                        ? "write one of " + String.join(", ", names)
                                + ", or no map and `register:` in each address of the device"
                        : "did you mean `map: " + near + "`?");
        return null;
    }

    /** A map of the library; reports what is wrong in its file. */
    RegisterMap get(String name, Problems problems) {
        RegisterMap known = read.get(name);
        if (known == null) {
            String file = name + ".yaml";
            known = RegisterMap.read(name, FacilityText.parse(FOLDER + file, text(file), problems), problems);
            read.put(name, known);
        }
        return known;
    }

    private static String text(String file) {
        String name = FOLDER + file;
        try (InputStream in = Objects.requireNonNull(
                RegisterMaps.class.getResourceAsStream(name), "this program was built without " + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}
