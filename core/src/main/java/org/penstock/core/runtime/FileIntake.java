package org.penstock.core.runtime;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.penstock.core.db.DatabaseAway;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.Provenance;
import org.penstock.core.link.Sample;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.telemetry.EngineClock;
import org.penstock.core.telemetry.Gate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings files in, piece by piece. What the record has already is counted and not sent; what contradicts it is told and
 * not sent: a file must neither change what stands nor raise an alert. Because a reading is known by its stream and time,
 * a file that was cut off is simply brought in again. Thread-safe, one piece at a time.
 */
final class FileIntake {
    private static final Logger LOG = LoggerFactory.getLogger(FileIntake.class);
    /** Name over which readings of files are counted. */
    private static final String LINK = "import";

    private static final long IDLE_NANOS = 120_000_000_000L;
    /** Readings sent that the database may not know yet; about 10 MB. */
    private static final int MOST_YOUNG = 100_000;

    private static final long FOLLOWS_MILLIS = 60_000;
    private static final long SEEN_MILLIS = 10_000;
    private static final int PAGE = 4_096;

    private final PeopleDesk people;
    private final Function<String, Optional<StreamSpec>> streams;
    private final IntakeRecord record;
    private final IntakeDelivery delivery;
    private final Ticker ticker;
    private @Nullable Open open;

    /** An import under way. */
    private static final class Open {
        final UUID id;
        final Provenance by;
        final Intake.FileTold file;
        final Map<Moment, Double> young = new HashMap<>();
        long fresh;
        long duplicates;
        long conflicts;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        long heardNanos;

        Open(UUID id, Provenance by, Intake.FileTold file, long heardNanos) {
            this.id = id;
            this.by = by;
            this.file = file;
            this.heardNanos = heardNanos;
        }
    }

    /** Identity of a reading. */
    private record Moment(int stream, long at) {}

    FileIntake(
            PeopleDesk people,
            Function<String, Optional<StreamSpec>> streams,
            IntakeRecord record,
            IntakeDelivery delivery,
            Ticker ticker) {
        this.people = people;
        this.streams = streams;
        this.record = record;
        this.delivery = delivery;
        this.ticker = ticker;
    }

    synchronized UUID begin(Asker asker, Intake.FileTold file) {
        Provenance by = people.admit(asker, Permission.READING_IMPORT);
        delivery.mustBeOpen();
        file.streams().forEach(this::spec);
        Open other = open;
        if (other != null && ticker.nanos() - other.heardNanos < IDLE_NANOS) {
            throw new IntakeRefused(
                    other.by.actor() + " is bringing " + other.file.name() + " in right now. Wait until that is over.");
        }
        interrupt();
        Open begun = new Open(UuidCreator.getTimeOrderedEpoch(), by, file, ticker.nanos());
        record.event(by, "readings.import_begun", "import:" + begun.id, told(file));
        open = begun;
        return begun.id;
    }

    private static SortedMap<String, String> told(Intake.FileTold file) {
        SortedMap<String, String> data = new TreeMap<>();
        data.put("file", file.name());
        data.put("sha256", file.sha256());
        data.put("bytes", Long.toString(file.bytes()));
        data.put("streams", String.join(" ", file.streams()));
        if (!file.zone().isEmpty()) {
            data.put("zone", file.zone());
        }
        if (!file.note().isEmpty()) {
            data.put("note", file.note());
        }
        return data;
    }

    synchronized Intake.Taken look(Asker asker, List<Intake.Point> points) {
        people.admit(asker, Permission.READING_IMPORT);
        return judge(points, Map.of(), new HashMap<>(), new ArrayList<>());
    }

    synchronized Intake.Taken take(Asker asker, UUID id, List<Intake.Point> points) {
        people.admit(asker, Permission.READING_IMPORT);
        Open now = mine(asker, id);
        delivery.mustBeOpen();
        List<Sample> fresh = new ArrayList<>();
        Map<Moment, Double> sent = new HashMap<>();
        Intake.Taken taken = judge(points, now.young, sent, fresh);
        delivery.ofFile(LINK, fresh);
        now.heardNanos = ticker.nanos();
        now.young.putAll(sent);
        now.fresh += taken.fresh();
        now.duplicates += taken.duplicates();
        now.conflicts +=
                taken.refused().stream().filter(Intake.Refused::conflict).count();
        for (Sample s : fresh) {
            now.first = Math.min(now.first, s.eventMicros());
            now.last = Math.max(now.last, s.eventMicros());
        }
        forgetYoung(now);
        return taken;
    }

    private void forgetYoung(Open now) {
        if (now.young.size() < MOST_YOUNG) {
            return;
        }
        try {
            if (!record.await(FOLLOWS_MILLIS)) {
                throw new IntakeRefused("The database does not follow: what was taken is safe in the journal. Bring the"
                        + " same file in again when it does; nothing is taken twice.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IntakeRefused("The program is closing. Bring the same file in again when it runs.");
        }
        now.young.clear();
        now.heardNanos = ticker.nanos();
    }

    private Open mine(Asker asker, UUID id) {
        Open now = open;
        if (now == null || !now.id.equals(id)) {
            throw new IntakeRefused("This import is over: nothing was heard of it for two minutes, or the program was"
                    + " started again. Bring the same file in again; nothing is taken twice.");
        }
        String actor = people.admit(asker, Permission.READING_IMPORT).actor();
        if (!actor.equals(now.by.actor())) {
            throw new IntakeRefused(now.by.actor() + " began this import; " + actor + " cannot go on with it.");
        }
        return now;
    }

    private StreamSpec spec(String key) {
        return streams.apply(key)
                .orElseThrow(() -> new IntakeRefused(
                        "There is no stream \"" + key + "\" in this facility. penstock devices lists them."));
    }

    /** @param young what was sent and is perhaps not in the database @param sent what of these is new; added to */
    private Intake.Taken judge(
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
            } else if (alike(spec, there, p.value())) {
                duplicates++;
            } else {
                refused.add(new Intake.Refused(
                        i,
                        true,
                        shown(spec, there) + " stands in the record for that moment, not " + shown(spec, p.value())));
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

    private static boolean alike(StreamSpec spec, double one, double other) {
        return spec.metric().rounded(one) == spec.metric().rounded(other)
                || Double.doubleToLongBits(one) == Double.doubleToLongBits(other);
    }

    private static String shown(StreamSpec spec, double canonical) {
        return Fitness.shown(spec, canonical);
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

    synchronized Intake.Ended end(Asker asker, UUID id, long rejected, boolean cancelled) {
        Open now = mine(asker, id);
        follow();
        return ended(now, Math.max(0, rejected), cancelled ? "cancelled" : "complete");
    }

    /** So that whoever looks then sees it. It is durable already: a database that is behind costs nothing. */
    private void follow() {
        try {
            record.await(SEEN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Intake.Ended ended(Open now, long rejected, String outcome) {
        boolean any = now.first <= now.last;
        Intake.Ended ended = new Intake.Ended(
                now.id,
                now.fresh,
                now.duplicates,
                now.conflicts,
                rejected,
                any ? EngineClock.instant(now.first) : null,
                any ? EngineClock.instant(now.last) : null,
                outcome);
        SortedMap<String, String> data = told(now.file);
        data.put("fresh", Long.toString(ended.fresh()));
        data.put("duplicates", Long.toString(ended.duplicates()));
        data.put("conflicts", Long.toString(ended.conflicts()));
        data.put("rejected", Long.toString(ended.rejected()));
        Instant first = ended.first();
        if (first != null) {
            data.put("first", first.toString());
            data.put("last", String.valueOf(ended.last()));
        }
        data.put("outcome", outcome);
        record.event(now.by, "readings.imported", "import:" + now.id, data);
        open = null;
        return ended;
    }

    private void interrupt() {
        Open left = open;
        if (left != null) {
            ended(left, 0, "interrupted");
        }
    }

    /** Puts on record how far an import came that is under way. */
    synchronized void close() {
        try {
            interrupt();
        } catch (DatabaseAway e) {
            LOG.warn("That an import was interrupted is not on record: {}", e.getMessage());
        }
    }
}
