package org.penstock.core.facility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.control.ControlConfig;
import org.penstock.core.facility.FacilityFile.Reading;
import org.penstock.core.link.Driver;
import org.penstock.core.testsupport.AnyDriver;
import org.penstock.core.testsupport.FacilityBuilder;

/** A configuration keeps its numbers and ids for ever, and what is read back is what was stored. */
class ConfigurationStoreTest {
    private static final List<Driver> DRIVERS = List.of(new AnyDriver("simulator"));

    @TempDir
    Path data;

    private final FacilityFile file = FacilityBuilder.file(DRIVERS);

    private static FacilityBuilder with(String... streams) {
        FacilityBuilder b = new FacilityBuilder();
        for (String s : streams) {
            b.stream(s, "temperature", "°C");
        }
        return b.output("fan-1", "fan");
    }

    private Configuration apply(FacilityBuilder facility, @Nullable Configuration previous) {
        return switch (file.read("north.yaml", facility.text(), previous, secret -> true)) {
            case Reading.Accepted a -> a.configuration();
            case Reading.Refused r -> throw new AssertionError(r.problems().toString());
        };
    }

    private static int no(Configuration c, String stream) {
        return c.part(Devices.class).stream(stream).orElseThrow().no();
    }

    @Test
    void numbersAreKeptAndNeverReused() {
        Configuration first = apply(with("a", "b"), null);
        assertEquals(0, no(first, "a"));
        assertEquals(1, no(first, "b"));
        Configuration second = apply(with("c", "b"), first);
        assertEquals(1, no(second, "b"));
        assertEquals(2, no(second, "c"));
        Configuration third = apply(with("d"), second);
        assertEquals(3, no(third, "d"));
        Configuration fourth = apply(with("a", "d"), third);
        assertEquals(0, no(fourth, "a"), "what comes back under its key is what it was");
        assertEquals(first.identities().id("stream", "a"), fourth.identities().id("stream", "a"));
        assertEquals(
                5,
                new HashSet<>(List.of(
                                fourth.identities().id("stream", "a"),
                                fourth.identities().id("stream", "b"),
                                fourth.identities().id("device", "skid"),
                                fourth.identities().id("output", "fan-1"),
                                fourth.identities().id("site", "north")))
                        .size());
    }

    @Test
    void theSameFileAfterTheSameConfigurationIsTheSameConfiguration() {
        Configuration first = apply(with("a", "b"), null);
        Configuration again = apply(with("a", "b"), first);
        assertEquals(first.json(), again.json());
        assertEquals(first.hash(), again.hash());
        assertNotEquals(first.hash(), apply(with("a"), first).hash());
    }

    @Test
    void readBackItHasTheSameHashAndMakesNothingNew() throws IOException {
        Configuration first = apply(with("a", "b"), null);
        new ConfigurationStore(data, file).save(first);
        // Another program start: another reader, whose next ids would collide if it made any.
        Configuration back = new ConfigurationStore(data, FacilityBuilder.file(DRIVERS))
                .load()
                .orElseThrow();
        assertEquals(first.hash(), back.hash());
        assertEquals(first.hash(), back.part(ControlConfig.class).hash());
        assertEquals(first.part(ControlConfig.class), back.part(ControlConfig.class));
        assertEquals(first.identities(), back.identities());
        assertEquals(first.files(), back.files());
    }

    @Test
    void theLastOneReadIsNotCompiledTwice() {
        String json = apply(with("a"), null).json();
        assertSame(file.reread(json), file.reread(new String(json.toCharArray())));
    }

    @Test
    void nothingStoredIsNoConfiguration() throws IOException {
        assertTrue(new ConfigurationStore(data, file).load().isEmpty());
    }

    @Test
    void everyChangedByteIsFound() throws IOException {
        ConfigurationStore store = new ConfigurationStore(data, file);
        store.save(apply(with("a"), null));
        byte[] good = Files.readAllBytes(store.path());
        // Up to the line end after the closing brace, which belongs to nobody.
        for (int i = 0; i < good.length - 1; i += 7) {
            byte[] bad = good.clone();
            bad[i] ^= 1;
            Files.write(store.path(), bad);
            ConfigurationStore.Damaged e = assertThrows(ConfigurationStore.Damaged.class, store::load, "byte " + i);
            assertTrue(e.toString().contains("configuration.json"), e::toString);
        }
        for (int length = 0; length < good.length - 1; length += 11) {
            Files.write(store.path(), Arrays.copyOf(good, length));
            assertThrows(ConfigurationStore.Damaged.class, store::load);
        }
    }

    @Test
    void nothingIsLeftBesideTheFile() throws IOException {
        ConfigurationStore store = new ConfigurationStore(data, file);
        store.save(apply(with("a"), null));
        store.save(apply(with("a", "b"), null));
        try (Stream<Path> files = Files.list(data)) {
            assertEquals(List.of(store.path()), files.toList());
        }
    }

    @Test
    void aDirectoryBelongsToOneSite() {
        Configuration first = apply(with("a"), null);
        Reading other = file.read("s.yaml", with("a").text().replace("key: north,", "key: south,"), first, s -> true);
        assertTrue(other.toString().contains("this data directory belongs to the site `north`"), other::toString);
    }

    @Test
    void aStreamNeverChangesWhatItMeasures() {
        Configuration first = apply(with("a"), null);
        Reading other = file.read(
                "north.yaml",
                with("a").text().replace("metric: temperature, unit: \"°C\"", "metric: humidity"),
                first,
                s -> true);
        assertTrue(other.toString().contains("the stream `a` has measured temperature until now"), other::toString);
    }
}
