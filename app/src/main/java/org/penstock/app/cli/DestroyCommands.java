package org.penstock.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Asked;
import org.penstock.app.api.DestructionDocuments;
import org.penstock.app.api.DestructionDocuments.One;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Destroying lots: scheduled, weighed, recorded, signed by others, printed. */
final class DestroyCommands {
    static final String PATH = "/v1/destructions";

    private DestroyCommands() {}

    /** The verbs below {@code penstock destroy}, in the order they are used. */
    static List<Question> all(Penstock penstock) {
        return List.of(
                new Schedule(penstock),
                new Weigh(penstock),
                new Record(penstock),
                new Photo(penstock),
                new Sign(penstock),
                new Cancel(penstock),
                new Rules(penstock),
                new DestroyPrintCommand(penstock));
    }

    private static void print(PrintWriter out, One d) {
        out.println(d.id() + "  lot " + d.lot() + ", " + d.state());
        out.println("  " + d.reason());
        out.println("  scheduled by " + d.scheduledBy() + " at " + d.scheduled() + ", held until " + d.holdUntil());
        out.println("  rule: " + d.rule().holdHours() + " h untouched, "
                + (d.rule().jurisdiction().isEmpty()
                        ? ""
                        : d.rule().jurisdiction() + " in force since "
                                + d.rule().validFrom() + ", ")
                + d.rule().source());
        if (d.weight() != null) {
            out.println("  weighed " + Verb.much(d.weight(), d.weightUnit()) + " by " + d.weighedBy() + " at "
                    + d.weighed() + ": " + Verb.much(d.quantity(), d.unit()) + " of the lot");
        }
        if (d.adjustment() != null && d.adjustment().signum() != 0) {
            out.println("  difference " + Verb.much(d.adjustment(), d.unit()) + ": " + d.adjustmentReason());
        }
        if (d.methodInWords() != null) {
            out.println("  was " + d.methodInWords()
                    + (d.material().isEmpty() ? "" : " (" + d.material() + ", " + d.mixedPercent() + " %)") + " at "
                    + d.done() + ", written down by " + d.recordedBy() + (d.late() ? " LATE: " + d.lateReason() : ""));
        }
        if (d.ended() != null) {
            out.println("  " + d.state() + " at " + d.ended() + (d.endReason().isEmpty() ? "" : ": " + d.endReason()));
        }
    }

    @Command(name = "destroy", description = "Destructions that are under way; or everything about one of them.")
    static final class Look extends Verb {
        @Parameters(arity = "0..1", paramLabel = "DESTRUCTION", description = "Its id, or its lot.")
        private @Nullable String id;

        @Option(names = "--all", description = "Also those that are executed or cancelled.")
        private boolean all;

        Look(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            PrintWriter out = terminal().out();
            if (id != null) {
                return show(get(PATH + "/" + id), DestructionDocuments.Whole.class, w -> {
                    DestroyCommands.print(out, w.destruction());
                    w.evidence().forEach(e -> out.println("  photo " + e.role() + "  " + e.sha256()));
                    if (!w.contentHash().isEmpty()) {
                        out.println("  content hash " + w.contentHash());
                    }
                    w.signatures()
                            .forEach(s -> out.println(
                                    "  " + s.meaning() + " by " + s.name() + " (" + s.signer() + "), " + s.at()));
                });
            }
            return show(
                    Asked.get(PATH + "?over=" + all + "&most=1000"), DestructionDocuments.Destructions.class, found -> {
                        if (found.destructions().isEmpty()) {
                            out.println("No destruction is under way. penstock destroy schedule LOT begins one.");
                            return;
                        }
                        Table table = new Table("", "DESTRUCTION", "LOT", "STATE", "QUANTITY", "HELD UNTIL", "REASON");
                        found.destructions()
                                .forEach(d -> table.row(
                                        d.id().toString(),
                                        d.lot(),
                                        d.state(),
                                        much(d.quantity(), d.unit()),
                                        d.holdUntil().toString(),
                                        d.reason()));
                        table.print(out);
                    });
        }
    }

    /** A step of one destruction. */
    abstract static class OneStep extends Verb {
        @Parameters(index = "0", paramLabel = "DESTRUCTION", description = "Its id, or its lot; penstock destroy.")
        String id = "";

        OneStep(Penstock penstock) {
            super(penstock);
        }

        ExitCode step(String verb, Map<String, ?> body) {
            return told(
                    PATH + "/" + id + "/" + verb,
                    body,
                    DestructionDocuments.Step.class,
                    s -> DestroyCommands.print(terminal().out(), s.destruction()));
        }
    }

    @Command(name = "schedule", description = "Schedule a lot for destruction, and hold it until then.")
    static final class Schedule extends Verb {
        @Parameters(paramLabel = "LOT", description = "Its number; penstock lots lists them.")
        private String lot = "";

        @Mixin
        private Why why = new Why();

        @Option(
                names = "--jurisdiction",
                paramLabel = "CODE",
                description =
                        "Whose rule holds: penstock destroy rules lists them; none = no jurisdiction's. Without it the"
                                + " site's own does, if its facility file names one.")
        private @Nullable String jurisdiction;

        Schedule(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return told(
                    PATH,
                    body("lot", lot, "reason", why.text(), "jurisdiction", jurisdiction),
                    DestructionDocuments.Step.class,
                    s -> DestroyCommands.print(terminal().out(), s.destruction()));
        }
    }

    @Command(name = "rules", description = "The rules of jurisdictions that are in force, and since when.")
    static final class Rules extends Verb {
        Rules(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            PrintWriter out = terminal().out();
            return show(Asked.get("/v1/jurisdictions"), DestructionDocuments.Jurisdictions.class, r -> {
                out.println(
                        r.here().isEmpty()
                                ? "The facility file says of no jurisdiction that its rules hold here (destruction:)."
                                : "The rules of " + r.here() + " hold here.");
                Table table = new Table(
                        "", "JURISDICTION", "IN FORCE SINCE", "HOURS UNTOUCHED", "METHODS", "MIXED", "SIGN", "SOURCE");
                r.inForce().forEach(one -> row(table, one));
                r.toCome().forEach(one -> row(table, one));
                table.print(out);
            });
        }

        private static void row(Table table, DestructionDocuments.Rule r) {
            table.row(
                    r.jurisdiction().isEmpty() ? "none" : r.jurisdiction(),
                    r.validFrom().toString(),
                    Integer.toString(r.holdHours()),
                    r.methods().isEmpty() ? "any" : String.join(", ", r.methods()),
                    r.mixPercent().toPlainString() + " %",
                    Integer.toString(r.persons()),
                    r.source());
        }
    }

    @Command(name = "weigh", description = "Record the weight, before anything is mixed into it.")
    static final class Weigh extends OneStep {
        @Parameters(index = "1", paramLabel = "WEIGHT", description = "What the scale said.")
        private BigDecimal weight = BigDecimal.ZERO;

        @Option(names = "--unit", required = true, paramLabel = "UNIT", description = "kg, g or lb.")
        private String unit = "";

        @Option(names = "--quantity", paramLabel = "N", description = "How many, where the lot is counted otherwise.")
        private @Nullable BigDecimal quantity;

        @Option(names = "--at", paramLabel = "LOCATION", description = "Where it lies, if at several places.")
        private @Nullable String at;

        @Option(names = "--whole", description = "Nothing of the lot stays there.")
        private boolean whole;

        @Option(names = "--differs", paramLabel = "TEXT", description = "Why it is not what should be there.")
        private @Nullable String differs;

        @Option(names = "--when", paramLabel = "TIME", description = "When it was weighed, if not now.")
        private @Nullable String when;

        Weigh(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return step(
                    "weigh",
                    body(
                            "weight",
                            weight,
                            "unit",
                            unit,
                            "quantity",
                            quantity,
                            "at",
                            at,
                            "whole",
                            whole,
                            "differs",
                            differs,
                            "weighed",
                            moment(when, "--when")));
        }
    }

    @Command(name = "record", description = "Record how it was destroyed.")
    static final class Record extends OneStep {
        @Option(
                names = "--method",
                required = true,
                paramLabel = "METHOD",
                description = "grind_and_mix, compost, anaerobic_digestion, pyrolysis, incineration, chemical,"
                        + " autoclave, rendering, landfill or other.")
        private String method = "";

        @Option(names = "--material", paramLabel = "TEXT", description = "What was mixed into it.")
        private @Nullable String material;

        @Option(names = "--mixed-percent", paramLabel = "N", description = "Its part of the mixture, % by volume.")
        private @Nullable BigDecimal mixedPercent;

        @Option(names = "--when", paramLabel = "TIME", description = "When it was done, if not now.")
        private @Nullable String when;

        @Option(names = "--late", paramLabel = "TEXT", description = "Why it is written down long after.")
        private @Nullable String late;

        Record(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return step(
                    "record",
                    body(
                            "method",
                            method,
                            "material",
                            material,
                            "mixed_percent",
                            mixedPercent,
                            "done",
                            moment(when, "--when"),
                            "late_reason",
                            late));
        }
    }

    @Command(name = "photo", description = "Attach a picture as evidence: JPEG, PNG, WebP or PDF, at most 10 MiB.")
    static final class Photo extends OneStep {
        @Parameters(index = "1", paramLabel = "FILE", description = "The picture.")
        private Path file = Path.of("");

        @Option(names = "--as", required = true, paramLabel = "ROLE", description = "before, scale, mixed or after.")
        private String role = "";

        Photo(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            try {
                byte[] bytes = Files.readAllBytes(file);
                return step(
                        "photo",
                        body("role", role, "base64", Base64.getEncoder().encodeToString(bytes)));
            } catch (IOException e) {
                throw new Refusal(ExitCode.DISK, file + " could not be read: " + e.getMessage() + ".", "");
            }
        }
    }

    @Command(
            name = "sign",
            description = "Ask for the signatures: one approves, another one witnesses; the last one carries it out.")
    static final class Sign extends OneStep {
        @Option(names = "--reason", paramLabel = "TEXT", description = "In your words; kept in the record.")
        private String reason = "";

        @Option(
                names = "--alone",
                description = "Where you are the only one who could sign: sign it yourself; to be reviewed later.")
        private boolean alone;

        Sign(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return sign(PATH + "/" + id + "/sign", reason, alone);
        }
    }

    @Command(name = "cancel", description = "Give a destruction up; the lot stays held until two release it.")
    static final class Cancel extends OneStep {
        @Mixin
        private Why why = new Why();

        Cancel(Penstock penstock) {
            super(penstock);
        }

        @Override
        ExitCode answer() {
            return step("cancel", body("reason", why.text()));
        }
    }
}
