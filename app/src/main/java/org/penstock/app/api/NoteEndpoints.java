package org.penstock.app.api;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.penstock.core.identity.Asker;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.work.TimeNote;

/** What people noted at times of streams and places. To look is everybody's, as the readings beside which they stand are. */
public final class NoteEndpoints {
    static final String PATH = "/v1/notes";
    private static final String BELOW = PATH + "/";
    private static final Duration USUAL = Duration.ofDays(7);
    private static final int SOME = 200;
    private static final int MOST = 2_000;

    private final ControlRoom room;
    private final String account;
    private final InstantSource wall;

    NoteEndpoints(ControlRoom room, String account, InstantSource wall) {
        this.room = room;
        this.account = account;
        this.wall = wall;
    }

    /** {@code penstock.notes.1}. @param notes by time, in their newest words; of one note all revisions, the first first */
    public record Documents(String schema, List<Document> notes) {}

    /** {@code penstock.note.1}. */
    public record Single(String schema, Document note) {}

    /**
     * A revision of a note.
     *
     * @param id the same in all revisions
     * @param about {@code stream:KEY} or {@code location:KEY}; {@code location:} is the whole site
     * @param to null for a moment
     */
    public record Document(
            UUID id,
            int revision,
            String about,
            Instant from,
            @Nullable Instant to,
            String text,
            boolean withdrawn,
            String by,
            Instant at) {
        static Document of(TimeNote n) {
            return new Document(
                    n.id(), n.revision(), n.subject(), n.from(), n.to(), n.text(), n.withdrawn(), n.by(), n.at());
        }
    }

    record Writing(
            @Nullable String about,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String text) {}

    record Changing(
            @Nullable Integer seen,
            @Nullable String text,
            @Nullable String reason) {}

    static boolean takes(String path) {
        return path.equals(PATH) || path.startsWith(BELOW);
    }

    Object look(Asked asked) {
        boolean get = asked.method().equals("GET");
        String path = asked.path();
        if (get && path.equals(PATH)) {
            asked.only(Set.of("from", "to", "most"));
            Instant to = asked.instant("to", wall.instant());
            Instant from = asked.instant("from", to.minus(USUAL));
            return documents(room.trends().notes(from, to, asked.most(SOME, MOST)));
        }
        asked.only(Set.of());
        if (get) {
            return documents(known(id(path, "")));
        }
        Endpoints.must(asked, "POST", Set.of());
        Asker asker = asked.asker(account);
        if (path.equals(PATH)) {
            Writing w = Bodies.read(asked.body(), Writing.class);
            return single(room.trends()
                    .write(
                            asker,
                            Bodies.must(w.about(), "about"),
                            w.from() == null ? wall.instant() : w.from(),
                            w.to(),
                            Bodies.text(w.text())));
        }
        Changing c = Bodies.read(asked.body(), Changing.class);
        int seen = Bodies.must(c.seen(), "seen");
        if (path.endsWith("/amend")) {
            return single(room.trends().amend(asker, id(path, "/amend"), seen, Bodies.text(c.text())));
        }
        return single(room.trends().withdraw(asker, id(path, "/withdraw"), seen, Bodies.text(c.reason())));
    }

    private List<TimeNote> known(UUID id) {
        List<TimeNote> all = room.trends().history(id);
        if (all.isEmpty()) {
            throw new ApiProblem(404, "unknown_note", "There is no note " + id + ".", "penstock notes lists them.");
        }
        return all;
    }

    private static Documents documents(List<TimeNote> notes) {
        return new Documents(
                "penstock.notes.1", notes.stream().map(Document::of).toList());
    }

    private static Single single(TimeNote note) {
        return new Single("penstock.note.1", Document.of(note));
    }

    private static UUID id(String path, String verb) {
        if (!path.endsWith(verb)) {
            throw Bodies.unknown(path);
        }
        String text = path.substring(BELOW.length(), path.length() - verb.length());
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Asked.wrong("\"" + text + "\" is no id of a note.");
        }
    }
}
