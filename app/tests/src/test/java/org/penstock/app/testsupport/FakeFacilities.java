package org.penstock.app.testsupport;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.ChainCheck;
import org.penstock.app.start.Facilities;
import org.penstock.app.start.Opening;
import org.penstock.app.start.RecordPlace;
import org.penstock.app.start.Refusal;
import org.penstock.core.facility.Problems;

/** Facilities by hand: whatever directory has a {@code configuration.json} holds {@link #room}. */
public final class FakeFacilities implements Facilities {
    public final FakeControlRoom room = new FakeControlRoom();
    public final List<Opening> opened = new ArrayList<>();
    public final Map<String, String> secrets = new TreeMap<>();
    public @Nullable Refusal refuses;
    public List<Problems.Problem> problems = List.of();
    public List<String> remarks = List.of();
    public ChainCheck chains = progress -> {
        progress.accept(1_000);
        return new ChainCheck.Report(1_234, List.of());
    };

    @Override
    public Opened open(Opening opening) {
        if (refuses != null) {
            throw refuses;
        }
        opened.add(opening);
        return new Opened(room, chains, remarks);
    }

    @Override
    public String console(Path data, RecordPlace place) {
        return "north";
    }

    @Override
    public boolean isThere(Path data) {
        return Files.exists(data.resolve("configuration.json"));
    }

    @Override
    public List<Problems.Problem> check(Path file) {
        return problems;
    }

    @Override
    public String schema() {
        return "{\"title\": \"a schema\"}";
    }

    @Override
    public void setSecret(Path data, String name, String value) {
        secrets.put(name, value);
    }
}
