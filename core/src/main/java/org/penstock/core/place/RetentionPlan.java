package org.penstock.core.place;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penstock.core.quantity.Metric;

/**
 * How long a site keeps what it measures. A class is a set of metrics: what decides how long a value is worth keeping is what
 * it measures, and a metric is in one class only. Streams of no class follow {@code rest}. No roll-up ends before what it is
 * made of. Immutable.
 *
 * @param rest for every stream whose metric is in no class
 * @param classes in the order of the facility file
 * @param journal of segments of the journal that are in the database
 * @param budget how much of the disk readings may take; null = no limit but the disk
 */
public record RetentionPlan(
        StreamClass rest,
        List<StreamClass> classes,
        Keep journal,
        @Nullable Budget budget) {
    /** What a run goes by where a file says nothing, and then only one that a person begins: raw, minutes and five minutes 24 months, hours and days 10 years. */
    public static final RetentionPlan USUAL =
            new RetentionPlan(new StreamClass("", Set.of(), Map.of()), List.of(), Keep.days(30), null);

    public RetentionPlan {
        classes = List.copyOf(classes);
    }

    /**
     * Streams that are kept equally long.
     *
     * @param name "" for the rest
     * @param metrics none for the rest
     * @param written what the file says; what it does not say is as usual, or as long as what it is made of
     */
    public record StreamClass(String name, Set<Metric> metrics, Map<ReadingKind, Keep> written) {
        public StreamClass {
            metrics = Set.copyOf(metrics);
            written = Collections.unmodifiableMap(
                    written.isEmpty() ? new EnumMap<>(ReadingKind.class) : new EnumMap<>(written));
        }

        /** How long that kind is kept. */
        public Keep keep(ReadingKind kind) {
            Keep said = written.get(kind);
            if (said != null) {
                return said;
            }
            Keep usual = usual(kind);
            return kind == ReadingKind.RAW ? usual : usual.orLonger(keep(ReadingKind.values()[kind.ordinal() - 1]));
        }

        /** A roll-up that would end before what it is made of. */
        public Optional<ReadingKind> tooShort() {
            for (ReadingKind kind : ReadingKind.values()) {
                if (kind != ReadingKind.RAW && keep(kind).shorterThan(keep(source(kind)))) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    /** Whether the file says of anything how long it stays; a limit of the disk alone says it of nothing. */
    public boolean saysHowLong() {
        return !rest.written().isEmpty() || !classes.isEmpty();
    }

    /** What a roll-up is made of. */
    public static ReadingKind source(ReadingKind kind) {
        return ReadingKind.values()[Math.max(0, kind.ordinal() - 1)];
    }

    private static Keep usual(ReadingKind kind) {
        return switch (kind) {
            case RAW, MINUTE, FIVE_MINUTES -> Keep.months(24);
            case HOUR, DAY -> Keep.years(10);
        };
    }

    /**
     * How much readings may take.
     *
     * @param bytes above 0, or 0 where a share is meant
     * @param percent of the disk, 1 to 100, or 0
     */
    public record Budget(long bytes, int percent) {
        /** In bytes. @param disk size of the disk */
        public long of(long disk) {
            return bytes > 0 ? bytes : (long) (disk / 100.0 * percent);
        }

        /** As it is written. */
        public String inWords() {
            return percent > 0 ? percent + " %" : bytes / 1_000_000_000 + " GB";
        }
    }

    /** The class of a metric. @param metric null where nobody knows it: nothing of it goes sooner than anything else */
    public StreamClass of(@Nullable Metric metric) {
        if (metric == null) {
            return longest();
        }
        return classes.stream()
                .filter(c -> c.metrics().contains(metric))
                .findFirst()
                .orElse(rest);
    }

    private StreamClass longest() {
        Map<ReadingKind, Keep> all = new EnumMap<>(ReadingKind.class);
        for (ReadingKind kind : ReadingKind.values()) {
            Keep keep = rest.keep(kind);
            for (StreamClass c : classes) {
                keep = keep.orLonger(c.keep(kind));
            }
            all.put(kind, keep);
        }
        return new StreamClass("", Set.of(), all);
    }

    /** The budget in bytes, empty where there is none. */
    public OptionalLong budget(long disk) {
        return budget == null ? OptionalLong.empty() : OptionalLong.of(budget.of(disk));
    }
}
