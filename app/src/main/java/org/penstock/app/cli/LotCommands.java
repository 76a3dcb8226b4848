package org.penstock.app.cli;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Asked;
import org.penstock.app.api.StockDocuments;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lots: listed, received, moved, split, used, counted, judged. */
final class LotCommands {
    private LotCommands() {}

    /** The verbs below {@code penstock lots}. */
    static List<Question> all(Penstock penstock) {
        return List.of(
                new Receive(penstock),
                new Move(penstock),
                new Split(penstock),
                new Use(penstock),
                new Take(penstock, "ship", "Send some of a lot out of the house."),
                new Take(penstock, "dispense", "Hand some of a lot out to be applied: a nutrient, a feed, a chemical."),
                new Take(penstock, "waste", "Lose some of a lot in the ordinary course; wants a reason."),
                new Take(penstock, "reserve", "Pick some of a lot for something; it stays where it is."),
                new Take(penstock, "unreserve", "Put back what was picked."),
                new Merge(penstock),
                new Reverse(penstock),
                new Count(penstock),
                new Judge(penstock));
    }

    static void print(PrintWriter out, StockDocuments.Whole w) {
        StockDocuments.Lot l = w.lot();
        out.println(l.lot() + "  " + Verb.much(l.quantity(), l.unit()) + " of " + l.item() + ", "
                + l.kind().replace('_', ' ') + ", "
                + (l.closedAs() == null ? l.state() : "closed: " + l.closedAs())
                + (l.held() ? ", HELD" : ""));
        if (!l.origin().isEmpty()) {
            out.println("  origin   " + l.origin());
        }
        if (l.expires() != null) {
            out.println("  expires  " + l.expires());
        }
        w.places().forEach((place, quantity) -> out.println("  at " + place + "  " + Verb.much(quantity, l.unit())));
        w.holds()
                .forEach(h -> out.println("  held for " + h.reason() + " by " + h.placedBy() + " since " + h.placed()
                        + (h.lot().equals(l.lot()) ? "" : " through lot " + h.lot()) + ": " + h.note() + "  (hold "
                        + h.id()
                        + ")"));
        if (!w.parents().isEmpty()) {
            out.println("  came from " + String.join(", ", w.parents()));
        }
        if (!w.children().isEmpty()) {
            out.println("  became "
                    + w.children().stream()
                            .map(c -> c.lot() + (c.held() ? " (held)" : ""))
                            .collect(Collectors.joining(", ")));
        }
    }

    @Command(name = "lots", description = "The lots there are; or everything about one of them.")
    static final class Look extends Verb {
        @Parameters(arity = "0..1", paramLabel = "LOT", description = "Number of the lot to tell everything about.")
        private @Nullable String lot;

        @Option(names = "--closed", description = "Also lots of which nothing is left.")
        private boolean closed;

        Look(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            PrintWriter out = terminal().out();
            if (lot != null) {
                return show(get("/v1/lots/" + lot), StockDocuments.Whole.class, w -> LotCommands.print(out, w));
            }
            return show(Asked.get("/v1/lots?closed=" + closed + "&most=10000"), StockDocuments.Lots.class, all -> {
                if (all.lots().isEmpty()) {
                    out.println("No lots. penstock lots receive LOT makes one.");
                    return;
                }
                Table table = new Table("", "LOT", "ITEM", "KIND", "QUANTITY", "STATE", "HELD");
                all.lots()
                        .forEach(l -> table.row(
                                l.lot(),
                                l.item(),
                                l.kind().replace('_', ' '),
                                much(l.quantity(), l.unit()),
                                l.closedAs() == null ? l.state() : l.closedAs(),
                                l.held() ? "HELD" : ""));
                table.print(out);
                if (all.truncated()) {
                    out.println("There are more; ask for one by its number.");
                }
            });
        }
    }

    /** What is said with every deed. */
    static final class Said {
        @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the record.")
        private String reason = "";

        @Option(
                names = "--when",
                paramLabel = "TIME",
                description = "When it happened, if not now: 05:00, 20min, 2026-11-21T05:00.")
        private @Nullable String when;
    }

    /** A deed with a lot. */
    abstract static class Deed extends Verb {
        @Parameters(index = "0", paramLabel = "LOT", description = "Its number; penstock lots lists them.")
        String lot = "";

        @Mixin
        private Said said = new Said();

        Deed(Penstock penstock) {
            super(penstock);
        }

        ExitCode done(String path, Map<String, Object> body) {
            body.put("reason", said.reason);
            if (said.when != null) {
                body.putAll(body("happened", moment(said.when, "--when")));
            }
            return told(
                    path,
                    body,
                    StockDocuments.Whole.class,
                    w -> LotCommands.print(terminal().out(), w));
        }

        ExitCode done(Map<String, Object> body, String verb) {
            return done("/v1/lots/" + lot + "/" + verb, body);
        }
    }

    @Command(name = "receive", description = "Make a lot of what came in, or was harvested.")
    static final class Receive extends Deed {
        @Parameters(index = "1", paramLabel = "QUANTITY", description = "In the item's unit.")
        private BigDecimal quantity = BigDecimal.ZERO;

        @Option(names = "--item", required = true, paramLabel = "KIND/CODE", description = "penstock items lists them.")
        private String item = "";

        @Option(names = "--to", required = true, paramLabel = "LOCATION", description = "Key of where it is put.")
        private String to = "";

        @Option(
                names = "--kind",
                required = true,
                paramLabel = "KIND",
                description = "harvest, package, ingredient, plant_batch, clone_batch, mother, flock, culture, wip,"
                        + " finished, stock_solution or waste.")
        private String kind = "";

        @Option(names = "--origin", paramLabel = "TEXT", description = "Where it comes from.")
        private @Nullable String origin;

        @Option(names = "--pending", description = "Somebody must judge it before it leaves the house.")
        private boolean pending;

        @Option(names = "--expires", paramLabel = "TIME", description = "Until when it is good: 2027-05-01.")
        private @Nullable String expires;

        Receive(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            String[] parts = ItemCommands.named(item);
            return done(
                    "/v1/lots",
                    body(
                            "lot",
                            lot,
                            "item_kind",
                            parts[0],
                            "item",
                            parts[1],
                            "kind",
                            kind,
                            "origin",
                            origin,
                            "judged",
                            !pending,
                            "expires",
                            moment(expires, "--expires"),
                            "quantity",
                            quantity,
                            "to",
                            to));
        }
    }

    @Command(name = "move", description = "Move some of a lot to another place.")
    static final class Move extends Deed {
        @Parameters(index = "1", paramLabel = "QUANTITY", description = "In the lot's unit.")
        private BigDecimal quantity = BigDecimal.ZERO;

        @Option(names = "--to", required = true, paramLabel = "LOCATION", description = "Key of where it is put.")
        private String to = "";

        @Option(names = "--from", paramLabel = "LOCATION", description = "Where it lies, if at several places.")
        private @Nullable String from;

        Move(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return done(body("quantity", quantity, "from", from, "to", to), "move");
        }
    }

    @Command(name = "split", description = "Split a part off, which becomes a lot of its own.")
    static final class Split extends Deed {
        @Parameters(index = "1", paramLabel = "QUANTITY", description = "How much, in the lot's unit.")
        private BigDecimal quantity = BigDecimal.ZERO;

        @Option(names = "--into", required = true, paramLabel = "LOT", description = "Number of the new lot.")
        private String into = "";

        @Option(names = "--kind", paramLabel = "KIND", description = "What it becomes, if not what the lot is.")
        private @Nullable String kind;

        @Option(names = "--from", paramLabel = "LOCATION", description = "Where the lot lies, if at several places.")
        private @Nullable String from;

        @Option(names = "--to", paramLabel = "LOCATION", description = "Where the part is put; it stays without it.")
        private @Nullable String to;

        Split(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return done(body("quantity", quantity, "into", into, "kind", kind, "from", from, "to", to), "split");
        }
    }

    @Command(name = "use", description = "Use some of a lot up.")
    static final class Use extends Deed {
        @Parameters(index = "1", paramLabel = "QUANTITY", description = "How much, in the lot's unit.")
        private BigDecimal quantity = BigDecimal.ZERO;

        @Option(names = "--into", paramLabel = "LOT", description = "The lot that it becomes part of, if any.")
        private @Nullable String into;

        @Option(names = "--from", paramLabel = "LOCATION", description = "Where the lot lies, if at several places.")
        private @Nullable String from;

        Use(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return done(body("quantity", quantity, "into", into, "from", from), "use");
        }
    }

    @Command
    static final class Take extends Deed implements Named {
        private final String verb;
        private final String description;

        @Parameters(index = "1", paramLabel = "QUANTITY", description = "How much, in the lot's unit.")
        private BigDecimal quantity = BigDecimal.ZERO;

        @Option(names = "--from", paramLabel = "LOCATION", description = "Where the lot lies, if at several places.")
        private @Nullable String from;

        Take(Penstock penstock, String verb, String description) {
            super(penstock);
            this.verb = verb;
            this.description = description;
        }

        @Override
        public String name() {
            return verb;
        }

        @Override
        public String description() {
            return description;
        }

        @Override
        ExitCode answer() {
            return done(body("quantity", quantity, "from", from), verb);
        }
    }

    @Command(name = "merge", description = "Put some of a lot into another lot of the same item.")
    static final class Merge extends Deed {
        @Parameters(index = "1", paramLabel = "QUANTITY", description = "How much, in the lot's unit.")
        private BigDecimal quantity = BigDecimal.ZERO;

        @Option(names = "--into", required = true, paramLabel = "LOT", description = "Number of the other lot.")
        private String into = "";

        @Option(names = "--from", paramLabel = "LOCATION", description = "Where the lot lies, if at several places.")
        private @Nullable String from;

        @Option(names = "--to", paramLabel = "LOCATION", description = "Where it is put; it stays without it.")
        private @Nullable String to;

        Merge(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return done(body("quantity", quantity, "into", into, "from", from, "to", to), "merge");
        }
    }

    @Command(
            name = "reverse",
            description = "Take the newest movement of a lot back by its opposite; wants a reason.",
            footer = {"", "What other lots or signatures hang on is not taken back."})
    static final class Reverse extends Deed {
        Reverse(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return done(body(), "reverse");
        }
    }

    @Command(name = "count", description = "Say how much of a lot was found; a difference wants a reason.")
    static final class Count extends Deed {
        @Parameters(index = "1", paramLabel = "FOUND", description = "What is there, in the lot's unit.")
        private BigDecimal found = BigDecimal.ZERO;

        @Option(names = "--at", paramLabel = "LOCATION", description = "Where, if it lies at several places.")
        private @Nullable String at;

        Count(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return done(body("found", found, "at", at), "count");
        }
    }

    @Command(name = "judge", description = "Judge a lot: fit, or unfit for anything but destruction.")
    static final class Judge extends Deed {
        @Parameters(index = "1", paramLabel = "fit|unfit", description = "The judgement.")
        private String judgement = "";

        Judge(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            if (!judgement.equals("fit") && !judgement.equals("unfit")) {
                throw new Refusal(ExitCode.USAGE, "\"" + judgement + "\" is no judgement.", "Say fit or unfit.");
            }
            return done(body("fit", judgement.equals("fit")), "judge");
        }
    }
}
