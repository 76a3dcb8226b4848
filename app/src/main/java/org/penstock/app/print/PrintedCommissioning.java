package org.penstock.app.print;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.WiringDocuments;
import org.penstock.app.print.CommissioningSheet.Input;
import org.penstock.app.print.CommissioningSheet.Observation;
import org.penstock.app.print.CommissioningSheet.Result;
import org.penstock.app.print.CommissioningSheet.Step;
import org.penstock.app.print.CommissioningSheet.Value;

/** A {@link CommissioningSheet} on A4 paper: what was tested, what was found, and where two people sign. */
public final class PrintedCommissioning {

    private final CommissioningSheet sheet;
    private final SiteTime time;
    private final Markup page = new Markup();

    private PrintedCommissioning(CommissioningSheet sheet) {
        this.sheet = sheet;
        this.time = new SiteTime(sheet.site());
    }

    /** Writes the PDF to {@code out}, which stays open. */
    public static void write(CommissioningSheet sheet, OutputStream out) throws IOException {
        PrintedCommissioning printed = new PrintedCommissioning(sheet);
        printed.head();
        printed.devices();
        printed.outputs();
        printed.inputs();
        printed.signatures();
        Paper.upright(
                        "Commissioning sheet, " + sheet.site().name(),
                        sheet.site().name() + ", commissioning " + printed.time.full(sheet.began()),
                        sheet.head())
                .write(printed.page, out);
    }

    private void head() {
        page.element("h1", "", "Commissioning sheet");
        page.element("p", "site", sheet.site().name() + ", " + sheet.site().organization());
        if (sheet.simulated()) {
            page.element("p", "simulated", "Every link here leads to a simulator: nothing real moved.");
        }
        page.open("table", "facts");
        fact(
                "Tested by",
                sheet.by() + (sheet.by().equals(sheet.account()) ? "" : " (account " + sheet.account() + ")"));
        fact("Begun", time.full(sheet.began()));
        fact("Ended", time.full(sheet.ended()));
        fact("Outputs", counts());
        if (!sheet.inputs().isEmpty()) {
            fact("Inputs", sheet.inputs().size() + " looked at, " + sheet.unexpected() + " not as expected");
        }
        fact("Held for", seconds(sheet.held()) + " each, where nothing ended it before");
        fact("Configuration", sheet.configuration());
        fact("Program", sheet.program());
        page.close();
    }

    private String counts() {
        return sheet.count(Result.PASSED) + " passed, " + sheet.count(Result.FAILED) + " failed, "
                + sheet.count(Result.SKIPPED) + " skipped";
    }

    private void fact(String name, String value) {
        page.open("tr", "").element("th", "", name).element("td", "", value).close();
    }

    private void devices() {
        page.element("h2", "", "Devices");
        page.open("table", "grid").open("thead", "");
        page.row("th", "Device", "Key", "Link", "Connection", "Address");
        page.close().open("tbody", "");
        for (WiringDocuments.Device d : sheet.devices()) {
            page.row(
                    "td",
                    d.name(),
                    d.key(),
                    d.link().isEmpty() ? "none" : d.link() + " (" + d.protocol() + ")",
                    d.connection(),
                    d.address());
        }
        page.close().close();
    }

    private void outputs() {
        if (sheet.outputs().isEmpty()) {
            return;
        }
        page.element("h2", "", "Outputs");
        sheet.outputs().forEach(this::output);
    }

    private void output(Step s) {
        page.open("div", "step");
        page.open("table", "title").open("tr", "");
        page.open("td", "name").element("b", "", s.name()).text("  " + s.key()).close();
        page.element("td", "result " + word(s.result()), word(s.result()).toUpperCase(Locale.ROOT));
        page.close().close();
        if (!s.why().isEmpty()) {
            page.element("p", "why", s.why());
        }
        page.open("table", "pairs");
        pair("Kind", s.kind(), "Location", s.location());
        pair("Device", s.device(), "Address", s.address());
        pair("Closed without us by", s.guard(), "Longest time on", most(s.mostSeconds()));
        pair(
                "Safe value",
                number(s.safe()),
                "Driven to",
                s.result() == Result.SKIPPED ? "not driven" : number(s.driven()));
        if (s.result() != Result.SKIPPED) {
            pair("Read back after", took(s.opened()), "Safe again after", took(s.closed()));
            pair("Begun", time.time(s.at()), "As expected", said(s.asExpected()));
        }
        page.close();
        observations(s.observations());
        if (!s.remark().isEmpty()) {
            page.open("p", "remark")
                    .element("b", "", "Remark: ")
                    .text(s.remark())
                    .close();
        }
        page.close();
    }

    private void pair(String name, String value, String other, String otherValue) {
        page.open("tr", "")
                .element("th", "", name)
                .element("td", "", value)
                .element("th", "", other)
                .element("td", "", otherValue)
                .close();
    }

    private void observations(List<Observation> observations) {
        if (observations.isEmpty()) {
            return;
        }
        page.open("table", "grid seen").open("thead", "");
        page.row("th", "Stream", "Before", "During", "After").close().open("tbody", "");
        for (Observation o : observations) {
            page.row(
                    "td",
                    o.name() + " (" + o.key() + ")",
                    value(o.before(), o.decimals(), o.unit()),
                    value(o.during(), o.decimals(), o.unit()),
                    value(o.after(), o.decimals(), o.unit()));
        }
        page.close().close();
    }

    private void inputs() {
        if (sheet.inputs().isEmpty()) {
            return;
        }
        page.element("h2", "", "Inputs");
        page.open("table", "grid").open("thead", "");
        page.row("th", "Stream", "Device, address", "Value", "Age", "Seen at", "As expected", "Remark");
        page.close().open("tbody", "");
        for (Input i : sheet.inputs()) {
            page.row(
                    "td",
                    i.name() + " (" + i.key() + ")",
                    i.device() + (i.address().isEmpty() ? "" : ", " + i.address()),
                    value(i.value(), i.decimals(), i.unit()),
                    i.ageSeconds() == null ? "never seen" : seconds(i.ageSeconds()),
                    time.time(i.at()),
                    said(i.asExpected()),
                    i.remark());
        }
        page.close().close();
    }

    private void signatures() {
        page.open("div", "sign");
        for (String who : List.of("Tested by", "Witnessed by")) {
            page.open("table", "signature").open("tr", "");
            page.element("td", "line", "")
                    .element("td", "gap", "")
                    .element("td", "line", "")
                    .close();
            page.open("tr", "")
                    .element("td", "", who + ": name and signature")
                    .element("td", "gap", "")
                    .element("td", "", "Place and date")
                    .close();
            page.close();
        }
        page.close();
    }

    private static String word(Result result) {
        return result.name().toLowerCase(Locale.ROOT);
    }

    private static String said(@Nullable Boolean asExpected) {
        return asExpected == null ? "not said" : asExpected ? "yes" : "NO";
    }

    private static String most(@Nullable Double seconds) {
        return seconds == null ? "no limit" : seconds(seconds);
    }

    private static String took(@Nullable Double seconds) {
        return seconds == null ? "not read back" : String.format(Locale.ROOT, "%.2f s", seconds);
    }

    /** Short times to the tenth, long ones in minutes. */
    static String seconds(double s) {
        if (s < 120) {
            return s == Math.rint(s) ? (long) s + " s" : String.format(Locale.ROOT, "%.1f s", s);
        }
        return s < 7_200 ? Math.round(s / 60) + " min" : Math.round(s / 3_600) + " h";
    }

    private static String number(@Nullable Double value) {
        return value == null
                ? "unknown"
                : value == Math.rint(value) && Math.abs(value) < 1e15
                        ? Long.toString(value.longValue())
                        : Double.toString(value);
    }

    /** A value with its unit; with its quality where that is not good. */
    static String value(Value v, int decimals, String unit) {
        String number = v.number() == null
                ? ""
                : String.format(Locale.ROOT, "%." + decimals + "f", v.number()) + (unit.isEmpty() ? "" : " " + unit);
        String doubt = (v.quality().equals("good") ? "" : v.quality().replace('_', ' '))
                + (v.stale() ? (v.quality().equals("good") ? "stale" : ", stale") : "");
        return number.isEmpty()
                ? (doubt.isEmpty() ? "no value" : doubt)
                : doubt.isEmpty() ? number : number + ", " + doubt;
    }
}
