package org.penstock.app.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Asked;
import org.penstock.app.api.RetentionDocuments;
import org.penstock.app.start.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How long readings are kept, what keeps them longer, and letting them go. */
final class RetentionCommands {
    private static final List<String> KINDS = List.of("raw", "1m", "5m", "1h", "1d");

    private RetentionCommands() {}

    /** {@code 1.250 GB}, {@code 12.5 MB}. */
    static String size(long bytes) {
        double mega = bytes / 1e6;
        return mega >= 1_000
                ? String.format(Locale.ROOT, "%.3f GB", mega / 1_000)
                : String.format(Locale.ROOT, "%.1f MB", mega);
    }

    private static void storage(PrintWriter out, RetentionDocuments.Storage s) {
        Long left = s.left();
        Long budget = s.budget();
        out.println("Readings take " + size(s.bytes())
                + (budget == null ? "" : " of the " + size(budget) + " that they may") + ", "
                + (s.daysLookedAt() == 0
                        ? "and no day is finished yet from which to tell how fast they grow."
                        : size(s.bytesPerDay()) + " a day (mean of " + s.daysLookedAt() + " days)."));
        out.println(
                left == null
                        ? "How much room is left is not known here."
                        : "Room left: " + size(Math.max(0, left)) + ".");
        out.println(
                s.full() == null
                        ? "At this pace it is not full within ten years, old days being forgotten as planned."
                        : (s.soon() ? "FULL on " : "Full on ") + s.full() + " at this pace.");
    }

    @Command(
            name = "storage",
            description = "How much room readings take, how fast they grow, and the day there is none left.")
    static final class Storage extends Question {
        Storage(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return show(
                    Asked.get("/v1/storage"),
                    RetentionDocuments.Storage.class,
                    s -> RetentionCommands.storage(terminal().out(), s));
        }
    }

    @Command(
            name = "retention",
            description = "How long readings and their roll-ups are kept (site: retention: in the facility file), what"
                    + " keeps them longer, and what went.")
    static final class Look extends Question {
        Look(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            PrintWriter out = terminal().out();
            return show(Asked.get("/v1/retention"), RetentionDocuments.Whole.class, all -> {
                Table table = new Table("", "STREAMS", "RAW", "1 MIN", "5 MIN", "HOURS", "DAYS");
                all.plan().classes().forEach(c -> {
                    Map<String, String> keep = c.keep();
                    table.row(
                            c.name().isEmpty()
                                    ? (all.plan().classes().size() > 1 ? "all others" : "all")
                                    : c.name() + ": " + String.join(", ", c.metrics()),
                            keep.getOrDefault("raw", ""),
                            keep.getOrDefault("1m", ""),
                            keep.getOrDefault("5m", ""),
                            keep.getOrDefault("1h", ""),
                            keep.getOrDefault("1d", ""));
                });
                table.print(out);
                out.println();
                storage(out, all.storage());
                out.println();
                out.println(
                        all.holds().isEmpty()
                                ? "No legal hold keeps anything longer."
                                : "Legal holds keep more: penstock legal-holds");
                RetentionCommands.holds(out, all.holds());
                out.println();
                out.println(all.runs().isEmpty() ? "Nothing was forgotten yet." : "Forgotten, the newest first:");
                all.runs().forEach(r -> print(out, r));
            });
        }
    }

    private static void print(PrintWriter out, RetentionDocuments.Run r) {
        out.println("  " + r.started() + "  " + r.by() + ", " + r.reason() + ": "
                + (r.ended() == null ? "not finished; " : "")
                + (r.pieces() == 0
                        ? "nothing went"
                        : r.readings() + " readings from " + r.from() + " to " + r.to() + ", " + size(r.bytes())));
        r.skipped().forEach(s -> out.println("    kept: " + s));
        if (!r.trouble().isEmpty()) {
            out.println("    for the next run: " + r.trouble());
        }
    }

    private static void holds(PrintWriter out, List<RetentionDocuments.Hold> holds) {
        if (holds.isEmpty()) {
            return;
        }
        Table table = new Table("", "HOLD", "CASE", "ON", "READINGS FROM", "TO", "BY", "UNTIL", "REASON");
        holds.forEach(h -> table.row(
                h.id().toString(),
                h.caseRef(),
                h.scope() + (h.key().isEmpty() ? "" : " " + h.key()),
                h.from().toString(),
                h.to() == null ? "on" : h.to().toString(),
                h.placedBy(),
                h.lifted() != null
                        ? "lifted " + h.lifted()
                        : h.expires() == null
                                ? "two people lift it"
                                : h.expires().toString(),
                h.reason()));
        table.print(out);
    }

    @Command(name = "preview", description = "What would go now, by day or month, and what legal holds keep of it.")
    static final class Preview extends Question {
        Preview(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            PrintWriter out = terminal().out();
            return show(Asked.get("/v1/retention/preview"), RetentionDocuments.Preview.class, p -> {
                if (p.pieces().isEmpty()) {
                    out.println("Nothing is older than it must be kept.");
                    return;
                }
                Table table = new Table("", "DAY OR MONTH", "READINGS", "SIZE", "STREAMS", "WHAT", "KEPT BY A HOLD");
                p.pieces()
                        .forEach(one -> table.row(
                                one.name(),
                                Long.toString(one.readings()),
                                size(one.bytes()),
                                streams(one.streams()),
                                one.whole() ? "all of it" : "a part",
                                one.held().stream()
                                        .map(h -> h.caseRef() + " (" + h.streams() + " streams)")
                                        .collect(Collectors.joining(", "))));
                table.print(out);
                out.println(p.readings() + " readings would go, " + size(p.bytes()) + ".");
            });
        }
    }

    private static String streams(Map<String, Integer> streams) {
        return KINDS.stream()
                .filter(streams::containsKey)
                .map(kind -> kind + " " + streams.get(kind))
                .collect(Collectors.joining(", "));
    }

    @Command(
            name = "run",
            description = "Let go now what is older than it must be kept. What a legal hold keeps stays.")
    static final class Run extends Verb {
        @Option(
                names = "--reason",
                required = true,
                paramLabel = "TEXT",
                description = "Why it is not left to the day.")
        private String reason = "";

        Run(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return told(
                    "/v1/retention/run",
                    body("reason", reason),
                    RetentionDocuments.OneRun.class,
                    r -> print(terminal().out(), r.run()));
        }
    }

    @Command(name = "legal-holds", description = "Legal holds: readings that must not go although their time is over.")
    static final class Holds extends Question {
        @Option(names = "--over", description = "Also those that were lifted or have expired.")
        private boolean over;

        Holds(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return show(
                    Asked.get("/v1/legal-holds" + (over ? "?over=true" : "")), RetentionDocuments.Holds.class, all -> {
                        if (all.holds().isEmpty()) {
                            terminal().out().println("No legal hold keeps anything.");
                        }
                        holds(terminal().out(), all.holds());
                    });
        }
    }

    @Command(
            name = "place",
            description = "Keep readings until two others lift it, neither of them you; at once.",
            footer = {
                "",
                "A TIME is 2026-11-21T05:00 or 2026-11-21 in the site's time, 2026-11-21T05:00:00Z, or 90d: that long ago."
            })
    static final class Place extends Verb {
        @Option(names = "--case", required = true, paramLabel = "CASE", description = "Which case or audit it is for.")
        private String caseRef = "";

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why they must be kept.")
        private String reason = "";

        @Option(names = "--location", paramLabel = "KEY", description = "What measures there or below.")
        private @Nullable String location;

        @Option(names = "--device", paramLabel = "KEY", description = "All streams of a device.")
        private @Nullable String device;

        @Option(
                names = "--stream",
                paramLabel = "KEY",
                description = "One stream. Without any of these: the whole site.")
        private @Nullable String stream;

        @Option(names = "--from", required = true, paramLabel = "TIME", description = "Readings from here on.")
        private String from = "";

        @Option(names = "--to", paramLabel = "TIME", description = "And before this; without it all that come.")
        private @Nullable String to;

        @Option(names = "--expires", paramLabel = "TIME", description = "When it ends by itself; without it never.")
        private @Nullable String expires;

        Place(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            String scope =
                    stream != null ? "stream" : device != null ? "device" : location != null ? "location" : "site";
            String key = stream != null ? stream : device != null ? device : location;
            return told(
                    "/v1/legal-holds",
                    body(
                            "case_ref", caseRef,
                            "reason", reason,
                            "scope", scope,
                            "key", key,
                            "from", moment(from, "--from"),
                            "to", moment(to, "--to"),
                            "expires", moment(expires, "--expires")),
                    RetentionDocuments.OneHold.class,
                    one -> {
                        terminal().out().println("Kept. No run takes it from now on.");
                        holds(terminal().out(), List.of(one.hold()));
                        one.forgotten()
                                .forEach(f -> terminal()
                                        .err()
                                        .println("Some readings from " + f.from() + " to " + f.to()
                                                + " were forgotten before; what is left of them is kept."));
                    });
        }
    }

    @Command(
            name = "lift",
            description = "Ask that a legal hold be lifted: two others sign, neither of them who placed it; the last"
                    + " signature lifts it.")
    static final class Lift extends Verb {
        @Parameters(paramLabel = "HOLD", description = "Its id; penstock legal-holds lists them.")
        private String hold = "";

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why it can be lifted.")
        private String reason = "";

        Lift(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return sign("/v1/legal-holds/" + part(hold) + "/lift", reason, false);
        }
    }
}
