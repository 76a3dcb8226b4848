package org.penstock.app.print;

/** How prints look: black on white, so that a fax or a copy of a copy still says the same. */
final class Style {
    static final String CSS = """
            body { font-family: 'Open Sans', 'Liberation Sans'; font-size: 9pt; line-height: 1.3; color: #000; }
            h1 { font-size: 17pt; margin: 0; }
            h2 { font-size: 11pt; margin: 5mm 0 1.5mm 0; border-bottom: 0.6pt solid #000; page-break-after: avoid; }
            p { margin: 1mm 0; word-wrap: break-word; }
            p.site { font-size: 12pt; margin-bottom: 3mm; }
            p.simulated { border: 0.8pt solid #000; padding: 1mm 2mm; font-weight: bold; }
            table { width: 100%; border-collapse: collapse; table-layout: fixed; }
            th, td { text-align: left; vertical-align: top; padding: 0.5mm 2mm 0.5mm 0; word-wrap: break-word; }
            th { font-weight: bold; }
            table.facts th { width: 30mm; }
            table.head { margin-top: 4mm; font-size: 7.5pt; page-break-inside: avoid; }
            table.pairs th { width: 34mm; font-weight: normal; color: #333; }
            table.grid { -fs-table-paginate: paginate; }
            table.grid th { border-bottom: 0.6pt solid #000; }
            table.grid td { border-bottom: 0.3pt solid #999; }
            table.grid tr { page-break-inside: avoid; }
            table.seen { margin-top: 1mm; }
            div.step { page-break-inside: avoid; border-bottom: 0.6pt solid #000; padding: 1.5mm 0 2mm 0; }
            td.name { font-size: 10pt; }
            td.result { width: 24mm; text-align: center; font-weight: bold; padding: 0.5mm 0; border: 0.8pt solid #000; }
            td.failed { background-color: #000; color: #fff; }
            td.skipped { border-style: dashed; }
            p.why { font-weight: bold; }
            div.sign { page-break-inside: avoid; margin-top: 8mm; }
            p.banner { border: 1.2pt solid #000; padding: 1mm 2mm; font-weight: bold; font-size: 11pt; }
            p.hash { font-size: 8pt; }
            table.signed { page-break-inside: avoid; border: 0.8pt solid #000; margin: 2mm 0; }
            table.signed th { width: 34mm; font-weight: normal; color: #333; padding-left: 2mm; }
            table.signed td.name { font-size: 12pt; font-weight: bold; }
            table.chain { font-size: 8pt; }
            table.chain th.no { width: 10mm; }
            table.chain th.when { width: 58mm; }
            table.chain td.hash { font-size: 6pt; }
            table.chain th.hash { width: 80mm; }
            div.photo { page-break-inside: avoid; margin: 2mm 0; }
            div.photo img { max-width: 80mm; max-height: 60mm; }
            table.signature { margin-top: 12mm; }
            table.signature td.line { border-bottom: 0.6pt solid #000; }
            table.signature td.gap { width: 10mm; }
            """;

    private Style() {}

    /** A page with the running line and its number below. @param size as CSS says it: {@code A4 landscape} */
    static String page(String running, String size) {
        return "@page { size: " + size + "; margin: 15mm 15mm 20mm 15mm; @bottom-left { content: " + string(running)
                + "; font-family: 'Open Sans', 'Liberation Sans'; font-size: 7.5pt; width: 130mm; vertical-align: top; }"
                + " @bottom-right { content: 'Page ' counter(page) ' of ' counter(pages);"
                + " font-family: 'Open Sans', 'Liberation Sans'; font-size: 7.5pt; vertical-align: top; } }\n";
    }

    /** A text as a CSS string inside XHTML: whatever could end either is written as its number. */
    private static String string(String text) {
        StringBuilder out = new StringBuilder("'");
        text.codePoints().forEach(c -> {
            if (Character.isLetterOrDigit(c) && c < 0x10000 || " .,:/-+()".indexOf(c) >= 0) {
                out.appendCodePoint(c);
            } else {
                out.append('\\').append(Integer.toHexString(c)).append(' ');
            }
        });
        return out.append('\'').toString();
    }
}
