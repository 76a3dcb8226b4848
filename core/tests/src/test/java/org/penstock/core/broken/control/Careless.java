package org.penstock.core.broken.control;

import com.github.f4b6a3.uuid.UuidCreator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.penstock.core.broken.alert.Loud;
import org.penstock.core.db.tables.tables.Sites;

/** An engine with every fault the rules forbid. */
public final class Careless {
    public static final List<String> FAULTS = List.of(
            "Instant.now",
            "System.nanoTime",
            "System.currentTimeMillis",
            "InstantSource",
            "java.util.Random",
            "UUID.randomUUID",
            "UuidCreator",
            "java.util.HashMap",
            "java.util.HashSet",
            "ConcurrentHashMap",
            "java.nio.file.Files",
            "java.lang.Thread",
            "java.util.Map.copyOf",
            "CarefulProjection");

    private final Map<String, Long> map = new HashMap<>();
    private final Set<String> set = new HashSet<>();
    private final Map<String, Long> shared = new ConcurrentHashMap<>();

    private final CarefulProjection projection = new CarefulProjection();

    /** Uses them all. */
    public String scan(InstantSource clock, Loud loud, Path file) {
        map.put("a", System.nanoTime());
        shared.put("b", System.currentTimeMillis());
        set.add(UUID.randomUUID().toString() + UuidCreator.getTimeOrderedEpoch());
        boolean there = Files.exists(file);
        Thread.onSpinWait();
        projection.apply("a");
        return Map.copyOf(map) + " " + Instant.now() + " " + clock.instant() + new Random().nextInt() + loud
                + Sites.SITES + there + map + set + shared;
    }
}
