package org.penstock.app.bring;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commas, points, UTF-8 without a mark, times in ISO 8601: what {@code penstock readings import} reads without a word. */
public final class CsvSink implements Sink {
    private final CsvWriter out;

    public CsvSink(Path file, List<Column> columns) throws IOException {
        out = CsvWriter.builder().build(file, StandardCharsets.UTF_8);
        out.writeRecord(columns.stream().map(Column::name).toList());
    }

    @Override
    public void row(@Nullable Object... cells) {
        String[] texts = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            Object cell = cells[i];
            texts[i] = cell == null ? "" : cell instanceof Double d ? plain(d) : cell.toString();
        }
        out.writeRecord(texts);
    }

    private static String plain(double d) {
        return d == 0 ? "0" : BigDecimal.valueOf(d).stripTrailingZeros().toPlainString();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
