package org.penstock.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Asked;
import org.penstock.app.api.SurveyDocuments;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;
import org.penstock.core.facility.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A look at a link or a device while it is set up: shows what is there, drives and stores nothing. */
abstract class LookCommand extends Question {
    private static final long ASK_EVERY_MILLIS = 250;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "The facility file it is written in; without it, the one in force.")
    private @Nullable Path file;

    @Option(
            names = "--for",
            paramLabel = "SECONDS",
            description = "How long to look. Default: 20.")
    private double seconds = 20;

    LookCommand(Penstock penstock) {
        super(penstock);
    }

    @Command(
            name = "survey",
            description = "Look at a link, read only: who speaks on a broker, which registers answer on a bus.")
    static final class OfLink extends LookCommand {
        @Parameters(paramLabel = "LINK", description = "Key of the link.")
        private String link = "";

        @Option(names = "--topic", paramLabel = "FILTER", description = "MQTT: topics to listen to, with commas between.")
        private @Nullable String topic;

        @Option(names = "--decoder", paramLabel = "WORD", description = "MQTT: the convention to listen through.")
        private @Nullable String decoder;

        @Option(names = "--units", paramLabel = "FROM-TO", description = "Modbus: unit ids to ask, 1-247.")
        private @Nullable String units;

        @Option(
                names = "--registers",
                paramLabel = "TABLE:FROM-TO",
                description = "Modbus: registers to read, holding:0-99.")
        private @Nullable String registers;

        OfLink(Penstock penstock) {
            super(penstock);
        }

        @Override
        void wish(Map<String, Object> body) {
            Map<String, String> words = new LinkedHashMap<>();
            put(words, "topic", topic);
            put(words, "decoder", decoder);
            put(words, "units", units);
            put(words, "registers", registers);
            body.put("link", link);
            body.put("words", words);
        }

        private static void put(Map<String, String> words, String word, @Nullable String value) {
            if (value != null) {
                words.put(word, value);
            }
        }
    }

    @Command(
            name = "preview",
            description = "Read a device for a while and show what its streams would be, before anything is stored.")
    static final class OfDevice extends LookCommand {
        @Parameters(paramLabel = "DEVICE", description = "Key of the device.")
        private String device = "";

        OfDevice(Penstock penstock) {
            super(penstock);
        }

        @Override
        void wish(Map<String, Object> body) {
            body.put("device", device);
        }
    }

    abstract void wish(Map<String, Object> body);

    @Override
    final ExitCode answer() {
        Map<String, Object> body = new LinkedHashMap<>();
        wish(body);
        List<Configuration.File> files = file == null ? List.of() : FacilityApply.files(this, file);
        body.put("files", files);
        body.put("for_seconds", seconds);
        try (Talk talk = penstock.talk()) {
            SurveyDocuments.Survey survey = ask(
                    talk, Asked.post("/v1/surveys", mapper.writeValueAsString(body)), SurveyDocuments.Survey.class);
            String told = "";
            while (survey.state().equals("running")) {
                if (!survey.what().equals(told)) {
                    told = survey.what();
                    terminal().err().println(progress(survey));
                }
                rest();
                survey = ask(talk, Asked.get("/v1/surveys/" + survey.id()), SurveyDocuments.Survey.class);
            }
            return show(survey);
        }
    }

    private static String progress(SurveyDocuments.Survey survey) {
        return (survey.of() == 0 ? "" : survey.done() + " of " + survey.of() + ": ") + survey.what();
    }

    private static void rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(ASK_EVERY_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Refusal(ExitCode.TRY_AGAIN, "The look was ended.", "");
        }
    }

    private ExitCode show(SurveyDocuments.Survey survey) {
        boolean refused = survey.state().equals("refused");
        if (json) {
            printJson(survey);
        } else {
            Table table = new Table("", "DEVICE", "PLACE", "VALUE", "NOTE", "WRITE");
            survey.found().forEach(f -> table.row(dash(f.device()), dash(f.place()), dash(f.value()), dash(f.note()), f.write()));
            if (!survey.found().isEmpty()) {
                table.print(terminal().out());
            }
            addresses(survey);
            (refused ? terminal().err() : terminal().out()).println(survey.what());
            if (survey.left() > 0) {
                terminal().out().println(survey.left() + " more were heard and are not shown; look at fewer topics.");
            }
        }
        return refused ? ExitCode.REFUSED : ExitCode.OK;
    }

    /** What to write for each device, once; the line that says most. */
    private void addresses(SurveyDocuments.Survey survey) {
        Map<String, String> addresses = new TreeMap<>();
        survey.found().stream()
                .filter(f -> !f.address().isEmpty())
                .forEach(f -> addresses.merge(
                        f.device(), f.address(), (a, b) -> b.length() > a.length() ? b : a));
        if (!addresses.isEmpty()) {
            terminal().out().println();
            Table table = new Table("", "DEVICE", "ITS ADDRESS");
            addresses.forEach((device, address) -> table.row(device, address));
            table.print(terminal().out());
        }
    }

    private static String dash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
