package org.penstock.app.cli;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Asked;
import org.penstock.app.api.PeopleDocuments;
import org.penstock.app.start.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verbs below {@code penstock people}. */
final class PeopleCommands {
    private PeopleCommands() {}

    /** All of them, in the order of the help. */
    static List<Question> all(Penstock penstock) {
        return List.of(
                new FirstOwner(penstock),
                new Invite(penstock),
                new Change(penstock, "renew", "Give a person a new code for signing in; his password and PIN end."),
                new Change(penstock, "lock", "Let a person sign in no more, until unlocked; his sessions end."),
                new Change(penstock, "unlock", "Let a locked person sign in again, also after too many wrong secrets."),
                new Change(penstock, "leave", "A person leaves for good: roles, badge, password and sessions end."),
                new Change(penstock, "revoke-badge", "Revoke a person's badge, at once; his sessions end."),
                new Badge(penstock),
                new Grant(penstock),
                new RoleChange(penstock, "take", "Take a role back."),
                new MakeRole(penstock),
                new DeviceKey(penstock),
                new RevokeKeys(penstock),
                new EndSession(penstock));
    }

    @Command(
            name = "first-owner",
            description = "Make the first owner of a facility that has none, and sign in as that person.",
            footer = {"", "Until then the computer's account may do everything that needs no signature."})
    static final class FirstOwner extends Verb {
        @Parameters(paramLabel = "LOGIN", description = "Name to sign in with: small letters, digits, . _ -")
        private String login = "";

        @Option(names = "--name", required = true, paramLabel = "NAME", description = "As printed under signatures.")
        private String name = "";

        FirstOwner(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            Map<String, Object> body = body("name", name, "password", newSecret("password"));
            try (Talk talk = penstock.talk()) {
                PeopleDocuments.SignedIn in = ask(
                        talk,
                        Asked.post("/v1/people/" + part(login) + "/first_owner", mapper.writeValueAsString(body)),
                        PeopleDocuments.SignedIn.class);
                penstock.session().keep(in.token());
                terminal().out().println(in.name() + " owns this facility and is signed in.");
                return ExitCode.OK;
            }
        }
    }

    @Command(name = "invite", description = "Name a person and print the code for the first sign-in.")
    static final class Invite extends Verb {
        @Parameters(paramLabel = "LOGIN", description = "Name to sign in with; never given twice.")
        private String login = "";

        @Option(names = "--name", required = true, paramLabel = "NAME", description = "As printed under signatures.")
        private String name = "";

        Invite(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return tell("/v1/people/" + part(login) + "/invite", body("name", name));
        }
    }

    @Command
    static final class Change extends Verb implements Named {
        private final String verb;
        private final String description;

        @Parameters(paramLabel = "LOGIN", description = "Who; penstock people lists them.")
        private String login = "";

        @Mixin
        private Why why = new Why();

        Change(Penstock penstock, String verb, String description) {
            super(penstock);
            this.verb = verb;
            this.description = description;
        }

        @Override
        public String name() {
            return verb;
        }

        @Override
        public String description() {
            return description;
        }

        @Override
        ExitCode answer() {
            return tell("/v1/people/" + part(login) + "/" + verb.replace('-', '_'), body("reason", why.text()));
        }
    }

    @Command(name = "badge", description = "Give a person a badge: hold it to the reader, or type its number unseen.")
    static final class Badge extends Verb {
        @Parameters(paramLabel = "LOGIN", description = "Whose; penstock people lists them.")
        private String login = "";

        @Mixin
        private Why why = new Why();

        Badge(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            String number = terminal().askHidden("badge: ");
            return tell(
                    "/v1/people/" + part(login) + "/badge",
                    body("badge", number == null ? "" : number, "reason", why.text()));
        }
    }

    @Command
    static final class RoleChange extends Verb implements Named {
        private final String verb;
        private final String description;

        @Parameters(index = "0", paramLabel = "LOGIN", description = "Who; penstock people lists them.")
        private String login = "";

        @Parameters(index = "1", paramLabel = "ROLE", description = "Which; penstock people lists them.")
        private String role = "";

        @Option(
                names = "--at",
                paramLabel = "PLACE",
                description = "organization, site (the default), or the key of a location.")
        private @Nullable String at;

        @Mixin
        private Why why = new Why();

        RoleChange(Penstock penstock, String verb, String description) {
            super(penstock);
            this.verb = verb;
            this.description = description;
        }

        @Override
        public String name() {
            return verb;
        }

        @Override
        public String description() {
            return description;
        }

        @Override
        ExitCode answer() {
            return tell("/v1/people/" + part(login) + "/" + verb, body("role", role, "at", at, "reason", why.text()));
        }
    }

    @Command(name = "grant", description = "Give a person a role; where that takes signatures, ask for them.")
    static final class Grant extends Verb {
        @Parameters(index = "0", paramLabel = "LOGIN", description = "Who; penstock people lists them.")
        private String login = "";

        @Parameters(index = "1", paramLabel = "ROLE", description = "Which; penstock people lists them.")
        private String role = "";

        @Option(
                names = "--at",
                paramLabel = "PLACE",
                description = "organization, site (the default), or the key of a location.")
        private @Nullable String at;

        @Mixin
        private Why why = new Why();

        @Option(
                names = "--alone",
                description = "Where it takes signatures and you are the only one who could sign: sign it yourself; to"
                        + " be reviewed later.")
        private boolean alone;

        Grant(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return tell(
                    "/v1/people/" + part(login) + "/grant",
                    body(
                            "role",
                            role,
                            "at",
                            at,
                            "reason",
                            why.text(),
                            "alone",
                            alone ? true : null,
                            "password",
                            alone ? terminal().askHidden("password or PIN: ") : null));
        }
    }

    @Command(name = "make-role", description = "Make a role of your own, or change what it allows.")
    static final class MakeRole extends Verb {
        @Parameters(index = "0", paramLabel = "ROLE", description = "Its key, one word.")
        private String key = "";

        @Option(names = "--name", required = true, paramLabel = "NAME", description = "As shown.")
        private String name = "";

        @Option(
                names = "--may",
                required = true,
                split = ",",
                paramLabel = "PERMISSION",
                description = "What it allows, separated by commas; penstock people --json lists those of each role.")
        private List<String> permissions = List.of();

        @Mixin
        private Why why = new Why();

        MakeRole(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return tell("/v1/roles/" + part(key), body("name", name, "permissions", permissions, "reason", why.text()));
        }
    }

    @Command(
            name = "device-key",
            description = "Make a key with which a device asks over HTTP; it is printed once.",
            footer = {
                "",
                "The device sends it as Authorization: Bearer KEY. It may what the role device may, nothing else."
            })
    static final class DeviceKey extends Verb {
        @Parameters(paramLabel = "DEVICE", description = "Its key; penstock devices lists them.")
        private String device = "";

        @Mixin
        private Why why = new Why();

        DeviceKey(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            try (Talk talk = penstock.talk()) {
                PeopleDocuments.Done done = ask(
                        talk,
                        Asked.post(
                                "/v1/device_keys/" + part(device) + "/make",
                                mapper.writeValueAsString(body("reason", why.text()))),
                        PeopleDocuments.Done.class);
                if (json) {
                    printJson(done);
                } else {
                    terminal().out().println(done.text() + " It is shown only now:");
                    terminal().out().println(done.code());
                }
                return ExitCode.OK;
            }
        }
    }

    @Command(name = "revoke-key", description = "Revoke every key of a device, at once.")
    static final class RevokeKeys extends Verb {
        @Parameters(paramLabel = "DEVICE", description = "Its key; penstock devices lists them.")
        private String device = "";

        @Mixin
        private Why why = new Why();

        RevokeKeys(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return tell("/v1/device_keys/" + part(device) + "/revoke", body("reason", why.text()));
        }
    }

    @Command(name = "end-session", description = "End somebody's session, at once.")
    static final class EndSession extends Verb {
        @Parameters(paramLabel = "SESSION", description = "Its id; penstock people lists them.")
        private String session = "";

        @Mixin
        private Why why = new Why();

        EndSession(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return tell("/v1/sessions/" + part(session) + "/end", body("reason", why.text()));
        }
    }
}
