package org.penstock.app.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Change;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.ConfigurationQuery;
import org.penstock.core.facility.Problems;
import org.penstock.core.facility.Rebase;
import org.penstock.core.runtime.FacilityChange;

/** The documents about the facility file: what is in force, what was, and what a file would change. See {@code app/API.md}. */
public final class FacilityDocuments {
    private FacilityDocuments() {}

    /** One file as written; of an included one the name is relative to the main file, which is the first. */
    public record File(String name, String text) {
        static File of(Configuration.File f) {
            return new File(f.name(), f.text());
        }
    }

    /** The facility file in force, with its line {@code base:}. */
    public record Exported(String schema, List<File> files) {}

    /** The configurations that were in force, newest first. */
    public record Versions(String schema, Parts.Place site, List<Version> versions) {}

    /** One of them. {@code since}: when it came into force. */
    public record Version(int no, String hash, String file, Instant since, String actor, String reason) {
        static Version of(ConfigurationQuery.Version v) {
            return new Version(v.no(), v.hash(), v.fileName(), v.at(), v.actor(), v.reason());
        }
    }

    /** The files of one of them, as stored. */
    public record Stored(String schema, int no, List<File> files) {}

    /** A fault or warning of a facility file. {@code weight}: error or warning. */
    public record Fault(String weight, String file, int line, int column, String what, String remedy) {
        /** For the document. */
        public static Fault of(Problems.Problem p) {
            return new Fault(
                    p.weight().name().toLowerCase(Locale.ROOT), p.file(), p.line(), p.column(), p.what(), p.remedy());
        }

        /** For a person. */
        public String text() {
            return file + ":" + line + ": " + weight + ": " + what + (remedy.isEmpty() ? "" : "\n    " + remedy);
        }
    }

    /**
     * What a file would change. {@code id}: hand it to apply, null when it cannot be applied. {@code moved_on}: what was
     * applied since the file was exported.
     */
    public record Plan(
            String schema,
            @Nullable String id,
            String base,
            boolean empty,
            boolean layoutOnly,
            String counts,
            List<Fault> problems,
            List<Difference> changes,
            List<String> consequences,
            List<Difference> movedOn,
            List<Conflict> conflicts) {
        static Plan of(FacilityChange c) {
            return new Plan(
                    "penstock.facility_plan.1",
                    c.applicable() ? c.id() : null,
                    c.base(),
                    c.empty(),
                    c.layoutOnly(),
                    c.counts(),
                    c.problems().stream().map(Fault::of).toList(),
                    c.changes().stream().map(Difference::of).toList(),
                    c.consequences(),
                    c.movedOn().stream().map(Difference::of).toList(),
                    c.conflicts().stream().map(Conflict::of).toList());
        }
    }

    /**
     * One thing that differs. {@code what}: new, changed or archived. {@code was}: the key it had, "" when it keeps its
     * own.
     */
    public record Difference(String what, String kind, String key, String title, String was, List<Word> words) {
        /** For the document. */
        public static Difference of(Change change) {
            return switch (change) {
                case Change.Added a -> new Difference("new", a.kind(), a.key(), a.title(), "", List.of());
                case Change.Removed r -> new Difference("archived", r.kind(), r.key(), r.title(), "", List.of());
                case Change.Changed c ->
                    new Difference(
                            "changed",
                            c.kind(),
                            c.key(),
                            c.title(),
                            c.was(),
                            c.words().stream()
                                    .map(w -> new Word(w.word(), w.before(), w.after()))
                                    .toList());
            };
        }
    }

    /** One word that differs; null where it is not written. */
    public record Word(
            String word, @Nullable String before, @Nullable String after) {}

    /** Lines that both changed. {@code line}: in the file that was handed in. */
    public record Conflict(String file, int line, String mine, String theirs) {
        static Conflict of(Rebase.Conflict c) {
            return new Conflict(c.file(), c.line(), c.mine(), c.theirs());
        }
    }

    /** What is handed in to be planned. */
    record Planning(List<File> files, @Nullable Boolean rebase) {}

    /** What is handed in with an apply. */
    record Applying(@Nullable String reason) {}
}
