package org.penstock.app.bring;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a text file of columns is written, told from its beginning: a byte-order mark is believed, else what decodes as UTF-8
 * is UTF-8, and the rest is what spreadsheets in the west wrote for thirty years, windows-1252.
 *
 * @param skip bytes of the byte-order mark
 * @param separator between two fields
 */
public record Letters(Charset charset, int skip, char separator) {
    private static final int LOOK_BYTES = 64 * 1024;
    private static final int LOOK_RECORDS = 200;
    private static final char[] SEPARATORS = {';', '\t', ',', '|'};

    /** Looks at the beginning of a file. */
    public static Letters of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in.readNBytes(LOOK_BYTES));
        }
    }

    static Letters of(byte[] head) {
        if (begins(head, 0xEF, 0xBB, 0xBF)) {
            return with(StandardCharsets.UTF_8, 3, head);
        }
        if (begins(head, 0xFF, 0xFE)) {
            return with(StandardCharsets.UTF_16LE, 2, head);
        }
        if (begins(head, 0xFE, 0xFF)) {
            return with(StandardCharsets.UTF_16BE, 2, head);
        }
        return with(isUtf8(head) ? StandardCharsets.UTF_8 : Charset.forName("windows-1252"), 0, head);
    }

    private static boolean begins(byte[] head, int... with) {
        for (int i = 0; i < with.length; i++) {
            if (head.length <= i || (head[i] & 0xFF) != with[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUtf8(byte[] head) {
        CharsetDecoder strict = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        // Not at the end of the input: a letter may be cut in the middle.
        return !strict.decode(ByteBuffer.wrap(head), CharBuffer.allocate(head.length + 1), false)
                .isError();
    }

    private static Letters with(Charset charset, int skip, byte[] head) {
        String text = new String(head, skip, head.length - skip, charset);
        char best = ',';
        int most = 0;
        for (char separator : SEPARATORS) {
            int alike = alike(text, separator);
            if (alike > most) {
                best = separator;
                most = alike;
            }
        }
        return new Letters(charset, skip, best);
    }

    /** How many records have the commonest number of fields, where that is two or more. */
    private static int alike(String text, char separator) {
        Map<Integer, Integer> counts = new HashMap<>();
        List<CsvRecord> seen = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = lenient().fieldSeparator(separator).ofCsvRecord(text)) {
            for (CsvRecord r : reader) {
                if (seen.size() == LOOK_RECORDS) {
                    break;
                }
                seen.add(r);
                counts.merge(r.getFieldCount(), 1, Integer::sum);
            }
        } catch (IOException | CsvParseException e) {
            // What was seen up to here tells enough.
            seen.clear();
        }
        return counts.entrySet().stream()
                .filter(e -> e.getKey() > 1)
                .mapToInt(Map.Entry::getValue)
                .max()
                .orElse(0);
    }

    private static CsvReader.CsvReaderBuilder lenient() {
        return CsvReader.builder()
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .trimWhitespacesAroundQuotes(true);
    }

    /** The records of bytes that are written so; closes them. */
    CsvReader<CsvRecord> records(InputStream bytes) throws IOException {
        bytes.skipNBytes(skip);
        return lenient().fieldSeparator(separator).ofCsvRecord(new InputStreamReader(bytes, charset));
    }
}
