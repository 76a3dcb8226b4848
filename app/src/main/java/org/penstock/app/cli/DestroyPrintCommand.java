package org.penstock.app.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Asked;
import org.penstock.app.api.DestructionDocuments;
import org.penstock.app.api.DestructionDocuments.Evidence;
import org.penstock.app.print.PrintedDestruction;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the paper of a destruction. */
@Command(name = "print", description = "Write the record of a destruction as PDF/A.")
final class DestroyPrintCommand extends DestroyCommands.OneStep {
    @Option(names = "--to", paramLabel = "FILE", description = "A file that is not there; named by lot without it.")
    private @Nullable Path to;

    DestroyPrintCommand(Penstock penstock) {
        super(penstock);
    }

    @Override
    ExitCode answer() {
        try (Talk talk = penstock.talk()) {
            DestructionDocuments.Whole whole =
                    ask(talk, get(DestroyCommands.PATH + "/" + id), DestructionDocuments.Whole.class);
            if (json) {
                printJson(whole);
            }
            Map<String, byte[]> pictures = new HashMap<>();
            for (Evidence e : whole.evidence()) {
                if (e.state().equals("stored") && e.mime().startsWith("image/")) {
                    picture(talk, whole, e.sha256(), pictures);
                }
            }
            Path file = write(whole, pictures);
            if (!json) {
                terminal().out().println(file + " is written.");
            }
            return ExitCode.OK;
        }
    }

    /** A picture that is not there any more keeps nobody from printing: its hash stands on the paper. */
    private void picture(Talk talk, DestructionDocuments.Whole whole, String sha256, Map<String, byte[]> pictures) {
        Asked asked = get(DestroyCommands.PATH + "/" + whole.destruction().id() + "/photo/" + sha256);
        try {
            String base64 = ask(talk, asked, DestructionDocuments.Picture.class).base64();
            pictures.put(sha256, Base64.getDecoder().decode(base64));
        } catch (Refusal e) {
            terminal().err().println(e.what());
        }
    }

    private Path write(DestructionDocuments.Whole whole, Map<String, byte[]> pictures) {
        String lot = whole.destruction().lot().replaceAll("[^A-Za-z0-9._-]", "_");
        Path file = to != null
                ? to
                : Path.of("destruction-" + lot + "-v" + whole.destruction().version() + ".pdf");
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            PrintedDestruction.write(whole, pictures, out);
            return file;
        } catch (FileAlreadyExistsException e) {
            throw new Refusal(
                    ExitCode.DISK,
                    file + " is there already and is not overwritten.",
                    "Name another file, or move it away.");
        } catch (IOException e) {
            throw new Refusal(ExitCode.DISK, file + " could not be written: " + e + ".", "");
        }
    }
}
