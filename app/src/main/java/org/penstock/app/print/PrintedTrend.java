package org.penstock.app.print;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.AuditDocuments.Standing;

/** A {@link TrendSheet} on A4 paper, lying: picture, table, and what was noted. */
public final class PrintedTrend {
    private static final float QUALITY = 0.92f;
    private static final String CSS = """
            img { width: 262mm; }
            table.trend { font-size: 8pt; margin-top: 2mm; table-layout: auto; }
            table.trend th.pen, table.trend td.pen { width: 12mm; }
            p.note { font-size: 8pt; }
            """;

    private PrintedTrend() {}

    /** Writes the PDF to {@code out}, which stays open. @param head where the chain stands; null where nobody can say */
    public static void write(TrendSheet sheet, @Nullable Standing head, OutputStream out) throws IOException {
        Markup page = new Markup();
        page.element("h1", "", sheet.title());
        page.element("p", "site", sheet.site() + ", " + sheet.range());
        page.open("div", "picture")
                .picture(jpeg(TrendPicture.of(sheet)), sheet.title())
                .close();
        page.open("table", "grid trend").open("thead", "").open("tr", "");
        page.element("th", "pen", "");
        sheet.head().forEach(h -> page.element("th", "", h));
        page.close().close().open("tbody", "");
        for (TrendSheet.Row row : sheet.table()) {
            page.open("tr", "").element("td", "pen", row.pen() + 1 + (row.dashed() ? " – –" : " ——"));
            row.cells().forEach(c -> page.element("td", "", c));
            page.close();
        }
        page.close().close();
        sheet.notes().forEach(n -> page.element("p", "note", n));
        String running = sheet.site() + ", " + sheet.range() + ", printed by " + sheet.by() + " at " + sheet.at();
        new Paper(sheet.title(), running, "A4 landscape", CSS, head).write(page, out);
    }

    private static String jpeg(BufferedImage picture) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpg").next();
        try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(QUALITY);
            writer.setOutput(stream);
            writer.write(null, new IIOImage(picture, null, null), param);
        } finally {
            writer.dispose();
        }
        return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(out.toByteArray());
    }
}
