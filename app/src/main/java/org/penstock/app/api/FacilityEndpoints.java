package org.penstock.app.api;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Configuration;
import org.penstock.core.identity.Asker;
import org.penstock.core.runtime.ControlRoom;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The part of {@link Endpoints} that is about the facility file. Thread-safe; planning a large file may take seconds. */
final class FacilityEndpoints {
    /** Where it all is. */
    static final String PATH = "/v1/facility";

    static final String SECRETS = "/v1/secrets/";

    private static final String PLANS = PATH + "/plans";
    private static final int LONGEST_REASON = 500;
    private static final int MOST_VERSIONS = 1_000;
    private static final int APPLY_SECONDS = 15;

    private final ControlRoom room;
    private final String actor;
    private final JsonMapper json = Json.mapper();

    FacilityEndpoints(ControlRoom room, String actor) {
        this.room = room;
        this.actor = actor;
    }

    /** The document that answers. */
    Object look(Asked asked) {
        String path = asked.path();
        if (path.equals(PATH)) {
            Endpoints.must(asked, "GET", Set.of());
            return new FacilityDocuments.Exported(
                    "penstock.facility.1",
                    room.configuration().export().stream()
                            .map(FacilityDocuments.File::of)
                            .toList());
        }
        if (path.equals(PATH + "/versions")) {
            Endpoints.must(asked, "GET", Set.of("most"));
            return new FacilityDocuments.Versions(
                    "penstock.facility_versions.1",
                    Parts.Place.of(room.snapshot().site()),
                    room.configuration().versions(asked.most(50, MOST_VERSIONS)).stream()
                            .map(FacilityDocuments.Version::of)
                            .toList());
        }
        if (path.startsWith(PATH + "/versions/")) {
            Endpoints.must(asked, "GET", Set.of());
            return version(path.substring((PATH + "/versions/").length()));
        }
        if (path.equals(PLANS)) {
            Endpoints.must(asked, "POST", Set.of());
            return plan(asked.body());
        }
        if (path.startsWith(PLANS + "/") && path.endsWith("/apply")) {
            Endpoints.must(asked, "POST", Set.of());
            return apply(
                    path.substring(PLANS.length() + 1, path.length() - "/apply".length()),
                    asked.body(),
                    asked.asker(actor));
        }
        throw new ApiProblem(404, "unknown_path", "There is nothing at " + path + ".", "See app/API.md.");
    }

    /** The value of a secret. @param name of it, as in the facility file */
    private record Keeping(@Nullable String value) {
        @Override
        public String toString() {
            return "Keeping[not shown]";
        }
    }

    /** Keeps the value of a secret, which comes in the body only and leaves no trace here. */
    Object secret(Asked asked) {
        Endpoints.must(asked, "POST", Set.of());
        String value = Bodies.read(asked.body(), Keeping.class).value();
        try {
            room.keepSecret(asked.asker(actor), asked.path().substring(SECRETS.length()), value == null ? "" : value);
        } catch (IllegalArgumentException e) {
            throw Asked.wrong(e.getMessage() + ".");
        } catch (UncheckedIOException e) {
            throw new ApiProblem(
                    503, "disk", "The secret could not be kept: " + e.getMessage() + ".", "Look at the disk.");
        }
        return PeopleDocuments.Done.of("Kept. Links that use it take it at their next connection.");
    }

    private FacilityDocuments.Stored version(String no) {
        if (!no.matches("\\d{1,9}")) {
            throw Asked.wrong("\"" + no + "\" is not the number of a version.");
        }
        int number = Integer.parseInt(no);
        List<Configuration.File> files = room.configuration()
                .files(number)
                .orElseThrow(() -> new ApiProblem(
                        404,
                        "unknown_version",
                        "There is no version " + number + " of this facility.",
                        "penstock facility history lists them."));
        return new FacilityDocuments.Stored(
                "penstock.facility_version.1",
                number,
                files.stream().map(FacilityDocuments.File::of).toList());
    }

    private FacilityDocuments.Plan plan(String body) {
        FacilityDocuments.Planning asked;
        try {
            asked = json.readValue(body, FacilityDocuments.Planning.class);
        } catch (JacksonException e) {
            throw Asked.wrong("The body is not a facility file to plan: " + e.getOriginalMessage());
        }
        if (asked == null || asked.files() == null || asked.files().isEmpty()) {
            throw Asked.wrong("Which files? Give files, the main one first.");
        }
        List<Configuration.File> files = asked.files().stream()
                .map(f -> new Configuration.File(f.name(), f.text()))
                .toList();
        return FacilityDocuments.Plan.of(room.configuration().plan(files, Boolean.TRUE.equals(asked.rebase())));
    }

    private Documents.Answer apply(String id, String body, Asker asker) {
        String reason;
        try {
            FacilityDocuments.Applying asked = json.readValue(body, FacilityDocuments.Applying.class);
            reason = asked == null || asked.reason() == null ? "" : asked.reason();
        } catch (JacksonException e) {
            throw Asked.wrong("The body is not a reason: " + e.getOriginalMessage());
        }
        if (reason.length() > LONGEST_REASON) {
            throw Asked.wrong("reason is longer than " + LONGEST_REASON + " characters.");
        }
        try {
            ControlRoom.Answer answer =
                    room.configuration().apply(asker, id, reason).get(APPLY_SECONDS, TimeUnit.SECONDS);
            return new Documents.Answer("penstock.answer.1", answer.accepted(), answer.text());
        } catch (TimeoutException e) {
            throw new ApiProblem(
                    503,
                    "no_answer",
                    "Nothing answered within " + APPLY_SECONDS + " s; whether the change is in force is not known.",
                    "Look at penstock facility history before you try again.");
        } catch (ExecutionException e) {
            throw new IllegalStateException("applying " + id + " failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiProblem(503, "closing", "The program is closing.", "Try again when it runs.");
        }
    }
}
