package org.penstock.app.api;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.penstock.core.consent.Action;
import org.penstock.core.consent.Meaning;
import org.penstock.core.consent.Policy;
import org.penstock.core.consent.Signoff;
import org.penstock.core.consent.Slot;
import org.penstock.core.consent.Where;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SignIn;
import org.penstock.core.runtime.Consents;
import org.penstock.core.runtime.ControlRoom;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What waits for signatures, and signing it. */
final class SignoffEndpoints {
    static final String SIGNOFFS = "/v1/signoffs";
    static final String POLICIES = "/v1/policies";
    private static final int MOST = 1_000;

    private final ControlRoom room;
    private final String account;
    private final JsonMapper json = Json.mapper();

    SignoffEndpoints(ControlRoom room, String account) {
        this.room = room;
        this.account = account;
    }

    /** What signing says. Who signs within a session gives one of password and PIN as {@code secret}. */
    record Body(
            @Nullable String hash,
            @Nullable String meaning,
            @Nullable String reason,
            @Nullable String secret,
            @Nullable String login,
            @Nullable String password,
            @Nullable String badge,
            @Nullable String pin) {
        @Override
        public String toString() {
            return "Body[not shown]";
        }

        String must(@Nullable String value, String field) {
            if (value == null || value.isEmpty() || value.length() > Secret.MOST) {
                throw Asked.wrong(field + " must have 1 to " + Secret.MOST + " characters.");
            }
            return value;
        }
    }

    /** A policy as somebody wants it. */
    record Wanted(
            @Nullable List<SignoffDocuments.Wanted> signatures,
            @Nullable Boolean apart,
            @Nullable String workstation,
            @Nullable Boolean bulk,
            @Nullable Long validSeconds,
            @Nullable Long reviewSeconds,
            @Nullable Boolean allowed,
            @Nullable String secret,
            @Nullable Boolean alone,
            @Nullable String reason) {
        @Override
        public String toString() {
            return "Wanted[not shown]";
        }
    }

    static boolean takes(String path) {
        return path.equals(SIGNOFFS)
                || path.startsWith(SIGNOFFS + "/")
                || path.equals(POLICIES)
                || path.startsWith(POLICIES + "/");
    }

    Object look(Asked asked) {
        asked.only(Set.of());
        Asker asker = asked.asker(account);
        String path = asked.path();
        if (asked.method().equals("GET")) {
            room.persons().admit(asker, Permission.RECORD_READ);
            return switch (path) {
                case SIGNOFFS -> list();
                case POLICIES -> SignoffDocuments.Policies.of(room.consents().policies());
                default -> single(find(path), "");
            };
        }
        Endpoints.must(asked, "POST", Set.of());
        if (path.startsWith(POLICIES + "/")) {
            return policy(asker, path.substring(POLICIES.length() + 1), read(asked.body(), Wanted.class));
        }
        int slash = path.lastIndexOf('/');
        Signoff s = find(path.substring(0, slash));
        Body b = read(asked.body(), Body.class);
        String reason = b.reason() == null ? "" : b.reason();
        return switch (path.substring(slash + 1)) {
            case "sign" -> sign(asker, s, b, reason);
            case "refuse" -> single(room.consents().refuse(asker, s.id(), reason), "");
            case "withdraw" -> single(room.consents().withdraw(asker, s.id(), reason), "");
            case "review" ->
                single(
                        room.consents()
                                .review(session(asker), new Secret(b.must(b.secret(), "secret")), s.id(), reason),
                        "");
            default -> throw unknown(path);
        };
    }

    private SignoffDocuments.Signoffs list() {
        return new SignoffDocuments.Signoffs(
                "penstock.signoffs.1",
                room.consents().open(MOST).stream()
                        .map(SignoffDocuments.One::of)
                        .toList(),
                room.consents().reviewsOwed(MOST).stream()
                        .map(SignoffDocuments.One::of)
                        .toList());
    }

    private SignoffDocuments.Single sign(Asker asker, Signoff s, Body b, String reason) {
        String hash = b.must(b.hash(), "hash");
        Meaning meaning = Meaning.of(b.must(b.meaning(), "meaning"))
                .orElseThrow(() -> Asked.wrong("meaning is authored, reviewed, approved or witnessed."));
        Consents consents = room.consents();
        Consents.Signed signed;
        if (b.secret() != null) {
            signed = consents.sign(
                    session(asker), new Secret(b.must(b.secret(), "secret")), s.id(), hash, meaning, reason);
        } else {
            SignIn.Proof proof = b.badge() != null
                    ? new SignIn.Proof.Badge(new Secret(b.must(b.badge(), "badge")), new Secret(b.must(b.pin(), "pin")))
                    : new SignIn.Proof.Password(
                            b.must(b.login(), "login"), new Secret(b.must(b.password(), "password")));
            signed = consents.sign(proof, s.id(), hash, meaning, reason);
        }
        return single(signed.signoff(), signed.outcome());
    }

    private SignoffDocuments.Single policy(Asker asker, String word, Wanted w) {
        Action action = Action.of(word)
                .orElseThrow(() -> new ApiProblem(
                        404, "unknown_action", "There is no action " + word + ".", "GET " + POLICIES + " lists them."));
        Policy now = room.consents().policies().stream()
                .filter(p -> p.action() == action)
                .findFirst()
                .orElseThrow(() -> unknown(POLICIES + "/" + word));
        Policy next = new Policy(
                action,
                now.version(),
                w.allowed() == null ? now.allowed() : w.allowed(),
                w.signatures() == null
                        ? now.slots()
                        : w.signatures().stream().map(SignoffEndpoints::slot).toList(),
                w.apart() == null ? now.apart() : w.apart(),
                w.validSeconds() == null ? now.validFor() : Duration.ofSeconds(w.validSeconds()),
                w.workstation() == null
                        ? now.where()
                        : Where.of(w.workstation())
                                .orElseThrow(() -> Asked.wrong("workstation is any, same or other.")),
                w.bulk() == null ? now.bulk() : w.bulk(),
                w.reviewSeconds() == null ? now.reviewWithin() : Duration.ofSeconds(w.reviewSeconds()));
        String reason = w.reason() == null ? "" : w.reason();
        if (Boolean.TRUE.equals(w.alone())) {
            Consents.Signed signed = room.consents()
                    .changePolicyAlone(session(asker), new Secret(w.secret() == null ? "" : w.secret()), next, reason);
            return single(signed.signoff(), signed.outcome());
        }
        return single(room.consents().changePolicy(asker, next, reason), "");
    }

    private static Slot slot(SignoffDocuments.Wanted w) {
        return Slot.of(
                Meaning.of(w.meaning())
                        .orElseThrow(() -> Asked.wrong("meaning is authored, reviewed, approved or witnessed.")),
                w.roles());
    }

    private Signoff find(String path) {
        try {
            UUID id = UUID.fromString(path.substring(SIGNOFFS.length() + 1));
            return room.consents().find(id).orElseThrow(() -> unknown(path));
        } catch (IllegalArgumentException e) {
            throw unknown(path);
        }
    }

    private static SignoffDocuments.Single single(Signoff s, String outcome) {
        return new SignoffDocuments.Single("penstock.signoff.1", SignoffDocuments.One.of(s), outcome);
    }

    private static Asker.Session session(Asker asker) {
        if (asker instanceof Asker.Session session) {
            return session;
        }
        throw new ApiProblem(403, "not_signed_in", "Nobody is signed in.", "Sign in, or sign with name and password.");
    }

    private <B> B read(String body, Class<B> type) {
        try {
            B b = json.readValue(body.isEmpty() ? "{}" : body, type);
            if (b == null) {
                throw Asked.wrong("The body is empty.");
            }
            return b;
        } catch (JacksonException e) {
            // Without its text, which may hold a secret.
            throw Asked.wrong("The body is not understood: it must be a JSON object with the fields of API.md.");
        }
    }

    private static ApiProblem unknown(String path) {
        return new ApiProblem(404, "unknown_path", "There is nothing at " + path + ".", "See app/API.md.");
    }
}
