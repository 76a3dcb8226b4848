package org.penstock.app.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.penstock.app.api.Asked;
import org.penstock.app.api.SurveyDocuments;
import org.penstock.app.start.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock watch}: what goes over a link, line by line, as it goes. */
@Command(
        name = "watch",
        description = "Watch what goes over a link: requests with their answers and times, messages, what was dropped and"
                + " why. Ends with Ctrl-C.")
final class WatchCommand extends Question {
    private static final long LOOK_EVERY_MILLIS = 500;

    @Parameters(paramLabel = "LINK", description = "Key of the link.")
    private String link = "";

    @Option(names = "--once", description = "Print what is kept, at most the last 1000, and end.")
    private boolean once;

    WatchCommand(Penstock penstock) {
        super(penstock);
    }

    @Override
    ExitCode answer() {
        try (Talk talk = penstock.talk()) {
            long last = 0;
            while (true) {
                SurveyDocuments.Traffic traffic = ask(
                        talk,
                        Asked.get("/v1/traffic?link=" + link + "&after=" + last),
                        SurveyDocuments.Traffic.class);
                if (json) {
                    printJson(traffic);
                } else {
                    print(terminal().out(), traffic, last);
                }
                last = traffic.last();
                if (once) {
                    return ExitCode.OK;
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return ExitCode.OK;
        }
    }

    private static void print(PrintWriter out, SurveyDocuments.Traffic traffic, long before) {
        long expected = before + 1;
        for (SurveyDocuments.Exchange e : traffic.exchanges()) {
            if (e.no() > expected && (before > 0 || expected > 1)) {
                out.println("… " + (e.no() - expected) + " more went by");
            }
            expected = e.no() + 1;
            out.println(e.at() + "  " + (e.device().isEmpty() ? "-" : e.device()) + "  " + e.what() + took(e)
                    + (e.outcome().isEmpty() ? "" : "  " + e.outcome()));
        }
        out.flush();
    }

    private static String took(SurveyDocuments.Exchange e) {
        return e.tookSeconds() == 0 ? "" : String.format(Locale.ROOT, "  %.1f ms", 1_000 * e.tookSeconds());
    }
}
