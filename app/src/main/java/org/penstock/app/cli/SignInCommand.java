package org.penstock.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Asked;
import org.penstock.app.api.PeopleDocuments;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "sign-in",
        description = "Sign in for the commands that follow, for an hour after the last; passwords are typed unseen.")
final class SignInCommand extends Verb {
    @Parameters(paramLabel = "LOGIN", arity = "0..1", description = "Your sign-in name; not with --badge.")
    private @Nullable String login;

    @Option(names = "--badge", description = "Sign in by badge and PIN.")
    private boolean badge;

    @Option(names = "--first", description = "The first time: with the code you were told, to set your password.")
    private boolean first;

    @Option(names = "--remember", description = "Stay signed in for 30 days.")
    private boolean remember;

    @Option(names = "--set-pin", description = "Instead: set the PIN of whoever is signed in.")
    private boolean setPin;

    @Option(names = "--set-password", description = "Instead: set the password of whoever is signed in.")
    private boolean setPassword;

    SignInCommand(Penstock penstock) {
        super(penstock);
    }

    @Override
    ExitCode answer() {
        if (setPin) {
            String password = typed("password");
            return tell("/v1/session/pin", body("password", password, "pin", newSecret("PIN")));
        }
        if (setPassword) {
            String old = typed("password now");
            return tell("/v1/session/password", body("password", old, "next", newSecret("new password")));
        }
        Map<String, Object> body = new LinkedHashMap<>();
        if (badge) {
            body.put("badge", typed("badge"));
            body.put("pin", typed("PIN"));
        } else if (login == null) {
            throw new Refusal(ExitCode.USAGE, "Who signs in?", "Give LOGIN, or --badge.");
        } else if (first) {
            body.put("login", login);
            body.put("code", typed("code"));
            body.put("password", newSecret("new password"));
        } else {
            body.put("login", login);
            body.put("password", typed("password"));
        }
        body.put("remember", remember);
        try (Talk talk = penstock.talk()) {
            PeopleDocuments.SignedIn in = ask(
                    talk, Asked.post("/v1/session", mapper.writeValueAsString(body)), PeopleDocuments.SignedIn.class);
            penstock.session().keep(in.token());
            terminal().out().println(in.name() + " is signed in.");
            return ExitCode.OK;
        }
    }

    private String typed(String what) {
        String value = terminal().askHidden(what + ": ");
        if (value == null || value.isEmpty()) {
            throw new Refusal(ExitCode.USAGE, "No " + what + " was given.", "Type it, or pipe it in.");
        }
        return value;
    }

    /** {@code penstock sign-out}. */
    @Command(name = "sign-out", description = "End the session of penstock sign-in.")
    static final class Out extends Verb {
        Out(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            if (penstock.session().token().isEmpty()) {
                terminal().out().println("Nobody was signed in.");
                return ExitCode.OK;
            }
            try {
                return tell("/v1/session/end", Map.of());
            } finally {
                // One that had ended by itself is forgotten as well.
                penstock.session().forget();
            }
        }
    }
}
