package org.penstock.app.api;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Set;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.Provenance;
import org.penstock.core.runtime.ControlRoom;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The part of {@link Endpoints} that is about the proof of the record. Thread-safe. */
final class AuditEndpoints implements AutoCloseable {
    /** Where it all is. */
    static final String PATH = "/v1/audit";

    private static final int LONGEST_PASSPHRASE = 1_000;

    private final ControlRoom room;
    private final String account;
    private final Verification verification;
    private final Exports exports;
    private final JsonMapper json = Json.mapper();

    /** @param account whose process answers */
    AuditEndpoints(ControlRoom room, ChainCheck chains, String account, InstantSource wall) {
        this.room = room;
        this.account = account;
        this.verification = new Verification(chains, room, wall);
        this.exports = new Exports(room);
    }

    /** The document that answers. */
    Object look(Asked asked) {
        String what = asked.path().substring(PATH.length());
        Provenance by = Provenance.ofAccount(account, "");
        // How a verification stands is asked by whoever looks for a process that answers.
        if (!(what.equals("/verify") && asked.method().equals("GET"))) {
            by = room.persons()
                    .admit(
                            asked.asker(account),
                            switch (what) {
                                case "/export" -> Permission.RECORD_EXPORT;
                                case "/unlock", "/protect" -> Permission.RECORD_PROTECT;
                                default -> Permission.RECORD_READ;
                            });
        }
        return switch (what) {
            case "/verify" -> {
                asked.only(Set.of("readings"));
                yield switch (asked.method()) {
                    case "POST" -> verification.start(readings(asked));
                    case "GET" -> verification.now();
                    default -> throw Endpoints.method(asked, "GET or POST");
                };
            }
            case "/head" -> {
                Endpoints.must(asked, "GET", Set.of());
                yield AuditDocuments.Heads.of(room.proof().heads());
            }
            case "/export" -> {
                asked.only(Set.of());
                yield switch (asked.method()) {
                    case "POST" -> exports.start(by, target(asked.body()));
                    case "GET" -> exports.now();
                    default -> throw Endpoints.method(asked, "GET or POST");
                };
            }
            case "/unlock" -> {
                Endpoints.must(asked, "POST", Set.of());
                yield unlock(by, asked.body());
            }
            case "/protect" -> {
                Endpoints.must(asked, "POST", Set.of());
                yield protect(by, asked.body());
            }
            default ->
                throw new ApiProblem(
                        404, "unknown_path", "There is nothing at " + asked.path() + ".", "See app/API.md.");
        };
    }

    private static boolean readings(Asked asked) {
        String wanted = asked.query().getOrDefault("readings", "false");
        if (!wanted.equals("true") && !wanted.equals("false")) {
            throw Asked.wrong("readings is true or false.");
        }
        return wanted.equals("true");
    }

    private Path target(String body) {
        try {
            AuditDocuments.Exporting wish = json.readValue(body, AuditDocuments.Exporting.class);
            Path to = wish == null || wish.to() == null ? Path.of("") : Path.of(wish.to());
            if (!to.isAbsolute()) {
                throw Asked.wrong("Where to? Give {\"to\": \"an absolute path\"}.");
            }
            return to;
        } catch (JacksonException | InvalidPathException e) {
            throw Asked.wrong("Where to? Give {\"to\": \"an absolute path\"}.");
        }
    }

    private Documents.Answer unlock(Provenance by, String body) {
        char[] passphrase = passphrase(body);
        try {
            boolean done = room.proof().unlock(by, passphrase);
            return new Documents.Answer(
                    "penstock.answer.1",
                    done,
                    done
                            ? "The key is unlocked until the program ends; what waited is signed."
                            : "That is not the passphrase; the key stays locked.");
        } catch (IOException | IllegalStateException | IllegalArgumentException e) {
            return refused(e);
        } finally {
            Arrays.fill(passphrase, ' ');
        }
    }

    private Documents.Answer protect(Provenance by, String body) {
        char[] passphrase = passphrase(body);
        boolean with = passphrase.length > 0;
        try {
            room.proof().protect(by, passphrase);
            return new Documents.Answer(
                    "penstock.answer.1",
                    true,
                    with
                            ? "From the next start on the key is locked until `penstock audit unlock`; what has to be signed"
                                    + " meanwhile waits. Nobody can give the passphrase back: keep it."
                            : "The operating system protects the key; a start needs nobody.");
        } catch (IOException | IllegalStateException e) {
            return refused(e);
        } finally {
            Arrays.fill(passphrase, ' ');
        }
    }

    private static Documents.Answer refused(Exception e) {
        return new Documents.Answer("penstock.answer.1", false, String.valueOf(e.getMessage()));
    }

    private char[] passphrase(String body) {
        try {
            AuditDocuments.Passphrase p = json.readValue(body, AuditDocuments.Passphrase.class);
            if (p != null && p.passphrase() != null && p.passphrase().length() <= LONGEST_PASSPHRASE) {
                return p.passphrase().toCharArray();
            }
        } catch (JacksonException e) {
            // Its message may quote the body, and that is a secret.
        }
        throw Asked.wrong("The body is {\"passphrase\": \"…\"}, " + LONGEST_PASSPHRASE + " characters at most.");
    }

    @Override
    public void close() {
        verification.close();
        exports.close();
    }
}
