package org.penstock.app.bring;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The rows of a surveyed file, one after the other, however long it is. One thread. */
public final class RowFile implements AutoCloseable {
    private final Counted bytes;
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> rows;
    private final Survey survey;
    private @Nullable String broken;
    private long line;

    private RowFile(Survey survey, Counted bytes) throws IOException {
        this.survey = survey;
        this.bytes = bytes;
        this.reader = survey.letters().records(bytes);
        this.rows = reader.iterator();
    }

    public static RowFile open(Survey survey) throws IOException {
        return new RowFile(survey, new Counted(Files.newInputStream(survey.file())));
    }

    /** The next row, or null at the end: of the file, or of what can be read of it ({@link #broken}). */
    public @Nullable CsvRecord next() {
        try {
            while (rows.hasNext()) {
                CsvRecord row = rows.next();
                line = row.getStartingLineNumber();
                if (line >= survey.firstLine()) {
                    return row;
                }
            }
        } catch (CsvParseException e) {
            broken = "nothing after this line can be read: " + e.getMessage();
        }
        return null;
    }

    /** Why the rows ended before the file did, or null. */
    public @Nullable String broken() {
        return broken;
    }

    /** Line of the newest row. */
    public long line() {
        return line;
    }

    /** How much of the file is read, 0 to 1. */
    public double part() {
        return survey.bytes() == 0 ? 1 : Math.min(1, (double) bytes.count / survey.bytes());
    }

    @Override
    public void close() throws IOException {
        reader.close();
        bytes.close();
    }

    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            int n = super.read(into, from, most);
            count += Math.max(0, n);
            return n;
        }

        @Override
        public long skip(long n) throws IOException {
            long skipped = super.skip(n);
            count += skipped;
            return skipped;
        }
    }
}
