package org.penstock.app.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Json;
import org.penstock.core.db.DatabaseAddress;
import org.penstock.core.facility.Secrets;
import tools.jackson.core.JacksonException;

/**
 * Where the record of a data directory is kept when it is not in the directory itself: a PostgreSQL server, written into
 * {@code database.json} when the directory is first filled, so that every later start and command finds it. The password
 * is the secret {@code database}.
 *
 * @param url {@code jdbc:postgresql://host:5432/name}
 * @param user role that owns the schema
 * @param site key of the site that is only looked at from this directory; null where the directory's facility records there
 */
public record RecordPlace(String url, String user, @Nullable String site) {
    private static final String NAME = "database.json";
    /** Name of the secret that is its password. */
    public static final String SECRET = "database";

    /** Where a facility records. */
    public RecordPlace(String url, String user) {
        this(url, user, null);
    }

    /** @throws Refusal when it is no address of a PostgreSQL server, or carries the password */
    public RecordPlace {
        String small = url.toLowerCase(Locale.ROOT);
        if (!small.startsWith("jdbc:postgresql://")) {
            throw new Refusal(
                    ExitCode.USAGE,
                    "\"" + url.split("\\?", 2)[0] + "\" is not the address of a PostgreSQL server.",
                    "Write jdbc:postgresql://host:5432/name.");
        }
        if (small.contains("password=") || small.contains("user=")) {
            throw new Refusal(
                    ExitCode.USAGE,
                    "The address of the database must carry neither user nor password.",
                    "Give the user with --database-user, the password with penstock secret set " + SECRET + ".");
        }
    }

    /**
     * The address to open {@code data} with, null for the embedded database.
     *
     * @param given what the person said, null for nothing
     * @param filled whether the directory holds a facility already: its record does not move by starting otherwise
     */
    static @Nullable DatabaseAddress of(Path data, @Nullable RecordPlace given, boolean filled) {
        try {
            RecordPlace kept = read(data);
            RecordPlace place = kept;
            if (given != null && !given.equals(kept)) {
                if (filled) {
                    throw new Refusal(
                            ExitCode.USAGE,
                            "The record of " + data + " is kept "
                                    + (kept == null ? "in the directory" : "at " + kept.url()) + ", not at "
                                    + given.url() + ".",
                            "Start without --database to go on with it.");
                }
                place = given;
                given.keep(data);
            }
            return place == null ? null : place.server(data);
        } catch (IOException e) {
            throw new Refusal(
                    ExitCode.DISK,
                    "The data directory " + data + " cannot be used: " + e + ".",
                    "Check its rights and disk.");
        }
    }

    /** Writes it into a directory. */
    void keep(Path data) throws IOException {
        Files.createDirectories(data);
        Files.write(data.resolve(NAME), Json.mapper().writeValueAsBytes(this));
    }

    /** The address, with the password that {@code data} keeps. @throws Refusal when it keeps none */
    DatabaseAddress.Server server(Path data) throws IOException {
        return new DatabaseAddress.Server(url, user, password(data));
    }

    /** What a directory says; null where the record is in the directory. */
    static @Nullable RecordPlace read(Path data) throws IOException {
        Path file = data.resolve(NAME);
        try {
            return Json.mapper().readValue(Files.readString(file), RecordPlace.class);
        } catch (NoSuchFileException e) {
            return null;
        } catch (JacksonException e) {
            throw new Refusal(
                    ExitCode.DISK,
                    file + " is damaged: " + e.getOriginalMessage() + ".",
                    "It holds {\"url\": \"jdbc:postgresql://host:5432/name\", \"user\": \"name\"}; write it anew.");
        }
    }

    private static String password(Path data) throws IOException {
        return new Secrets(data)
                .get(SECRET)
                .orElseThrow(() -> new Refusal(
                        ExitCode.USAGE,
                        "The password of the database is not known.",
                        "Set it with penstock secret set " + SECRET + " --data " + data + "."));
    }
}
