package org.penstock.app.cli;

import java.util.List;
import java.util.Locale;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The verbs below {@code penstock command}. */
final class TellingCommands {
    private TellingCommands() {}

    /** All of them, in the order of the help. */
    static List<Telling> all(Penstock penstock) {
        return List.of(
                new Run(penstock),
                new Stop(penstock),
                new Set(penstock),
                new Release(penstock),
                new Acknowledge(penstock),
                new Reset(penstock),
                new ConfirmClock(penstock));
    }

    @Command(name = "run", description = "Start a program now.")
    static final class Run extends Telling {
        @Parameters(paramLabel = "PROGRAM", description = "Key of the program; penstock runs lists them.")
        private String program = "";

        Run(Penstock penstock) {
            super(penstock);
        }

        @Override
        Wish wish() {
            return new Wish("program.run", program, null, null);
        }
    }

    @Command(name = "stop", description = "Stop a run, or everything: all runs end, their outputs go to safe.")
    static final class Stop extends Telling {
        @Parameters(paramLabel = "RUN|all", description = "Number of the run; penstock status lists them.")
        private String run = "";

        Stop(Penstock penstock) {
            super(penstock);
        }

        @Override
        Wish wish() {
            return run.equals("all")
                    ? new Wish("stop.all", "", null, null)
                    : new Wish("run.stop", numbered(run, "RUN", "a run, or all"), null, null);
        }
    }

    @Command(name = "set", description = "Hold an output at a value, for a time that always ends.")
    static final class Set extends Telling {
        @Parameters(index = "0", paramLabel = "OUTPUT", description = "Key of the output; penstock devices lists them.")
        private String output = "";

        @Parameters(index = "1", paramLabel = "VALUE", description = "A number, or on, off, open, closed.")
        private String value = "";

        @Option(
                names = "--for",
                required = true,
                paramLabel = "TIME",
                description = "How long, for example 90s, 2min, 1h30min.")
        private String time = "";

        Set(Penstock penstock) {
            super(penstock);
        }

        @Override
        Wish wish() {
            double seconds = Moments.duration(time, "--for").toMillis() / 1_000.0;
            return new Wish("output.set", output, number(value), seconds);
        }

        private static double number(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "on", "open" -> 1;
                case "off", "closed", "close" -> 0;
                default -> {
                    try {
                        double number = Double.parseDouble(text);
                        if (Double.isFinite(number)) {
                            yield number;
                        }
                    } catch (NumberFormatException e) {
                        // Told below, together with NaN and infinity.
                    }
                    throw new Refusal(
                            ExitCode.USAGE, "VALUE is \"" + text + "\".", "Write a number, or on, off, open, closed.");
                }
            };
        }
    }

    @Command(name = "release", description = "End what a person set on an output: programs and rules decide again.")
    static final class Release extends Telling {
        @Parameters(paramLabel = "OUTPUT", description = "Key of the output; penstock devices lists them.")
        private String output = "";

        Release(Penstock penstock) {
            super(penstock);
        }

        @Override
        Wish wish() {
            return new Wish("output.release", output, null, null);
        }
    }

    @Command(name = "acknowledge", description = "Say that somebody has taken notice of an alert.")
    static final class Acknowledge extends Telling {
        @Parameters(paramLabel = "ALERT", description = "Number of the alert; penstock alerts lists them.")
        private String alert = "";

        Acknowledge(Penstock penstock) {
            super(penstock);
        }

        @Override
        Wish wish() {
            return new Wish("alert.acknowledge", numbered(alert, "ALERT", "an alert"), null, null);
        }
    }

    @Command(name = "reset", description = "Reset a latched interlock, once what tripped it is over.")
    static final class Reset extends Telling {
        @Parameters(
                paramLabel = "INTERLOCK",
                description = "Key of the interlock; penstock status lists those tripped.")
        private String interlock = "";

        Reset(Penstock penstock) {
            super(penstock);
        }

        @Override
        Wish wish() {
            return new Wish("interlock.reset", interlock, null, null);
        }
    }

    @Command(
            name = "confirm-clock",
            description = "Say that the computer's clock is right, so that planned starts go on after a doubt.")
    static final class ConfirmClock extends Telling {
        ConfirmClock(Penstock penstock) {
            super(penstock);
        }

        @Override
        Wish wish() {
            return new Wish("clock.confirm", "", null, null);
        }
    }

    /** A number as listed, with or without its #. */
    static String numbered(String text, String parameter, String what) {
        String number = text.startsWith("#") ? text.substring(1) : text;
        if (!number.matches("\\d{1,18}")) {
            throw new Refusal(
                    ExitCode.USAGE,
                    parameter + " is \"" + text + "\".",
                    "It must be the number of " + what + ", as penstock status lists it.");
        }
        return number;
    }
}
