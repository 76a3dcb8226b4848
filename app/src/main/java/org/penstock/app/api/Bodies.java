package org.penstock.app.api;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.penstock.core.consent.Signoff;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Secret;
import org.penstock.core.runtime.Consents;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Bodies of requests about stuff: read, demanded field by field, and answered by the sign-off that they ask for. */
final class Bodies {
    private static final JsonMapper JSON = Json.mapper();

    private Bodies() {}

    /** A wish for signatures. @param secret password or PIN of who does it alone */
    record Signing(
            @Nullable String reason,
            @Nullable Boolean alone,
            @Nullable String secret) {
        @Override
        public String toString() {
            return "Signing[not shown]";
        }

        Secret typed() {
            String given = must(secret, "secret");
            if (given.length() > Secret.MOST) {
                throw Asked.wrong("secret is longer than " + Secret.MOST + " characters.");
            }
            return new Secret(given);
        }
    }

    static <B> B read(String body, Class<B> type) {
        try {
            return must(JSON.readValue(body.isEmpty() ? "{}" : body, type), "body");
        } catch (JacksonException e) {
            // Without its text, which may hold a secret.
            throw Asked.wrong("The body is not understood: it must be a JSON object with the fields of API.md.");
        }
    }

    static <V> V must(@Nullable V value, String field) {
        if (value == null || value instanceof String s && s.isBlank()) {
            throw Asked.wrong(field + " is missing.");
        }
        return value;
    }

    /** A number as a person writes one: no exponent that could fill the memory when it is written out. */
    static @Nullable BigDecimal number(@Nullable BigDecimal given, String field) {
        if (given != null && (Math.abs(given.scale()) > 12 || given.precision() > 24)) {
            throw Asked.wrong(field + " has too many digits.");
        }
        return given;
    }

    static String text(@Nullable String given) {
        return given == null ? "" : given.strip();
    }

    static SignoffDocuments.Single asked(Signoff s) {
        return new SignoffDocuments.Single("penstock.signoff.1", SignoffDocuments.One.of(s), "");
    }

    static SignoffDocuments.Single signed(Consents.Signed s) {
        return new SignoffDocuments.Single("penstock.signoff.1", SignoffDocuments.One.of(s.signoff()), s.outcome());
    }

    static Asker.Session session(Asker asker) {
        if (asker instanceof Asker.Session session) {
            return session;
        }
        throw new ApiProblem(403, "not_signed_in", "Nobody is signed in.", "Sign in first.");
    }

    static ApiProblem unknown(String path) {
        return new ApiProblem(404, "unknown_path", "There is nothing at " + path + ".", "See app/API.md.");
    }
}
