package org.penstock.app.bring;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;

/**
 * What a file is, told by reading all of it once: a month that is only told by the 13th day of it, or a decimal comma in the
 * last row, is believed from the first row on.
 *
 * @param sha256 of all bytes, lower-case hex
 * @param bytes how long it is
 * @param header names of the columns; their numbers, 1, 2, 3, where the file has none
 * @param example fields of the first row of readings
 * @param firstLine line of that row, the first line of the file being 1
 * @param time column of the time, from 0
 * @param clock column of the time of day where the date stands alone, else -1
 * @param read how its times are written
 * @param zone offset that the header names, {@code +01:00}, or ""
 */
public record Survey(
        Path file,
        Letters letters,
        String sha256,
        long bytes,
        List<String> header,
        List<String> example,
        long firstLine,
        int time,
        int clock,
        TimeText read,
        String zone) {
    private static final int LOOK_RECORDS = 200;
    private static final Pattern TIME_WORD =
            Pattern.compile("(?i).*(time|date|zeit|datum|uhr|heure|tijd|hora|fecha|data/ora|serial|epoch|stamp).*");
    private static final Pattern OFFSET = Pattern.compile("(?:GMT|UTC)\\s*([+-]\\d{1,2}):?(\\d{2})?");

    public Survey {
        header = List.copyOf(header);
        example = List.copyOf(example);
    }

    /**
     * What a person says about a file.
     *
     * @param time name or number of the column of the time; null = find it
     * @param order which number of a date is the day; UNKNOWN = find it
     * @param serial from which day serial numbers count
     * @param comma whether the comma is the decimal sign; null = find it
     */
    public record Said(
            @Nullable String time,
            TimeText.Order order,
            TimeText.Serial serial,
            @Nullable Boolean comma) {}

    /** Reads the whole file. @throws Refusal when it holds no rows with a time, saying what to do */
    public static Survey of(Path file, Said said) {
        if (!Files.isRegularFile(file)) {
            throw Refusal.noFile(file);
        }
        try {
            Letters letters = Letters.of(file);
            Beginning beginning = beginning(file, letters, said);
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            TimeText.Evidence dates = new TimeText.Evidence();
            Numbers.Evidence numbers = new Numbers.Evidence();
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                weigh(in, letters, beginning, dates, numbers);
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            String doubtful = numbers.doubtful();
            if (said.comma() == null && doubtful != null) {
                throw new Refusal(
                        ExitCode.USAGE,
                        "Nobody can tell whether \"" + doubtful + "\" in " + file.getFileName()
                                + " is more than a thousand or a number with three decimals.",
                        "Say --decimal point (more than a thousand) or --decimal comma.");
            }
            Numbers written = said.comma() == null ? numbers.judge() : new Numbers(said.comma());
            TimeText.Order order = said.order() == TimeText.Order.UNKNOWN ? dates.judge() : said.order();
            if (order == TimeText.Order.UNKNOWN) {
                throw new Refusal(
                        ExitCode.USAGE,
                        "Nobody can tell day from month in " + file.getFileName() + ": \""
                                + beginning.row.getField(beginning.time) + "\" in line "
                                + beginning.row.getStartingLineNumber() + ", and no day after the 12th.",
                        "Say --dates dmy or --dates mdy.");
            }
            String head = beginning.header.get(beginning.time);
            return new Survey(
                    file,
                    letters,
                    HexFormat.of().formatHex(digest.digest()),
                    Files.size(file),
                    beginning.header,
                    beginning.row.getFields(),
                    beginning.row.getStartingLineNumber(),
                    beginning.time,
                    beginning.clock,
                    new TimeText(order, said.serial(), written),
                    offset(head));
        } catch (IOException e) {
            throw new Refusal(ExitCode.DISK, file + " could not be read: " + e.getMessage() + ".", "");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String offset(String head) {
        Matcher m = OFFSET.matcher(head);
        if (!m.find()) {
            return "";
        }
        int hours = Integer.parseInt(m.group(1));
        return String.format(
                Locale.ROOT,
                "%s%02d:%s",
                m.group(1).startsWith("-") ? "-" : "+",
                Math.abs(hours),
                m.group(2) == null ? "00" : m.group(2));
    }

    private static void weigh(
            InputStream in, Letters letters, Beginning b, TimeText.Evidence dates, Numbers.Evidence numbers)
            throws IOException {
        // Not closed: what follows a broken quote belongs to the hash, too.
        CsvReader<CsvRecord> rows = letters.records(in);
        try {
            for (CsvRecord r : rows) {
                if (r.getStartingLineNumber() < b.row.getStartingLineNumber()) {
                    continue;
                }
                for (int i = 0; i < r.getFieldCount(); i++) {
                    if (i == b.time) {
                        dates.see(r.getField(i));
                    }
                    // A serial day has a decimal sign, too.
                    numbers.see(r.getField(i));
                }
            }
        } catch (CsvParseException e) {
            // Told with its line when the rows are read.
            return;
        }
    }

    /** Where the rows begin. @param header of the line before them, or numbers */
    private record Beginning(CsvRecord row, List<String> header, int time, int clock) {}

    private static Beginning beginning(Path file, Letters letters, Said said) throws IOException {
        CsvRecord before = null;
        int seen = 0;
        try (CsvReader<CsvRecord> rows = letters.records(Files.newInputStream(file))) {
            for (CsvRecord row : rows) {
                Optional<Beginning> begins = begins(before, row, said);
                if (begins.isPresent()) {
                    return begins.get();
                }
                before = row;
                if (++seen == LOOK_RECORDS) {
                    break;
                }
            }
        } catch (CsvParseException e) {
            throw new Refusal(ExitCode.NOTHING_THERE, file.getFileName() + " is no CSV: " + e.getMessage() + ".", "");
        }
        throw new Refusal(
                ExitCode.NOTHING_THERE,
                "No row of " + file.getFileName() + " has a time"
                        + (said.time() == null ? "." : " in a column \"" + said.time() + "\"."),
                "It must be a CSV file with a time in one column and numbers in others; --time COLUMN says which one is"
                        + " the time.");
    }

    private static Optional<Beginning> begins(@Nullable CsvRecord before, CsvRecord row, Said said) {
        if (row.getFieldCount() < 2) {
            return Optional.empty();
        }
        boolean headed = before != null && before.getFieldCount() > 1;
        List<String> header = new ArrayList<>();
        for (int i = 0; i < Math.max(row.getFieldCount(), headed && before != null ? before.getFieldCount() : 0); i++) {
            boolean named = headed && before != null && i < before.getFieldCount();
            String name = named && before != null ? before.getField(i).strip() : "";
            header.add(name.isEmpty() ? Integer.toString(i + 1) : name);
        }
        TimeText any = new TimeText(TimeText.Order.UNKNOWN, said.serial(), new Numbers(false));
        TimeText comma = new TimeText(TimeText.Order.UNKNOWN, said.serial(), new Numbers(true));
        for (int i = 0; i < row.getFieldCount(); i++) {
            String text = row.getField(i);
            boolean meant = said.time() == null
                    ? TimeText.dated(text)
                            || (headed && TIME_WORD.matcher(header.get(i)).matches())
                    : said.time().equalsIgnoreCase(header.get(i)) || said.time().equals(Integer.toString(i + 1));
            boolean is = TimeText.dated(text)
                    || any.read(text).isPresent()
                    || comma.read(text).isPresent();
            if (meant && is && others(row, i)) {
                boolean apart = TimeText.dateOnly(text)
                        && i + 1 < row.getFieldCount()
                        && TimeText.timeOnly(row.getField(i + 1));
                return Optional.of(new Beginning(row, header, i, apart ? i + 1 : -1));
            }
        }
        return Optional.empty();
    }

    /** Whether beside the time there is a number, or nothing: a line of words with a date is a title. */
    private static boolean others(CsvRecord row, int time) {
        boolean blank = true;
        for (int i = 0; i < row.getFieldCount(); i++) {
            String text = row.getField(i);
            if (i != time) {
                if (new Numbers(false).read(text).isPresent()
                        || new Numbers(true).read(text).isPresent()) {
                    return true;
                }
                blank &= text.isBlank();
            }
        }
        return blank;
    }

    /** Column of a name or number, or -1. */
    int column(String name) {
        for (int i = 0; i < header.size(); i++) {
            if (header.get(i).equalsIgnoreCase(name.strip())) {
                return i;
            }
        }
        return name.matches("\\d{1,4}") && Integer.parseInt(name) >= 1 && Integer.parseInt(name) <= header.size()
                ? Integer.parseInt(name) - 1
                : -1;
    }

    /** Whether the time in the first row names its zone. */
    public boolean zoned() {
        String text = example.get(time) + (clock < 0 ? "" : " " + example.get(clock));
        return read.read(text).map(r -> r.instant() != null).orElse(false);
    }

    /** What was found, in one sentence for a person. */
    public String inWords() {
        return file.getFileName() + ": " + (letters.separator() == '\t' ? "tab" : "\"" + letters.separator() + "\"")
                + " between columns, decimal " + (read.numbers().comma() ? "comma" : "point") + ", time in \""
                + header.get(time) + "\""
                + (clock < 0 ? "" : " and \"" + header.get(clock) + "\"") + " (\"" + example.get(time)
                + (clock < 0 ? "" : " " + example.get(clock)) + "\"), rows from line " + firstLine + ".";
    }
}
