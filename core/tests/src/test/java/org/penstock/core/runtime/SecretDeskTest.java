package org.penstock.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.facility.Secrets;
import org.penstock.core.identity.Asker;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.testsupport.FakeDevices;
import org.penstock.core.testsupport.MigratedDirectory;

/** No secret is in force that nobody is on record for. */
class SecretDeskTest {
    private static final Asker ANN = Asker.account("ann");

    @TempDir(factory = MigratedDirectory.class)
    Path data;

    private static List<String> told(Facility facility) throws Exception {
        assertTrue(facility.awaitRecord(10_000));
        return facility.record().events(100).reversed().stream()
                .filter(e -> e.subject().equals("secret:broker"))
                .map(e -> e.kind() + " by " + e.actor())
                .toList();
    }

    @Test
    void itIsOnRecordBeforeItIsKeptAndThatItWasNotKeptIsToldToo() throws Exception {
        try (Facility facility = Facility.open(StartingChild.options(
                data,
                StartingChild.house(50),
                new FakeDevices("simulator"),
                true,
                InstantSource.system(),
                Ticker.system()))) {
            assertThrows(IllegalArgumentException.class, () -> facility.keepSecret(ANN, "broker", ""));
            assertEquals(List.of(), told(facility), "what cannot be a secret is none");
            facility.keepSecret(ANN, "broker", "mosquitoes bite");
            assertEquals(List.of("secret.set by os:ann"), told(facility));
            assertEquals("mosquitoes bite", new Secrets(data).require("broker"));

            // Where the program dies or fails between the two, the record is ahead, never behind.
            Path file = data.resolve("secrets.json");
            Files.delete(file);
            Files.createDirectory(file);
            assertThrows(UncheckedIOException.class, () -> facility.keepSecret(ANN, "broker", "they sting"));
            assertEquals(
                    List.of("secret.set by os:ann", "secret.set by os:ann", "secret.not_set by os:ann"),
                    told(facility));
            assertEquals(List.of(), facility.verifyRows());
        }
    }
}
