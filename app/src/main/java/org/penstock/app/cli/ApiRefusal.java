package org.penstock.app.cli;

import org.penstock.app.api.Documents;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;

/** Tells a problem document of the local API as a refusal with its exit code. */
final class ApiRefusal {
    private ApiRefusal() {}

    static Refusal of(int status, Documents.Problem problem) {
        ExitCode code = switch (status) {
            case 400 -> ExitCode.USAGE;
            case 404 -> ExitCode.NOTHING_THERE;
            case 403, 409 -> ExitCode.REFUSED;
            // A token or port of a process that has just been replaced, or one that is busy or away.
            case 401, 421, 503 -> ExitCode.TRY_AGAIN;
            default -> ExitCode.FAULT;
        };
        return new Refusal(code, problem.message(), problem.remedy());
    }
}
