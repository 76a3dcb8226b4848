package org.penstock.app.print;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Sets XHTML as PDF/A-2b (ISO 19005-2), to be kept and read alike for as long as the law says. Open Sans and, for signs it lacks, Liberation Sans come with the libraries on the class path and are
 * embedded, so that a sheet needs no font of the system it is made or read on.
 */
final class Pdf {
    private static final String OPEN_SANS = "/eu/hansolo/toolboxfx/font/OpenSans-";
    private static final String LIBERATION = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private Pdf() {}

    /** Writes a page to {@code out}, which stays open. */
    static void write(String xhtml, OutputStream out) throws IOException {
        XRLog.setLoggingEnabled(false);
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.usePdfAConformance(PdfRendererBuilder.PdfAConformance.PDFA_2_B);
        builder.useColorProfile(ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
        font(builder, OPEN_SANS + "Regular.ttf", "Open Sans", 400);
        font(builder, OPEN_SANS + "Bold.ttf", "Open Sans", 700);
        font(builder, LIBERATION, "Liberation Sans", 400);
        builder.withProducer("Penstock");
        builder.withHtmlContent(xhtml, null);
        // Nothing is ever fetched: a sheet is what its text says, and carries.
        builder.useUriResolver((base, uri) -> uri.startsWith("data:image/jpeg;base64,") ? uri : null);
        builder.toStream(out);
        builder.run();
    }

    private static void font(PdfRendererBuilder builder, String resource, String family, int weight) {
        builder.useFont(
                () -> open(resource),
                family,
                weight,
                com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle.NORMAL,
                true);
    }

    private static InputStream open(String resource) {
        InputStream in = Pdf.class.getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException("the letters " + resource + " are missing from this program");
        }
        return in;
    }
}
