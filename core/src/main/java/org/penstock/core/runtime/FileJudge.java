package org.penstock.core.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.link.Sample;
import org.penstock.core.quantity.Metric;
import org.penstock.core.telemetry.EngineClock;
import org.penstock.core.telemetry.Gate;

/** Tells what of a piece of a file is new, what is known, and what cannot be taken. Blocks on the database; stateless. */
final class FileJudge {
    private static final int PAGE = 4_096;

    private final Function<String, Optional<StreamSpec>> streams;
    private final IntakeRecord record;
    private final IntakeDelivery delivery;

    FileJudge(Function<String, Optional<StreamSpec>> streams, IntakeRecord record, IntakeDelivery delivery) {
        this.streams = streams;
        this.record = record;
        this.delivery = delivery;
    }

    /** Identity of a reading. */
    record Moment(int stream, long at) {}

    /** The stream of a key. @throws IntakeRefused when there is none */
    StreamSpec spec(String key) {
        return streams.apply(key)
                .orElseThrow(() -> new IntakeRefused(
                        "There is no stream \"" + key + "\" in this facility. penstock devices lists them."));
    }

    /** @param young what was sent and is perhaps not in the database @param sent what of these is new; added to */
    Intake.Taken judge(
            List<Intake.Point> points, Map<Moment, Double> young, Map<Moment, Double> sent, List<Sample> fresh) {
        if (points.size() > Intake.MOST_POINTS) {
            throw new IntakeRefused("More than " + Intake.MOST_POINTS + " readings at once.");
        }
        Map<Moment, Double> known = known(points);
        List<Intake.Refused> refused = new ArrayList<>();
        long duplicates = 0;
        long latest = delivery.now() + Gate.FUTURE_MICROS;
        for (int i = 0; i < points.size(); i++) {
            Intake.Point p = points.get(i);
            StreamSpec spec = spec(p.stream());
            String unfit = unfit(p, spec, latest);
            if (unfit != null) {
                refused.add(new Intake.Refused(i, false, unfit));
                continue;
            }
            Moment moment = new Moment(spec.no(), p.at());
            Double there = known.get(moment);
            there = there == null ? young.get(moment) : there;
            there = there == null ? sent.get(moment) : there;
            if (there == null) {
                sent.put(moment, p.value());
                fresh.add(new Sample(spec.no(), spec.sourceUnit().fromCanonical(p.value()), p.at(), p.quality()));
            } else if (alike(spec.metric(), there, p.value())) {
                duplicates++;
            } else {
                refused.add(new Intake.Refused(
                        i,
                        true,
                        Fitness.shown(spec, there) + " stands in the record for that moment, not "
                                + Fitness.shown(spec, p.value())));
            }
        }
        return new Intake.Taken(fresh.size(), duplicates, refused);
    }

    private static @Nullable String unfit(Intake.Point p, StreamSpec spec, long latest) {
        if (p.at() > latest) {
            return EngineClock.instant(p.at()) + " is in the future";
        }
        if (p.at() < 0) {
            return "it is before 1970";
        }
        return Fitness.unfit(spec, p.value());
    }

    /** To a tenth of what means something: a file may have been written in another unit, to so many digits. */
    static boolean alike(Metric metric, double one, double other) {
        return Math.abs(one - other) <= metric.resolution() / 10
                || Double.doubleToLongBits(one) == Double.doubleToLongBits(other);
    }

    /** What the record has at the times of these. Walks along them: a file of hours among readings of seconds reads little. */
    private Map<Moment, Double> known(List<Intake.Point> points) {
        Map<String, TreeMap<Long, Boolean>> times = new TreeMap<>();
        points.forEach(
                p -> times.computeIfAbsent(p.stream(), k -> new TreeMap<>()).put(p.at(), true));
        Map<Moment, Double> found = new HashMap<>();
        times.forEach((key, at) -> {
            StreamSpec spec = spec(key);
            Long next = at.firstKey();
            long end = at.lastKey() + 1;
            while (next != null) {
                List<IntakeRecord.Known> page = record.known(spec, next, end, PAGE);
                page.stream()
                        .filter(k -> at.containsKey(k.at()))
                        .forEach(k -> found.put(new Moment(spec.no(), k.at()), k.raw()));
                next = page.size() < PAGE ? null : at.higherKey(page.getLast().at());
            }
        });
        return found;
    }
}
