package org.penstock.app.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penstock.core.alert.CorrectiveAction;
import org.penstock.core.identity.Asker;
import org.penstock.core.runtime.ControlRoom;

/** What was done about alerts, and who else saw that it helped. */
public final class CorrectiveEndpoints {
    static final String PATH = "/v1/corrective-actions";
    private static final String VERIFY = "/verify";
    private static final int SOME = 50;

    private final ControlRoom room;
    private final String account;

    CorrectiveEndpoints(ControlRoom room, String account) {
        this.room = room;
        this.account = account;
    }

    /** {@code penstock.corrective_actions.1}. @param actions the newest first */
    public record Documents(String schema, List<Document> actions) {}

    /** {@code penstock.corrective_action.1}. */
    public record Single(String schema, Document action) {}

    /** A corrective action. @param verifiedBy null while it waits for another person */
    public record Document(
            long no,
            long alert,
            String problem,
            String action,
            String actor,
            Instant at,
            @Nullable String verifiedBy,
            @Nullable Instant verifiedAt,
            String note) {
        static Document of(CorrectiveAction a) {
            return new Document(
                    a.no(),
                    a.alertNo(),
                    a.problem(),
                    a.action(),
                    a.actor(),
                    a.at(),
                    a.verifiedBy(),
                    a.verifiedAt(),
                    a.note());
        }
    }

    record Writing(
            @Nullable Long alert,
            @Nullable String problem,
            @Nullable String action) {}

    record Verifying(@Nullable String note) {}

    static boolean takes(String path) {
        return path.equals(PATH) || path.startsWith(PATH + "/");
    }

    Object look(Asked asked) {
        Asker asker = asked.asker(account);
        if (asked.method().equals("GET")) {
            asked.only(Set.of("alert", "most"));
            Map<String, String> query = asked.query();
            String alert = query.get("alert");
            return new Documents(
                    "penstock.corrective_actions.1",
                    room
                            .correctives()
                            .newest(
                                    asker,
                                    alert == null ? null : number(alert, "alert"),
                                    asked.most(SOME, Endpoints.MOST_ROWS))
                            .stream()
                            .map(Document::of)
                            .toList());
        }
        Endpoints.must(asked, "POST", Set.of());
        if (asked.path().equals(PATH)) {
            Writing w = Bodies.read(asked.body(), Writing.class);
            return single(room.correctives()
                    .write(
                            asker,
                            Bodies.must(w.alert(), "alert"),
                            w.problem() == null ? "" : w.problem(),
                            w.action() == null ? "" : w.action()));
        }
        if (!asked.path().endsWith(VERIFY)) {
            throw Bodies.unknown(asked.path());
        }
        String no = asked.path().substring(PATH.length() + 1, asked.path().length() - VERIFY.length());
        Verifying v = Bodies.read(asked.body(), Verifying.class);
        return single(room.correctives().verify(asker, number(no, "the action"), v.note() == null ? "" : v.note()));
    }

    private static Single single(CorrectiveAction action) {
        return new Single("penstock.corrective_action.1", Document.of(action));
    }

    private static long number(String text, String what) {
        if (!text.matches("\\d{1,18}")) {
            throw Asked.wrong(what + " is \"" + text + "\"; it must be a number.");
        }
        return Long.parseLong(text);
    }
}
