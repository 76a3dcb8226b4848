package org.penstock.app.cli;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Asked;
import org.penstock.app.api.NoteEndpoints;
import org.penstock.app.start.ExitCode;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What people noted at times of the record: the notes that stand in trends. */
final class NoteCommands {
    private static final String PATH = "/v1/notes";

    private NoteCommands() {}

    private static Table table() {
        return new Table("", "NOTE", "ABOUT", "FROM", "TO", "BY", "WORDS");
    }

    private static void row(Table table, NoteEndpoints.Document n) {
        Instant to = n.to();
        table.row(
                n.id().toString(),
                n.about().equals("location:") ? "the site" : n.about(),
                n.from().toString(),
                to == null ? "" : to.toString(),
                n.by(),
                (n.withdrawn() ? "withdrawn: " : "") + n.text());
    }

    @Command(
            name = "notes",
            description = "What was noted at times of streams and places, by time; by default about the last 7 days.",
            footer = {
                "",
                "A TIME is 2026-11-21T05:00, 2026-11-21 or 05:00 in the site's time, 2026-11-21T05:00:00Z,",
                "or a duration such as 90min, 2h or 3d: that long ago."
            })
    static final class Look extends Verb {
        @Option(names = "--from", paramLabel = "TIME", description = "From here on; default 7 days before --to.")
        private @Nullable String from;

        @Option(names = "--to", paramLabel = "TIME", description = "Up to here, not included; default now.")
        private @Nullable String to;

        @Option(
                names = "--most",
                paramLabel = "N",
                defaultValue = "200",
                description = "Not more than N notes, 1 to 2000; default ${DEFAULT-VALUE}.")
        private int most;

        Look(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            Map<String, String> query = new TreeMap<>(Map.of("most", Integer.toString(most)));
            Instant begin = moment(from, "--from");
            Instant end = moment(to, "--to");
            if (begin != null) {
                query.put("from", begin.toString());
            }
            if (end != null) {
                query.put("to", end.toString());
            }
            return show(new Asked("GET", PATH, query, ""), NoteEndpoints.Documents.class, all -> {
                if (all.notes().isEmpty()) {
                    terminal().out().println("Nothing was noted at that time.");
                    return;
                }
                Table table = table();
                all.notes().forEach(n -> row(table, n));
                table.print(terminal().out());
            });
        }
    }

    /** What becomes of one note is printed as it then is. */
    private abstract static class NoteVerb extends Verb {
        NoteVerb(Penstock penstock) {
            super(penstock);
        }

        ExitCode becomes(String path, Map<String, ?> body) {
            return told(path, body, NoteEndpoints.Single.class, one -> {
                Table table = table();
                row(table, one.note());
                table.print(terminal().out());
            });
        }
    }

    @Command(
            name = "write",
            description = "Note something at a time; it stands in trends and in the record, with your name.")
    static final class Write extends NoteVerb {
        @Parameters(paramLabel = "TEXT", description = "What is to be known, at most 2000 characters.")
        private String text = "";

        @ArgGroup
        private @Nullable About about;

        @Option(names = "--from", paramLabel = "TIME", description = "When it was, or began; default now.")
        private @Nullable String from;

        @Option(names = "--to", paramLabel = "TIME", description = "When it ended; left out, it is about a moment.")
        private @Nullable String to;

        /** One or the other; neither is the whole site. */
        static final class About {
            @Option(names = "--stream", paramLabel = "KEY", description = "The stream it is about.")
            private @Nullable String stream;

            @Option(
                    names = "--location",
                    paramLabel = "KEY",
                    description = "The place it is about; without either it is about the whole site.")
            private @Nullable String location;

            String subject() {
                return stream == null ? "location:" + location : "stream:" + stream;
            }
        }

        Write(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            About a = about;
            return becomes(
                    PATH,
                    body(
                            "about",
                            a == null ? "location:" : a.subject(),
                            "from",
                            moment(from, "--from"),
                            "to",
                            moment(to, "--to"),
                            "text",
                            text));
        }
    }

    /** A change to the newest revision there is. */
    private abstract static class Change extends NoteVerb {
        @Parameters(index = "0", paramLabel = "NOTE", description = "Its id; penstock notes lists them.")
        private String note = "";

        Change(Penstock penstock) {
            super(penstock);
        }

        ExitCode change(String verb, String field, String words) {
            int seen;
            try (Talk talk = penstock.talk()) {
                seen = ask(talk, get(PATH + "/" + note), NoteEndpoints.Documents.class)
                        .notes()
                        .getLast()
                        .revision();
            }
            return becomes(PATH + "/" + note + "/" + verb, body("seen", seen, field, words));
        }
    }

    @Command(name = "amend", description = "Give a note other words; those it had stay in the record.")
    static final class Amend extends Change {
        @Parameters(index = "1", paramLabel = "TEXT", description = "Its words from now on.")
        private String text = "";

        Amend(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return change("amend", "text", text);
        }
    }

    @Command(name = "withdraw", description = "Take a note out of the trends; it stays in the record.")
    static final class Withdraw extends Change {
        @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
        private String reason = "";

        Withdraw(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return change("withdraw", "reason", reason);
        }
    }
}
