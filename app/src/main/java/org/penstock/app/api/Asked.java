package org.penstock.app.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.DeviceKey;

/**
 * One request, whichever way it came.
 *
 * @param method GET or POST
 * @param path {@code /v1/…}
 * @param query parameters by name
 * @param body JSON text, "" when there is none
 * @param session token of the asker's session, or the key of a device; "" when nobody has signed in; never shown
 */
public record Asked(String method, String path, Map<String, String> query, String body, String session) {
    public Asked {
        query = Map.copyOf(query);
    }

    /** A request of nobody who has signed in. */
    public Asked(String method, String path, Map<String, String> query, String body) {
        this(method, path, query, body, "");
    }

    /** The same, asked in a session. */
    public Asked in(String token) {
        return new Asked(method, path, query, body, token);
    }

    /** Who asks. @param account whose process answers */
    public Asker asker(String account) {
        if (session.startsWith(DeviceKey.BEGINNING)) {
            return Asker.key(session);
        }
        return session.isEmpty() ? Asker.account(account) : Asker.session(session);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }

    /** A GET for {@code path?query}, still encoded. */
    public static Asked get(String pathAndQuery) {
        int mark = pathAndQuery.indexOf('?');
        return mark < 0
                ? new Asked("GET", pathAndQuery, Map.of(), "")
                : new Asked("GET", pathAndQuery.substring(0, mark), parameters(pathAndQuery.substring(mark + 1)), "");
    }

    /** A POST of a JSON body. */
    public static Asked post(String path, String body) {
        return new Asked("POST", path, Map.of(), body);
    }

    /** Reads {@code a=1&b=2}. @throws ApiProblem when it is not well encoded or names something twice */
    static Map<String, String> parameters(@Nullable String encoded) {
        Map<String, String> found = new HashMap<>();
        if (encoded == null || encoded.isEmpty()) {
            return found;
        }
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (found.put(name, value) != null) {
                throw wrong("The parameter " + name + " is given twice.");
            }
        }
        return found;
    }

    private static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw wrong("\"" + encoded + "\" is not a well-encoded parameter.");
        }
    }

    /** Refuses parameters nobody reads: a misspelt one would otherwise be silently without effect. */
    void only(Set<String> known) {
        for (String name : query.keySet()) {
            if (!known.contains(name)) {
                throw wrong("There is no parameter " + name + " here"
                        + (known.isEmpty()
                                ? "."
                                : "; there are "
                                        + String.join(
                                                ", ", known.stream().sorted().toList()) + "."));
            }
        }
    }

    /** A count between 1 and {@code limit}. */
    int most(int standard, int limit) {
        String text = query.get("most");
        if (text == null) {
            return standard;
        }
        try {
            int most = Integer.parseInt(text);
            if (most >= 1 && most <= limit) {
                return most;
            }
        } catch (NumberFormatException e) {
            // Told below, together with a number out of range.
        }
        throw wrong("most is \"" + text + "\"; it must be a whole number from 1 to " + limit + ".");
    }

    /** An instant such as 2026-11-21T05:00:00Z, or {@code standard}. */
    Instant instant(String name, Instant standard) {
        String text = query.get(name);
        if (text == null) {
            return standard;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw wrong(name + " is \"" + text + "\"; it must be an instant in UTC such as 2026-11-21T05:00:00Z.");
        }
    }

    static ApiProblem wrong(String message) {
        return new ApiProblem(400, "bad_request", message, "");
    }
}
