package org.penstock.app.api;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penstock.core.facility.Configuration;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Permission;
import org.penstock.core.link.SurveyRefused;
import org.penstock.core.link.SurveyWish;
import org.penstock.core.runtime.ControlRoom;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The part of {@link Endpoints} that is about looks at lines and devices. Thread-safe. */
final class SurveyEndpoints {
    /** Where it all is. */
    static final String PATH = "/v1/surveys";

    private static final double STANDARD_SECONDS = 20;
    private static final double LONGEST_SECONDS = 3_600;

    private final ControlRoom room;
    private final JsonMapper json = Json.mapper();

    SurveyEndpoints(ControlRoom room) {
        this.room = room;
    }

    /** The document that answers. @param asker may commission; whether also with a file of his own is asked here */
    SurveyDocuments.Survey look(Asked asked, Asker asker) {
        String path = asked.path();
        if (path.equals(PATH)) {
            Endpoints.must(asked, "POST", Set.of());
            return begin(asked.body(), asker);
        }
        String rest = path.substring(PATH.length() + 1);
        if (rest.endsWith("/end")) {
            Endpoints.must(asked, "POST", Set.of());
            String id = rest.substring(0, rest.length() - "/end".length());
            room.commissioning().end(id);
            return find(id);
        }
        Endpoints.must(asked, "GET", Set.of());
        return find(rest);
    }

    /** What went over a link: {@code GET /v1/traffic?link=KEY&after=NO}. */
    SurveyDocuments.Traffic traffic(Asked asked) {
        Endpoints.must(asked, "GET", Set.of("link", "after"));
        String link = asked.query().getOrDefault("link", "");
        String after = asked.query().getOrDefault("after", "0");
        if (link.isEmpty() || !after.matches("\\d{1,18}")) {
            throw Asked.wrong("Of which link, after which number? Give link=KEY and, to go on, after=NO.");
        }
        try {
            List<SurveyDocuments.Exchange> exchanges =
                    room.commissioning().traffic(link, Long.parseLong(after)).stream()
                            .map(SurveyDocuments.Exchange::of)
                            .toList();
            long last = exchanges.isEmpty()
                    ? Long.parseLong(after)
                    : exchanges.getLast().no();
            return new SurveyDocuments.Traffic("penstock.traffic.1", link, last, exchanges);
        } catch (SurveyRefused e) {
            throw new ApiProblem(404, "unknown_link", e.words(), "");
        }
    }

    private SurveyDocuments.Survey find(String id) {
        return room.commissioning()
                .look(id)
                .map(SurveyDocuments.Survey::of)
                .orElseThrow(() -> new ApiProblem(
                        404,
                        "unknown_survey",
                        "There is no survey " + id + ".",
                        "Begin it anew; only the last few are kept."));
    }

    private SurveyDocuments.Survey begin(String body, Asker asker) {
        SurveyDocuments.Beginning b;
        try {
            b = json.readValue(body, SurveyDocuments.Beginning.class);
        } catch (JacksonException e) {
            throw Asked.wrong("The body is not a survey to begin: " + e.getOriginalMessage());
        }
        if (b == null || (b.link() == null) == (b.device() == null)) {
            throw Asked.wrong("Of what? Give link, or device.");
        }
        double seconds = b.forSeconds() == null ? STANDARD_SECONDS : b.forSeconds();
        if (!(seconds > 0 && seconds <= LONGEST_SECONDS)) {
            throw Asked.wrong(
                    "for_seconds is " + seconds + "; it must be above 0 and at most " + (long) LONGEST_SECONDS + ".");
        }
        long millis = Math.round(seconds * 1_000);
        List<Configuration.File> files = b.files() == null
                ? List.of()
                : b.files().stream()
                        .map(f -> new Configuration.File(f.name(), f.text()))
                        .toList();
        if (!files.isEmpty()) {
            // A file says where the secrets of this facility are sent.
            room.persons().admit(asker, Permission.CONFIGURATION_APPLY);
        }
        Map<String, String> words = b.words() == null ? Map.of() : b.words();
        try {
            return SurveyDocuments.Survey.of(
                    b.link() != null
                            ? room.commissioning().survey(files, b.link(), new SurveyWish(words, millis))
                            : room.commissioning().preview(files, String.valueOf(b.device()), millis));
        } catch (SurveyRefused e) {
            throw new ApiProblem(409, "survey_refused", e.words(), "");
        }
    }
}
