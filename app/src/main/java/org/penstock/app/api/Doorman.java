package org.penstock.app.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.penstock.core.identity.DeviceKey;

/**
 * Decides who may ask. A web page in the browser of the same machine can reach 127.0.0.1 too; it knows no token, comes
 * with an Origin, and after DNS rebinding with a foreign Host. Thread-safe.
 */
final class Doorman {
    private static final String BEARER = "Bearer ";

    private final int port;
    private final byte[] token;
    private final Predicate<String> keys;

    /** @param keys whether a key of a device is in force */
    Doorman(int port, String token, Predicate<String> keys) {
        this.keys = keys;
        this.port = port;
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Lets a program of this user on this machine in, or a device with a key.
     *
     * @return the key of the device, "" when it is none
     */
    String admit(@Nullable String host, @Nullable String origin, @Nullable String authorization) {
        if (host == null || !(host.equals("127.0.0.1:" + port) || host.equals("localhost:" + port))) {
            throw new ApiProblem(
                    421,
                    "foreign_host",
                    "This answers only as 127.0.0.1:" + port + ".",
                    "Use the address in running.json.");
        }
        if (origin != null) {
            throw new ApiProblem(403, "foreign_origin", "Web pages are not answered.", "");
        }
        if (authorization != null && authorization.startsWith(BEARER + DeviceKey.BEGINNING)) {
            String key = authorization.substring(BEARER.length());
            if (!keys.test(key)) {
                throw new ApiProblem(
                        401,
                        "no_token",
                        "This key is not one of this facility, or was revoked.",
                        "Somebody who may give credentials makes a new one: penstock people device-key.");
            }
            return key;
        }
        // Compared in a time that does not depend on where the first difference is.
        if (authorization == null
                || !authorization.startsWith(BEARER)
                || !MessageDigest.isEqual(
                        token, authorization.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8))) {
            throw new ApiProblem(
                    401,
                    "no_token",
                    "The request carries no valid token.",
                    "Send Authorization: Bearer with the token in running.json; it is new at every start.");
        }
        return "";
    }
}
