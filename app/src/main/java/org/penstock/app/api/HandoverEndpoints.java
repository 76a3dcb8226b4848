package org.penstock.app.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SignIn;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.work.Handover;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The change of shifts. */
public final class HandoverEndpoints {
    static final String PATH = "/v1/handovers";
    private static final int MOST = 50;

    private final ControlRoom room;
    private final String account;
    private final JsonMapper json = Json.mapper();

    HandoverEndpoints(ControlRoom room, String account) {
        this.room = room;
        this.account = account;
    }

    /** {@code penstock.handovers.1}. @param draft what would be handed over now, by topic */
    public record Documents(String schema, Map<String, String> draft, List<Document> handovers) {}

    /** A hand-over. @param takenBy null while it waits */
    public record Document(
            String id,
            Map<String, String> content,
            String contentHash,
            String givenBy,
            Instant givenAt,
            @Nullable String takenBy,
            @Nullable Instant takenAt) {
        static Document of(Handover h) {
            return new Document(
                    h.id().toString(),
                    h.content(),
                    h.contentHash(),
                    h.givenBy(),
                    h.givenAt(),
                    h.takenBy(),
                    h.takenAt());
        }
    }

    record Body(
            @Nullable String note,
            @Nullable String hash,
            @Nullable String secret,
            @Nullable String login,
            @Nullable String password) {
        @Override
        public String toString() {
            return "Body[not shown]";
        }
    }

    static boolean takes(String path) {
        return path.equals(PATH) || path.startsWith(PATH + "/");
    }

    Object look(Asked asked) {
        asked.only(Set.of());
        Asker asker = asked.asker(account);
        if (asked.path().equals(PATH) && asked.method().equals("GET")) {
            room.persons().admit(asker, Permission.RECORD_READ);
            return new Documents(
                    "penstock.handovers.1",
                    room.shifts().draft(),
                    room.shifts().newest(MOST).stream().map(Document::of).toList());
        }
        Endpoints.must(asked, "POST", Set.of());
        Body b = read(asked.body());
        if (asked.path().equals(PATH)) {
            return Document.of(
                    room.shifts().give(session(asker), secret(b.secret(), "secret"), b.note() == null ? "" : b.note()));
        }
        UUID id = id(asked.path());
        String hash = b.hash() == null ? "" : b.hash();
        return Document.of(
                b.login() == null
                        ? room.shifts().take(session(asker), secret(b.secret(), "secret"), id, hash)
                        : room.shifts()
                                .take(
                                        new SignIn.Proof.Password(b.login(), secret(b.password(), "password")),
                                        id,
                                        hash));
    }

    private static UUID id(String path) {
        try {
            if (path.endsWith("/take")) {
                return UUID.fromString(path.substring(PATH.length() + 1, path.length() - "/take".length()));
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw new ApiProblem(404, "unknown_path", "There is nothing at " + path + ".", "See app/API.md.");
    }

    private static Secret secret(@Nullable String given, String field) {
        if (given == null || given.isEmpty() || given.length() > Secret.MOST) {
            throw Asked.wrong(field + " must have 1 to " + Secret.MOST + " characters.");
        }
        return new Secret(given);
    }

    private static Asker.Session session(Asker asker) {
        if (asker instanceof Asker.Session session) {
            return session;
        }
        throw new ApiProblem(403, "not_signed_in", "Nobody is signed in.", "Sign in first.");
    }

    private Body read(String body) {
        try {
            return json.readValue(body.isEmpty() ? "{}" : body, Body.class);
        } catch (JacksonException e) {
            // Without its text, which may hold a secret.
            throw Asked.wrong("The body is not understood: it must be a JSON object with the fields of API.md.");
        }
    }
}
