package org.penstock.app.print;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.AuditDocuments.Standing;

/**
 * What is about a print whatever it prints. The only way to a PDF, so that none leaves without the head of the chain: in
 * whole at its end, in short on every page.
 *
 * @param title of the document
 * @param running what every page says at its foot, before the head
 * @param size as CSS says it: {@code A4 landscape}
 * @param css rules of this kind of print
 * @param standing of the site's chain; null where the database is away
 */
record Paper(
        String title,
        String running,
        String size,
        String css,
        @Nullable Standing standing) {
    static Paper upright(String title, String running, @Nullable Standing standing) {
        return new Paper(title, running, "A4", "", standing);
    }

    /** Writes the PDF to {@code out}, which stays open. */
    void write(Markup body, OutputStream out) throws IOException {
        Pdf.write(xhtml(body), out);
    }

    private String xhtml(Markup body) {
        ChainHead head = new ChainHead(standing);
        head.print(body);
        return body.page(title, Style.page(running + ", " + head.running(), size) + Style.CSS + css);
    }
}
