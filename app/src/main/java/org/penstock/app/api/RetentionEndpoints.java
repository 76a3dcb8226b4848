package org.penstock.app.api;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.penstock.core.compliance.LegalHold;
import org.penstock.core.compliance.LegalHolds;
import org.penstock.core.identity.Asker;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.Retention;

/** How long readings are kept, what keeps them longer, and letting them go. */
final class RetentionEndpoints {
    static final String PATH = "/v1/retention";
    static final String HOLDS = "/v1/legal-holds";
    static final String STORAGE = "/v1/storage";
    private static final int RUNS = 50;

    private final ControlRoom room;
    private final String account;
    private final InstantSource wall;

    RetentionEndpoints(ControlRoom room, String account, InstantSource wall) {
        this.room = room;
        this.account = account;
        this.wall = wall;
    }

    /** A legal hold to be placed. */
    record Placing(
            @Nullable String caseRef,
            @Nullable String reason,
            @Nullable String scope,
            @Nullable String key,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Instant expires) {}

    static boolean takes(String path) {
        return path.equals(PATH)
                || path.startsWith(PATH + "/")
                || path.equals(HOLDS)
                || path.startsWith(HOLDS + "/")
                || path.equals(STORAGE);
    }

    Object look(Asked asked) {
        Asker asker = asked.asker(account);
        Retention retention = room.retention();
        String path = asked.path();
        boolean get = asked.method().equals("GET");
        if (path.equals(HOLDS) && get) {
            asked.only(Set.of("over"));
            Instant now = wall.instant();
            return new RetentionDocuments.Holds(
                    "penstock.legal_holds.1",
                    retention.holds(asker, "true".equals(asked.query().get("over"))).stream()
                            .map(h -> RetentionDocuments.Hold.of(h, now))
                            .toList());
        }
        asked.only(Set.of());
        if (get) {
            return switch (path) {
                case PATH -> whole(retention, asker);
                case PATH + "/preview" -> RetentionDocuments.Preview.of(retention.preview(asker));
                case STORAGE -> storage(retention, asker);
                default -> throw Bodies.unknown(path);
            };
        }
        Endpoints.must(asked, "POST", Set.of());
        if (path.equals(PATH + "/run")) {
            Bodies.Signing body = Bodies.read(asked.body(), Bodies.Signing.class);
            return new RetentionDocuments.OneRun(
                    "penstock.retention_run.1",
                    RetentionDocuments.Run.of(retention.run(asker, Bodies.text(body.reason()))));
        }
        if (path.equals(HOLDS)) {
            return place(retention, asker, Bodies.read(asked.body(), Placing.class));
        }
        if (path.startsWith(HOLDS + "/") && path.endsWith("/lift")) {
            Bodies.Signing body = Bodies.read(asked.body(), Bodies.Signing.class);
            String id = path.substring(HOLDS.length() + 1, path.length() - "/lift".length());
            return Bodies.asked(retention.lift(asker, id(id), Bodies.text(body.reason())));
        }
        throw Bodies.unknown(path);
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Asked.wrong("\"" + text + "\" is no id of a legal hold.");
        }
    }

    private RetentionDocuments.Whole whole(Retention retention, Asker asker) {
        Instant now = wall.instant();
        return new RetentionDocuments.Whole(
                "penstock.retention.1",
                RetentionDocuments.Plan.of(retention.plan(asker)),
                retention.holds(asker, false).stream()
                        .map(h -> RetentionDocuments.Hold.of(h, now))
                        .toList(),
                retention.runs(asker, RUNS).stream()
                        .map(RetentionDocuments.Run::of)
                        .toList(),
                storage(retention, asker));
    }

    private RetentionDocuments.Storage storage(Retention retention, Asker asker) {
        return RetentionDocuments.Storage.of(
                retention.storage(asker), LocalDate.ofInstant(wall.instant(), ZoneOffset.UTC));
    }

    private RetentionDocuments.OneHold place(Retention retention, Asker asker, Placing p) {
        LegalHold.Scope scope = LegalHold.Scope.of(Bodies.must(p.scope(), "scope"))
                .orElseThrow(() -> Asked.wrong("scope must be site, location, device or stream."));
        String key = scope == LegalHold.Scope.SITE ? "" : Bodies.must(p.key(), "key");
        LegalHold placed = retention.place(
                asker,
                new LegalHolds.Placing(
                        Bodies.text(p.caseRef()),
                        Bodies.text(p.reason()),
                        scope,
                        key,
                        Bodies.must(p.from(), "from"),
                        p.to(),
                        p.expires()));
        return new RetentionDocuments.OneHold(
                "penstock.legal_hold.1",
                RetentionDocuments.Hold.of(placed, wall.instant()),
                retention.gone(asker, placed.id()).stream()
                        .map(f -> new Documents.Forgotten(f.from(), f.to()))
                        .toList());
    }
}
