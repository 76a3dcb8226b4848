package org.penstock.app.print;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** An {@link EventList} on A4 paper, with the head of the chain it was taken from. */
public final class PrintedEvents {
    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private static final String CSS = """
            table.events { font-size: 7.5pt; }
            table.events th.seq, table.events td.seq { width: 12mm; }
            table.events th.at, table.events td.at { width: 30mm; }
            table.events th.who, table.events td.who { width: 22mm; }
            table.events th.kind, table.events td.kind { width: 32mm; }
            table.events th.about, table.events td.about { width: 30mm; }
            td.hash { font-family: 'Liberation Sans'; font-size: 7.5pt; }
            """;

    private final EventList list;
    private final Markup page = new Markup();

    private PrintedEvents(EventList list) {
        this.list = list;
    }

    /** Writes the PDF to {@code out}, which stays open. */
    public static void write(EventList list, OutputStream out) throws IOException {
        PrintedEvents printed = new PrintedEvents(list);
        printed.head();
        printed.events();
        new Paper("Events, " + list.site(), list.site() + ", events", "A4", CSS, list.head()).write(printed.page, out);
    }

    private void head() {
        page.element("h1", "", "Events of the record");
        page.element("p", "site", list.site() + ", " + list.organization());
        page.open("table", "facts");
        fact("Asked for", list.filter());
        fact("Printed", full(list.at()) + " by " + list.by());
        fact("Events", Integer.toString(list.lines().size()));
        page.close();
    }

    private void events() {
        page.open("table", "grid events").open("thead", "").open("tr", "");
        cells("th", "No.", "When, " + list.zone().getId(), "Who", "What", "About", "What it says");
        page.close().close().open("tbody", "");
        for (EventList.Line l : list.lines()) {
            page.open("tr", "");
            cells(
                    "td",
                    Long.toString(l.seq()),
                    FULL.format(l.at().atZone(list.zone())),
                    l.who(),
                    l.kind(),
                    l.subject(),
                    l.data());
            page.close();
        }
        page.close().close();
    }

    private void cells(String element, String seq, String at, String who, String kind, String about, String says) {
        page.element(element, "seq", seq)
                .element(element, "at", at)
                .element(element, "who", who)
                .element(element, "kind", kind)
                .element(element, "about", about)
                .element(element, "", says);
    }

    private void fact(String name, String value) {
        page.open("tr", "").element("th", "", name).element("td", "", value).close();
    }

    private String full(Instant at) {
        return FULL.format(at.atZone(list.zone())) + " " + list.zone().getId();
    }
}
