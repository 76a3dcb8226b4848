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
    private static final long LOOK_MILLIS = 500;

    private final PeopleDesk people;
    private final FileJudge judge;
    private final IntakeRecord record;
    private final IntakeDelivery delivery;
    private final Ticker ticker;
    private volatile boolean closing;
    private @Nullable Open open;

    /** An import under way. */
    private static final class Open {
        final UUID id;
        final Provenance by;
        final Intake.FileTold file;
        final Map<FileJudge.Moment, Double> young = new HashMap<>();
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

    FileIntake(
            PeopleDesk people,
            Function<String, Optional<StreamSpec>> streams,
            IntakeRecord record,
            IntakeDelivery delivery,
            Ticker ticker) {
        this.people = people;
        this.judge = new FileJudge(streams, record, delivery);
        this.record = record;
        this.delivery = delivery;
        this.ticker = ticker;
    }

    synchronized UUID begin(Asker asker, Intake.FileTold file) {
        Provenance by = people.admit(asker, Permission.READING_IMPORT);
        delivery.mustBeOpen();
        file.streams().forEach(judge::spec);
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
        return judge.judge(points, Map.of(), new HashMap<>(), new ArrayList<>());
    }

    synchronized Intake.Taken take(Asker asker, UUID id, List<Intake.Point> points) {
        Open now = mine(asker, id);
        delivery.mustBeOpen();
        List<Sample> fresh = new ArrayList<>();
        Map<FileJudge.Moment, Double> sent = new HashMap<>();
        Intake.Taken taken = judge.judge(points, now.young, sent, fresh);
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
            if (!followed(FOLLOWS_MILLIS)) {
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

    /** Waits for the database, but holds no close up. @return whether it followed */
    private boolean followed(long millis) throws InterruptedException {
        long until = ticker.nanos() + millis * 1_000_000;
        while (!closing && ticker.nanos() < until) {
            if (record.await(LOOK_MILLIS)) {
                return true;
            }
        }
        return false;
    }

    private Open mine(Asker asker, UUID id) {
        String actor = people.admit(asker, Permission.READING_IMPORT).actor();
        Open now = open;
        if (now == null || !now.id.equals(id)) {
            throw new IntakeRefused("This import is over: nothing was heard of it for two minutes, or the program was"
                    + " started again. Bring the same file in again; nothing is taken twice.");
        }
        if (!actor.equals(now.by.actor())) {
            throw new IntakeRefused(now.by.actor() + " began this import; " + actor + " cannot go on with it.");
        }
        return now;
    }

    synchronized Intake.Ended end(Asker asker, UUID id, long rejected, boolean cancelled) {
        Open now = mine(asker, id);
        follow();
        return ended(now, Math.max(0, rejected), cancelled ? "cancelled" : "complete");
    }

    /** So that whoever looks then sees it. It is durable already: a database that is behind costs nothing. */
    private void follow() {
        try {
            followed(SEEN_MILLIS);
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

    private synchronized void interrupt() {
        Open left = open;
        if (left != null) {
            ended(left, 0, "interrupted");
        }
    }

    /** Puts on record how far an import came that is under way. */
    void close() {
        closing = true;
        try {
            interrupt();
        } catch (DatabaseAway e) {
            LOG.warn("That an import was interrupted is not on record: {}", e.getMessage());
        }
    }
}
