package org.penstock.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.penstock.app.api.Endpoints;
import org.penstock.app.api.Parts;
import org.penstock.app.api.RunningFile;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Facilities;
import org.penstock.app.start.Opening;
import org.penstock.app.start.Refusal;

/**
 * Finds who can answer for a data directory: the process that holds it, or, when nobody does, this one. A process that is
 * starting or closing holds the directory without answering; it is given a moment.
 */
final class FindFacility {
    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final int TRIES = 25;

    private final Surroundings surroundings;

    FindFacility(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Talk talk(Path data) {
        Refusal held = null;
        for (int i = 0; i < TRIES; i++) {
            Optional<Talk> running = running(data);
            if (running.isPresent()) {
                return running.get();
            }
            if (!surroundings.facilities().isThere(data)) {
                throw nothing(data);
            }
            try {
                return open(data);
            } catch (Refusal e) {
                if (e.code() != ExitCode.HELD) {
                    throw e;
                }
                held = e;
            }
            pause();
        }
        throw new Refusal(
                ExitCode.TRY_AGAIN,
                (held == null ? "" : held.what()) + " It does not answer yet: it is starting or closing.",
                "Try again in a few seconds.");
    }

    /** The process that holds the directory, if one answers. */
    Optional<Talk> running(Path data) {
        Optional<RunningFile> file;
        try {
            file = RunningFile.read(data).filter(RunningFile::lives);
        } catch (IOException e) {
            throw new Refusal(
                    ExitCode.DISK,
                    "The file " + data.resolve(RunningFile.NAME) + " cannot be read: " + e.getMessage() + ".",
                    "Only the user who started Penstock may read it; run the command as that user.");
        }
        if (file.isEmpty()) {
            return Optional.empty();
        }
        TalkToProcess talk = new TalkToProcess(file.get());
        try {
            talk.hello();
            return Optional.of(talk);
        } catch (TalkToProcess.Gone e) {
            return Optional.empty();
        }
    }

    private Talk open(Path data) {
        surroundings.logTo().accept(data);
        Facilities.Opened opened =
                surroundings.facilities().open(new Opening(data, null, null, null, Opening.Kind.COMMAND));
        Parts.Process process = new Parts.Process(
                Opening.Kind.COMMAND.word(),
                ProcessHandle.current().pid(),
                surroundings.wall().instant(),
                false);
        return new TalkToRecord(
                opened.room(),
                new Endpoints(opened.room(), opened.chains(), process, surroundings.user(), surroundings.wall()));
    }

    static Refusal nothing(Path data) {
        return new Refusal(
                ExitCode.NOTHING_THERE,
                "There is no facility in " + data + ".",
                "Start one with penstock --facility FILE, look at the demonstration with penstock --demo, or say with"
                        + " --data DIRECTORY where yours is.");
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(ExitCode.TRY_AGAIN, "The command was interrupted.", "");
        }
    }
}
