package org.penstock.app.print;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes well-formed XHTML: every text is escaped, every element closed. Single-threaded. */
final class Markup {
    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element; {@code style} is its class, "" for none. */
    Markup open(String element, String style) {
        out.append('<').append(element);
        if (!style.isEmpty()) {
            out.append(" class=\"");
            escape(style);
            out.append('"');
        }
        out.append('>');
        open.push(element);
        return this;
    }

    /** Closes what was opened last. */
    Markup close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    Markup text(String text) {
        escape(text);
        return this;
    }

    /** An element with a text. */
    Markup element(String element, String style, String text) {
        return open(element, style).text(text).close();
    }

    /** A picture that the page itself carries. @param data its {@code data:} address @param words what it shows */
    Markup picture(String data, String words) {
        out.append("<img src=\"");
        escape(data);
        out.append("\" alt=\"");
        escape(words);
        out.append("\"/>");
        return this;
    }

    /** A row of cells that are all {@code element}: th or td. */
    Markup row(String element, String... cells) {
        open("tr", "");
        for (String cell : cells) {
            element(element, "", cell);
        }
        return close();
    }

    /** The whole page. @throws IllegalStateException when something was left open */
    String page(String title, String css) {
        if (!open.isEmpty()) {
            throw new IllegalStateException("not closed: " + open);
        }
        Markup head = new Markup();
        head.element("title", "", title);
        return "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\"><head>" + head.out + "<style>" + css
                + "</style></head><body>" + out + "</body></html>";
    }

    private void escape(String text) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> {
                    // XML has no word for other control characters, nor for half of a pair.
                    boolean allowed = c >= 0x20 && !(c >= 0xD800 && c <= 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
                    out.appendCodePoint(allowed ? c : ' ');
                }
            }
        });
    }
}
