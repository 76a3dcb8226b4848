package org.penstock.app.commission;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.penstock.app.print.CommissioningSheet;
import org.penstock.app.print.PrintedCommissioning;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;

/** Where a sheet is written: a new file, found out before anything moves. */
public final class SheetFile {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT);

    private final @Nullable Path named;

    private SheetFile(@Nullable Path named) {
        this.named = named;
    }

    /** @param named null = a name made of site and time, in the working directory. @throws Refusal when it cannot be */
    public static SheetFile at(@Nullable Path named) {
        if (named != null) {
            Path folder = named.toAbsolutePath().getParent();
            if (Files.exists(named)) {
                throw new Refusal(
                        ExitCode.DISK,
                        named + " is there already and is not overwritten.",
                        "Name another file, or move it away.");
            }
            if (folder == null || !Files.isWritable(folder)) {
                throw new Refusal(
                        ExitCode.DISK, named + " cannot be written.", "Name a file in a directory that is yours.");
            }
        }
        return new SheetFile(named);
    }

    /** What a sheet is called that nobody names: site and time. */
    public static String name(CommissioningSheet sheet) {
        return "commissioning-" + sheet.site().key() + "-"
                + STAMP.format(sheet.began().atZone(ZoneId.of(sheet.site().timezone()))) + ".pdf";
    }

    /** Writes the sheet. @return where it is */
    public Path write(CommissioningSheet sheet) {
        Path file = named != null ? named : Path.of(name(sheet));
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            PrintedCommissioning.write(sheet, out);
            return file;
        } catch (IOException e) {
            throw new Refusal(
                    ExitCode.DISK,
                    "The sheet " + file + " could not be written: " + e + ".",
                    "What was found is shown above; with --json it can be kept otherwise.");
        }
    }
}
