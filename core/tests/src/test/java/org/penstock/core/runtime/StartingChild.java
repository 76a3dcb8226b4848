package org.penstock.core.runtime;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.testsupport.FacilityBuilder;
import org.penstock.core.testsupport.FakeDevices;

/** Starts the facility in a data directory with an engine that hangs before its first scan. Made to be killed. */
final class StartingChild {
    private StartingChild() {}

    public static void main(String[] args) throws Exception {
        Ticker hanging = () -> {
            if (Thread.currentThread().getName().equals("penstock-engine")) {
                System.out.println("the engine hangs");
                while (true) {
                    LockSupport.park();
                }
            }
            return System.nanoTime();
        };
        Facility.open(
                options(Path.of(args[0]), null, new FakeDevices("simulator"), true, InstantSource.system(), hanging));
        Thread.currentThread().join();
    }

    static FacilityOptions options(
            Path data, @Nullable String file, FakeDevices devices, boolean drive, InstantSource wall, Ticker ticker) {
        return new FacilityOptions(
                data,
                file == null ? null : new FacilityOptions.FacilityText("house.yaml", file),
                null,
                List.of(devices),
                drive,
                "serve",
                "os:ann",
                wall,
                ticker);
    }

    static String house(int below) {
        return new FacilityBuilder()
                .stream("tank", "volume", "L")
                        .output("pump-1", "pump")
                        .interlock("{key: tank-low, name: Tank low, kind: tank_low, stream: tank, below: " + below
                                + " L, max_age: 60s, outputs: [pump-1]}")
                        .text();
    }
}
