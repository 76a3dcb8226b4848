package org.penstock.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.penstock.app.api.Json;
import org.penstock.app.start.FacilityProcess;
import org.penstock.core.facility.Example;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.OptionSpec;

/** A harvest that is held, released by two, and a part of it destroyed by two more, through the whole program. */
class LotsStoryTest extends AtTheCommandLine {
    private static final String ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final String LOT = "H 26/7";
    private static final String ANNAS = "a pond of quiet ducks";
    private static final String CARLS = "nine brown otters swim";
    private static final String BOBS = "seven grey geese walk";
    private static final String DORAS = "one white swan asleep";
    private static final String BOBS_PIN = "739152";
    private static final String DORAS_PIN = "480613";
    private static final String DORAS_BADGE = "0012345678";
    private static final String PASSPHRASE = "correct horse battery";
    private static final String BROKERS = "mosquitoes bite at night";

    /** The greenhouse with a node that is new, on a broker that wants a password and is not there. */
    private static final String FACILITY =
            Example.GROW.text().replace("\ndevices:\n", """

              - {key: broker, driver: mqtt, connection: {host: 127.0.0.1, port: 1, user: penstock, password: "${secret:broker}"}}

            devices:
              - key: node
                name: Node 1
                link: broker
                location: bay-1
                streams:
                  - {key: node-temp, name: Node temperature, metric: temperature, unit: °C, interval: 5s, max_age: 60s, address: {topic: farm/node-1, value: /t}}
            """.replace("\n            ", "\n"));

    /** What its owner alone may read, and holds a secret because that is what it is for. */
    private static final Set<String> KEEPERS = Set.of("running.json", "session.token", "secrets.json");

    /** Everything that was typed, or shown once. */
    private final List<String> secrets = new ArrayList<>();

    /** Every line of the log, whatever its level. */
    private final StringBuffer log = new StringBuffer();

    private final List<String> codes = new ArrayList<>();
    private final Appender<ILoggingEvent> ear = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            log.append(event.getFormattedMessage()).append('\n');
            for (IThrowableProxy t = event.getThrowableProxy(); t != null; t = t.getCause()) {
                log.append(t.getMessage()).append('\n');
            }
        }
    };

    @BeforeEach
    void listen() {
        ear.start();
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).addAppender(ear);
    }

    @AfterEach
    void listenNoMore() {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).detachAppender(ear);
    }

    private static String id(String text) {
        Matcher id = Pattern.compile(ID).matcher(text);
        assertTrue(id.find(), text);
        return id.group();
    }

    /** While Anna is all there is, she destroys something alone; not where a law wants two. */
    private void alone() throws IOException {
        ok("", "items", "make", "nutrient/cal-mag", "--unit", "L");
        ok(
                "",
                "lots",
                "receive",
                "N-1",
                "20",
                "--item",
                "nutrient/cal-mag",
                "--kind",
                "ingredient",
                "--to",
                "pump-room");
        ok("", "destroy", "schedule", "N-1", "--reason", "out of date", "--jurisdiction", "us-co");
        says(refused("", "destroy", "weigh", "N-1", "21", "--unit", "kg"), "Say how many L are destroyed");
        ok("", "destroy", "weigh", "N-1", "21", "--unit", "kg", "--quantity", "20", "--whole");
        ok("", "destroy", "record", "N-1", "--method", "landfill");
        says(
                ok(ANNAS + "\n", "destroy", "sign", "N-1", "--reason", "nobody else works here", "--alone"),
                "It was approved and cannot be carried out: The rule wants 2 persons to sign (1 CCR 212-3",
                "Ask for it anew.");
        says(ok("", "lots", "N-1"), "N-1  20 L", "HELD");
        ok("", "destroy", "cancel", "N-1", "--reason", "no rule of Colorado holds here");
        ok("", "destroy", "schedule", "N-1", "--reason", "out of date");
        ok("", "destroy", "weigh", "N-1", "21", "--unit", "kg", "--quantity", "20", "--whole");
        ok("", "destroy", "record", "N-1", "--method", "landfill");
        says(
                ok(ANNAS + "\n", "destroy", "sign", "N-1", "--reason", "nobody else works here", "--alone"),
                "Destroyed: 20 L of lot N-1, of which nothing is left.");
        Path paper = temp.resolve("alone.pdf");
        ok("", "destroy", "print", "N-1", "--to", paper.toString());
        try (PDDocument pdf = Loader.loadPDF(paper.toFile())) {
            says(
                    new PDFTextStripper().getText(pdf).replaceAll("\\s+", " "),
                    "Done by one person alone; review by another person due",
                    "nothing; the lot is closed: destroyed",
                    "authored Anna Lee");
        }
    }

    private void staff() throws IOException {
        ok(ANNAS + "\n", "people", "first-owner", "anna", "--name", "Anna Lee");
        alone();
        codes.add(join("bob", "Bob Ng", "compliance", BOBS));
        ok(BOBS + "\n" + BOBS_PIN + "\n", "sign-in", "--set-pin");
        ok("", "sign-out");
        ok(ANNAS + "\n", "sign-in", "anna");
        codes.add(join("dora", "Dora Lövelace", "supervisor", DORAS));
        ok(DORAS + "\n" + DORAS_PIN + "\n", "sign-in", "--set-pin");
        ok("", "sign-out");
        ok(ANNAS + "\n", "sign-in", "anna");
        ok(DORAS_BADGE + "\n", "people", "badge", "dora", "--reason", "new badge");
        String code = code(ok("", "people", "invite", "carl", "--name", "Carl Ito"));
        codes.add(code);
        ok("", "people", "grant", "carl", "supervisor", "--reason", "works here");
        received();
        ok("", "sign-out");
        ok(code + "\n" + CARLS + "\n", "sign-in", "carl", "--first");
    }

    /** Anna takes a harvest in, splits a part off, and holds the rest. */
    private void received() {
        ok("", "items", "make", "strain/blue", "--name", "Blue Dream", "--unit", "kg");
        says(
                ok("", "lots", "receive", LOT, "12.5", "--item", "strain/blue", "--kind", "harvest", "--to", "bay-1"),
                LOT + "  12.5 kg of Blue Dream, harvest, released",
                "at bay-1  12.5 kg");
        says(
                ok("", "lots", "split", LOT, "2", "--into", LOT + "-A", "--to", "pump-room"),
                LOT + "-A  2 kg",
                "came from " + LOT);
        says(
                ok("", "holds", "place", LOT, "--reason", "contamination", "--note", "grey mould seen"),
                LOT + " is held.",
                "NOT held are lots that came from it: " + LOT + "-A");
        says(
                refused("", "lots", "move", LOT, "1", "--to", "bay-2"),
                "Lot " + LOT + " cannot be moved: it is held for contamination by anna since");
        says(refused("", "lots", "use", LOT, "1"), "cannot be used");
        says(refused("", "lots", "move", LOT + "-A", "1", "--to", "nowhere"), "There is no location \"nowhere\"");
        says(ok("", "lots", "count", LOT + "-A", "1.9", "--reason", "dried"), "1.9 kg");
        handled();
    }

    /** What else becomes of stuff: it is lost, taken back, picked, put together and sent out. */
    private void handled() {
        for (String no : List.of("M-1", "M-2")) {
            ok("", "lots", "receive", no, "3", "--item", "strain/blue", "--kind", "package", "--to", "bay-1");
        }
        says(refused("", "lots", "waste", "M-1", "0.5"), "reason");
        says(ok("", "lots", "waste", "M-1", "0.5", "--reason", "spilt"), "M-1  2.5 kg");
        says(ok("", "lots", "reverse", "M-1", "--reason", "it was another bag"), "M-1  3 kg");
        says(refused("", "lots", "reverse", "M-1", "--reason", "once more"), "reversal");
        ok("", "lots", "reserve", "M-1", "2");
        says(refused("", "lots", "reserve", "M-1", "2"), "free to be picked");
        ok("", "lots", "unreserve", "M-1", "2");
        says(ok("", "lots", "merge", "M-1", "3", "--into", "M-2"), "M-2  6 kg", "came from M-1");
        says(ok("", "lots", "dispense", "M-2", "1"), "M-2  5 kg");
        says(refused("", "lots", "ship", LOT, "1"), "it is held for contamination");
        says(ok("", "lots", "ship", "M-2", "5"), "closed: shipped");
    }

    /** Carl asks for the release; whoever must not sign is told why; two others do. */
    private void released() {
        String asked = ok("", "holds", "release", LOT, "--reason", "the laboratory found nothing");
        says(asked, "Release lot " + LOT + ", held for contamination", "It waits for signatures");
        String signoff = id(asked);
        says(refused(CARLS + "\n", "signoffs", "sign", signoff), "asked for");
        says(refused(ANNAS + "\n", "signoffs", "sign", signoff, "--login", "anna"), "placed the hold");
        refused(DORAS_BADGE + "\n" + BOBS_PIN + "\n", "signoffs", "sign", signoff, "--badge");
        says(ok(BOBS + "\n", "signoffs", "sign", signoff, "--login", "bob", "--reason", "read it"), "still wanted");
        refused(BOBS + "\n", "signoffs", "sign", signoff, "--login", "bob");
        says(refused("", "lots", "move", LOT, "1", "--to", "bay-2"), "cannot be moved");
        says(
                ok(DORAS_BADGE + "\n" + DORAS_PIN + "\n", "signoffs", "sign", signoff, "--badge"),
                "Lot " + LOT + " is released.");
        says(ok("", "lots", "move", LOT, "10.5", "--to", "bay-2"), "at bay-2  10.5 kg");
        says(ok("", "holds"), "Nothing is held.");
    }

    /** What is to be mixed is written by Carl and put in force by two others; what they signed before a change does not count. */
    private void mixed() throws IOException {
        Path file = Files.writeString(temp.resolve("tea.yaml"), """
                recipe: tea
                name: Compost tea
                kind: feed
                batch: 20 L
                components:
                  - {item: nutrient/calmag, quantity: 500 g}
                  - {item: strain/blue, quantity: 250 g}
                """);
        assertEquals(65, run("", "recipes", "draft", file.toString(), "--reason", "trial"), () -> out() + err());
        says(
                out(),
                "tea.yaml:6: error: there is no item `nutrient/calmag`",
                "did you mean `nutrient/cal-mag`?",
                "was not drafted");
        Files.writeString(file, Files.readString(file).replace("calmag, quantity: 500 g", "cal-mag, share: 2.5 %"));
        says(
                ok("", "recipes", "draft", file.toString(), "--reason", "trial"),
                "version 1  draft, batch 20 L, written by carl",
                "1  2.5 %    nutrient/cal-mag",
                "2  0.25 kg  strain/blue");
        String early = id(ok("", "recipes", "ask", "tea", "--reason", "it grew well"));
        ok(BOBS + "\n", "signoffs", "sign", early, "--login", "bob");
        Files.writeString(file, ok("", "recipes", "show", "tea", "--file").replace("0.25 kg", "0.3 kg"));
        ok("", "recipes", "draft", file.toString(), "--reason", "more of it");
        says(refused(DORAS + "\n", "signoffs", "sign", early, "--login", "dora"), "withdrawn");
        says(ok("", "recipes"), "tea     Compost tea  feed         none      1");
        String signoff = id(ok("", "recipes", "ask", "tea", "--reason", "it grew better"));
        says(ok("", "recipes", "show", "tea"), "0 signed, 2 wanted; penstock signoffs sign " + signoff);
        says(ok("", "signoffs", signoff), "  ~   strain/blue: 0.3 kg (new)");
        says(refused(CARLS + "\n", "signoffs", "sign", signoff), "asked for");
        ok(BOBS + "\n", "signoffs", "sign", signoff, "--login", "bob");
        says(
                ok(DORAS_BADGE + "\n" + DORAS_PIN + "\n", "signoffs", "sign", signoff, "--badge"),
                "Version 1 of recipe tea is in force.");
        says(ok("", "recipes", "show", "tea"), "version 1  IN FORCE since", "0.3 kg  strain/blue");
        says(ok("", "recipes", "show", "tea", "--json"), "penstock.recipe.1", "\"in_force\" : 1", "\"quantity\" : 0.3");
        says(refused("", "recipes", "ask", "tea", "--reason", "x"), "Recipe tea has no draft.");
        says(ok("", "recipes", "retire", "tea", "--reason", "the harvest is over"), "version 1  retired");
    }

    /** A part of it is destroyed; what was signed before something changed does not count. */
    private String destroyed() throws IOException {
        says(
                ok("", "destroy", "rules"),
                "The facility file says of no jurisdiction that its rules hold here",
                "us-wa         2024-01-01      72               grind_and_mix  50 %   2     WAC 314-55-097");
        says(ok("", "destroy", "rules", "--json"), "penstock.jurisdictions.1", "\"hold_hours\" : 72");
        says(
                refused("", "destroy", "schedule", LOT, "--reason", "x", "--jurisdiction", "us-wx"),
                "No rule of \"us-wx\" is known");
        String destruction = id(ok("", "destroy", "schedule", LOT, "--reason", "the mouldy part"));
        says(refused("", "destroy", "record", LOT, "--method", "compost"), "Weigh it first");
        says(ok("", "destroy", "weigh", LOT, "2600", "--unit", "g"), "2.6 kg of the lot");
        says(
                ok(
                        "",
                        "destroy",
                        "record",
                        LOT,
                        "--method",
                        "grind_and_mix",
                        "--material",
                        "potting soil",
                        "--mixed-percent",
                        "50"),
                "was ground and mixed with other waste (potting soil, 50 %)");
        String early = id(ok("", "destroy", "sign", LOT, "--reason", "done"));
        ok(BOBS + "\n", "signoffs", "sign", early, "--login", "bob");
        Path photo = temp.resolve("scale.png");
        ImageIO.write(noise(), "png", photo.toFile());
        assertTrue(Files.size(photo) > 100_000, "more than any other body may have");
        says(notAttached(Files.writeString(temp.resolve("no.png"), "no picture")), "none of JPEG, PNG, WebP and PDF");
        ok("", "destroy", "photo", LOT, photo.toString(), "--as", "scale");
        says(refused(DORAS + "\n", "signoffs", "sign", early, "--login", "dora", "--as", "witnessed"), "withdrawn");
        String signoff = id(ok("", "destroy", "sign", LOT, "--reason", "with the picture"));
        refused(CARLS + "\n", "signoffs", "sign", signoff);
        ok(DORAS + "\n", "signoffs", "sign", signoff, "--login", "dora", "--as", "witnessed", "--reason", "stood by");
        says(
                ok(BOBS + "\n", "signoffs", "sign", signoff, "--login", "bob"),
                "Destroyed: 2.6 kg of lot " + LOT + ", of which 7.9 kg are left.");
        says(ok("", "lots", LOT), LOT + "  7.9 kg", "at bay-2  7.9 kg", "held for regulatory by carl");
        says(ok("", "destroy"), "No destruction is under way");
        says(ok("", "destroy", "--all"), destruction, "executed", "2.6 kg");
        return destruction;
    }

    /** A picture that does not get smaller. */
    private static BufferedImage noise() {
        BufferedImage image = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(7);
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return image;
    }

    /** Tries to attach what is no picture. @return the words */
    private String notAttached(Path file) {
        assertEquals(2, run("", "destroy", "photo", LOT, file.toString(), "--as", "scale"), () -> out() + err());
        return err();
    }

    private void paper(String destruction) throws IOException {
        Path paper = temp.resolve("paper.pdf");
        ok("", "destroy", "print", destruction, "--to", paper.toString());
        assertEquals(74, run("", "destroy", "print", destruction, "--to", paper.toString()), "is not overwritten");
        String hash = ok("", "destroy", destruction).replaceAll("(?s).*content hash ([0-9a-f]{64}).*", "$1");
        try (PDDocument pdf = Loader.loadPDF(paper.toFile())) {
            String text = new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
            says(
                    text,
                    "Lot " + LOT + ", Blue Dream (harvest)",
                    "2600 g",
                    "Bay 2",
                    "none set",
                    "no rule of a jurisdiction is set for this site",
                    "witnessed Dora Lövelace",
                    "approved Bob Ng",
                    "content hash " + hash,
                    "Head of the chain event ",
                    "Signed head",
                    "Page 1 of " + pdf.getNumberOfPages(),
                    "carl, scheduled",
                    "bob, executed");
            assertFalse(text.contains("NOT EXECUTED"), text);
        }
    }

    /** Whatever was typed or shown once is nowhere else: no output, log, event, export, paper, file or process list. */
    private void nothingIsOverheard() throws Exception {
        ok("", "sign-out");
        ok(ANNAS + "\n", "sign-in", "anna");
        int once = printed.size();
        String key = ok("", "people", "device-key", "climate", "--reason", "its display")
                .lines()
                .toList()
                .getLast()
                .strip();
        ok("yes\n", "devices", "pair", "node");
        String pairing = ok("", "devices", "node").replaceAll("(?s).*CODE  ([A-Z0-9]+).*", "$1");
        assertTrue(pairing.matches("[A-Z0-9]{6,16}"), pairing);
        printed.subList(once, printed.size()).clear();
        ok(PASSPHRASE + "\n" + PASSPHRASE + "\n", "audit", "protect");
        ok("", "audit", "export", temp.resolve("export.zip").toString());
        ok("", "audit", "export", temp.resolve("exported").toString());
        ok(
                "",
                "readings",
                "export",
                "--stream",
                "air-temp",
                "--from",
                "1h",
                "-o",
                temp.resolve("air.csv").toString());
        String session = Files.readString(data().resolve("session.token")).strip();
        secrets.addAll(List.of(
                ANNAS, BOBS, CARLS, DORAS, BOBS_PIN, DORAS_PIN, DORAS_BADGE, PASSPHRASE, BROKERS, key, session));
        secrets.add(token("running.json"));
        secrets.addAll(codes);
        aProcessOfItsOwnShowsNothing();
        ok("", "people");
        ok("", "events", "--most", "500", "--json");
        ok("", "status", "--json");
        List<String> heard = new ArrayList<>(secrets);
        heard.add(pairing);
        for (String secret : heard) {
            for (String text : printed) {
                // Said once to whom it concerns, in answer to the command that made it.
                if (!text.contains("penstock sign-in") || !codes.contains(secret)) {
                    assertFalse(text.contains(secret), () -> "printed: " + text);
                }
            }
            assertFalse(log.toString().contains(secret), () -> "the log has it: " + around(log.toString(), secret));
        }
        // A code waits in the record until it is presented or over; it leaves it in no export.
        for (Path file : files()) {
            if (!file.startsWith(data())) {
                for (String text : texts(file)) {
                    assertFalse(text.contains(pairing), () -> file + " holds it: " + around(text, pairing));
                }
            }
        }
        // Nobody can even put one where a process list shows it.
        commands()
                .forEach((words, command) -> command.getCommandSpec().args().forEach(arg -> {
                    String said = (arg.paramLabel() + " "
                                    + (arg instanceof OptionSpec option ? option.longestName() : ""))
                            .toLowerCase(Locale.ROOT);
                    assertFalse(
                            arg.arity().max() > 0 && said.matches(".*(password|pin\\b|badge|passphrase|token).*"),
                            words + " takes " + said);
                }));
    }

    /** A command in a JVM of its own, while a password is typed into it: every process of the machine is looked at. */
    private void aProcessOfItsOwnShowsNothing() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.penstock.app.cli.Main",
                        "sign-in",
                        "anna",
                        "--data",
                        data().toString())
                .redirectErrorStream(true)
                .start();
        try (Writer typing = child.outputWriter()) {
            typing.write(ANNAS + "\n");
        }
        List<String> seen = new ArrayList<>();
        do {
            ProcessHandle.allProcesses()
                    .flatMap(p -> p.info().commandLine().stream())
                    .forEach(seen::add);
            for (ProcessHandle process : List.of(ProcessHandle.current(), child.toHandle())) {
                for (String what : List.of("cmdline", "environ")) {
                    Path proc = Path.of("/proc", Long.toString(process.pid()), what);
                    try {
                        seen.add(Files.readString(proc, StandardCharsets.ISO_8859_1));
                    } catch (IOException e) {
                        // It has just ended, or this is no Linux.
                        seen.add("");
                    }
                }
            }
        } while (!child.waitFor(100, TimeUnit.MILLISECONDS));
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, child.exitValue(), said);
        printed.add(said);
        secrets.add(Files.readString(data().resolve("session.token")).strip());
        seen.forEach(text -> secrets.forEach(s -> assertFalse(text.contains(s), () -> "a process list: " + text)));
    }

    /** Everything that lies on the disk when the program has ended, journal and database as well. */
    private void noFileHoldsThem() throws IOException {
        boolean found = false;
        for (Path file : files()) {
            if (KEEPERS.contains(file.getFileName().toString())) {
                assertEquals(
                        "rw-------",
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
                        file.toString());
                continue;
            }
            for (String text : texts(file)) {
                secrets.forEach(s -> assertFalse(text.contains(s), () -> file + " holds it: " + around(text, s)));
                found |= file.toString().endsWith(".mv.db") && text.contains("grey mould seen");
            }
        }
        assertTrue(found, "a note in the database is found as a secret would be");
    }

    private static String around(String text, String secret) {
        int at = text.indexOf(secret);
        return text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 80));
    }

    private String token(String file) throws IOException {
        return Json.mapper()
                .readTree(Files.readString(data().resolve(file)))
                .path("token")
                .asString();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(temp)) {
            return all.filter(Files::isRegularFile).filter(Files::isReadable).toList();
        }
    }

    /** A file as it is, and what is packed in it. */
    private static List<String> texts(Path file) throws IOException {
        List<String> texts = new ArrayList<>(List.of(Files.readString(file, StandardCharsets.ISO_8859_1)));
        if (file.toString().endsWith(".zip")) {
            try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
                while (zip.getNextEntry() != null) {
                    texts.add(new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1));
                }
            }
        } else if (file.toString().endsWith(".pdf")) {
            try (PDDocument pdf = Loader.loadPDF(file.toFile())) {
                texts.add(new PDFTextStripper().getText(pdf));
                for (COSObjectKey key : pdf.getDocument().getXrefTable().keySet()) {
                    if (pdf.getDocument().getObjectFromPool(key).getObject() instanceof COSStream stream) {
                        try (InputStream in = stream.createInputStream()) {
                            texts.add(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
                        }
                    }
                }
            }
        }
        return texts;
    }

    @Test
    void aHarvestIsHeldReleasedByTwoAndAPartOfItDestroyedByTwo() throws Exception {
        // Before there is a facility whoever may write into its directory sets what it will need.
        ok(BROKERS + "\n", "secret", "set", "broker");
        try (FacilityProcess process = serve(FACILITY)) {
            staff();
            released();
            mixed();
            paper(destroyed());
            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> ok("", "audit", "verify"));
            says(
                    ok("", "events", "--most", "500", "--json"),
                    "hold.placed",
                    "hold.ended",
                    "destruction.executed",
                    "media.attached");
            nothingIsOverheard();
            // Dora's badge is found in the yard: revoked, it opens nothing from then on.
            ok("", "people", "revoke-badge", "dora", "--reason", "lost");
            ok("", "sign-out");
            says(
                    refused(DORAS_BADGE + "\n" + DORAS_PIN + "\n", "sign-in", "--badge"),
                    "That is not right: check the sign-in name or badge");
            says(refused("", "lots"), "Only a signed-in person may see lots, holds and destructions");
            assertTrue(process.room().snapshot().site().key().equals("north"));
        }
        noFileHoldsThem();
    }
}
