package org.penstock.app.window;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.AuditDocuments;
import org.penstock.app.api.ChainCheck;
import org.penstock.app.print.EventList;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.record.EventDetail;
import org.penstock.app.window.model.record.EventRow;
import org.penstock.app.window.model.record.RecordFilter;
import org.penstock.app.window.model.record.Verified;
import org.penstock.app.window.model.signoff.Fact;
import org.penstock.app.window.model.signoff.Hashes;
import org.penstock.app.window.view.record.RecordActions;
import org.penstock.app.window.view.record.RecordView;
import org.penstock.core.identity.Permission;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.FacilityRecord;
import org.penstock.core.runtime.FacilityRecord.Event;
import org.penstock.core.runtime.Proof;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The page of the record. Its newest events are read again while it is in sight, older ones when they are asked for. */
final class EventRecord extends ReadPage implements RecordActions {
    /** Events read at once. */
    private static final int PAGE = 200;

    /** Events looked through for some letters before a person is asked whether to go on. */
    private static final int MOST_LOOKED_THROUGH = 20_000;

    /** Events about one thing that its state is told from. */
    private static final int MOST_ABOUT = 2_000;

    private static final int STEP = 1_000;
    private static final double EVERY_SECONDS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(EventRecord.class);

    private final RecordView view;
    private final @Nullable ChainCheck chains;
    private final ProofRuns runs;
    private final Reread<Found> newest;
    private volatile RecordFilter filter = RecordFilter.ALL;
    private List<Event> events = List.of();
    private long before = Long.MAX_VALUE;
    private boolean more;
    private boolean turned;
    private boolean inSight;
    private boolean looking;
    private @Nullable EventRow chosen;
    private String asOf = "";
    private boolean closed;

    /** @param ended whether there is nothing older @param last seq down to which was looked @param looked how many were */
    private record Found(RecordFilter filter, List<Event> events, boolean ended, long last, int looked) {}

    /** @param chains proves the chains; null where that cannot be done from here */
    EventRecord(
            ControlRoom room,
            Desk desk,
            WindowOptions options,
            Words words,
            Executor screen,
            @Nullable ChainCheck chains) {
        super(Kind.RECORD, room, desk, options, words, screen);
        this.chains = chains;
        this.view = new RecordView(words, this);
        this.runs = new ProofRuns(room, words, screen, view::proof);
        this.newest = new Reread<>(
                desk, screen, "the newest events", this::readNewest, this::newest, this::refused, EVERY_SECONDS);
    }

    /** @throws org.penstock.core.identity.NotAllowed saying who may read it */
    private void admit() {
        admit(options.person().asker(), Permission.RECORD_READ);
    }

    private Found readNewest() {
        return find(filter, Long.MAX_VALUE);
    }

    private Found find(RecordFilter wanted, long from) {
        admit();
        Instant now = options.wall().instant();
        List<Event> found = new ArrayList<>();
        long last = from;
        int looked = 0;
        while (found.size() < PAGE && looked < MOST_LOOKED_THROUGH) {
            int most = wanted.text().isEmpty() ? PAGE - found.size() : STEP;
            List<Event> page =
                    room.record().events(wanted.wanted(room.snapshot().site().zone(), now, last, most));
            page.stream().filter(wanted::says).forEach(found::add);
            looked += page.size();
            if (page.size() < most) {
                return new Found(
                        wanted,
                        found,
                        true,
                        page.isEmpty() ? last : page.getLast().seq(),
                        looked);
            }
            last = page.getLast().seq();
        }
        return new Found(wanted, found, false, last, looked);
    }

    /** Puts the newest before those that were read already; where they do not meet, they stand alone. */
    private void newest(Found found) {
        if (!found.filter().equals(filter) || turned && !found.filter().cheap()) {
            return;
        }
        boolean first = !turned;
        turned = true;
        Event top = events.isEmpty() ? null : events.getFirst();
        long oldest = found.events().isEmpty() ? 0 : found.events().getLast().seq();
        if (first || top == null || oldest > top.seq()) {
            events = found.events();
            before = found.last();
            more = !found.ended();
        } else {
            List<Event> all = new ArrayList<>(found.events());
            events.stream().filter(e -> e.seq() < oldest).forEach(all::add);
            events = List.copyOf(all);
        }
        show(found.looked());
    }

    private void show(int looked) {
        Instant now = options.wall().instant();
        UnaryOperator<String> names = names();
        String letters = filter.text();
        view.show(
                events.stream()
                        .map(e -> EventRow.of(e, names, now, words, times))
                        .toList(),
                more,
                letters.isEmpty()
                        ? words.of(more ? "record.newest" : "record.so-many", Integer.toString(events.size()))
                        : words.of(
                                "record.looked-through",
                                Integer.toString(events.size()),
                                letters,
                                Integer.toString(looked)),
                words.of("record.none"));
    }

    /** What was read stays, but not in front of somebody who may not read it. */
    private void refused(String why) {
        String note = words.of("record.not-read", why);
        if (room.persons().may(options.person().asker(), Permission.RECORD_READ)) {
            view.tell(note);
        } else {
            events = List.of();
            turned = false;
            view.show(List.of(), false, note, note);
        }
    }

    @Override
    public void filter(RecordFilter next) {
        String problem = next.problem(
                words, room.snapshot().site().zone(), options.wall().instant());
        if (!problem.isEmpty()) {
            view.tell(problem);
            return;
        }
        filter = next;
        turned = false;
        events = List.of();
        view.tell(words.of("record.reading"));
        newest.inSight(inSight && next.cheap());
        read(Long.MAX_VALUE);
    }

    @Override
    public void older() {
        read(before);
    }

    private void read(long from) {
        RecordFilter wanted = filter;
        desk.told("reading events", () -> find(wanted, from))
                .whenCompleteAsync(
                        (found, failure) -> {
                            if (closed || !wanted.equals(filter)) {
                                return;
                            }
                            if (found == null) {
                                LOG.debug("events could not be read", failure);
                                refused(Devices.reason(failure));
                            } else if (from == Long.MAX_VALUE) {
                                turned = false;
                                newest(found);
                            } else {
                                List<Event> all = new ArrayList<>(events);
                                all.addAll(found.events());
                                events = List.copyOf(all);
                                before = found.last();
                                more = !found.ended();
                                show(found.looked());
                            }
                        },
                        screen);
    }

    @Override
    public void look(@Nullable EventRow row, String moment) {
        chosen = row;
        asOf = moment;
        if (row == null) {
            view.detail(null);
            return;
        }
        lookAgain();
    }

    /** One question at a time: a person who holds an arrow key down is shown the last. */
    private void lookAgain() {
        EventRow row = chosen;
        if (looking || row == null) {
            return;
        }
        looking = true;
        String moment = asOf;
        Event event = row.event();
        desk.told("what is told of " + event.subject(), () -> detail(event, moment))
                .whenCompleteAsync(
                        (detail, failure) -> {
                            looking = false;
                            if (closed) {
                                return;
                            }
                            if (!row.equals(chosen) || !moment.equals(asOf)) {
                                lookAgain();
                            } else if (detail != null) {
                                view.detail(detail);
                            } else {
                                refused(Devices.reason(failure));
                            }
                        },
                        screen);
    }

    private EventDetail detail(Event event, String moment) {
        admit();
        Instant now = options.wall().instant();
        Instant at = RecordFilter.moment(moment, room.snapshot().site().zone(), now, true);
        if (at == null && !moment.isBlank()) {
            throw new IllegalArgumentException(words.of("record.no-moment", moment));
        }
        FacilityRecord.Wanted about = new FacilityRecord.Wanted(
                "",
                event.subject(),
                "",
                at == null || at.isBefore(event.at()) ? event.seq() + 1 : Long.MAX_VALUE,
                null,
                null,
                MOST_ABOUT);
        List<Event> told = room.record().events(about);
        return EventDetail.of(event, told, at, told.size() < MOST_ABOUT, names(), now, words, times);
    }

    @Override
    public boolean verifiable() {
        return chains != null;
    }

    @Override
    public void verify(boolean readings) {
        ChainCheck check = chains;
        if (check != null) {
            runs.verify(check, readings, this::admit);
        }
    }

    @Override
    public void export(Path target) {
        runs.export(target, () -> room.persons().admit(options.person().asker(), Permission.RECORD_EXPORT));
    }

    @Override
    public void print(Path target) {
        List<Event> listed = events;
        RecordFilter by = filter;
        UnaryOperator<String> names = names();
        String printedBy = options.person().name();
        runs.print(target, () -> {
            room.persons().admit(options.person().asker(), Permission.RECORD_EXPORT);
            return EventList.of(
                    room.snapshot(),
                    listed,
                    AuditDocuments.Standing.now(room),
                    by.says(words),
                    names,
                    printedBy,
                    options.wall().instant());
        });
    }

    @Override
    public void heads() {
        desk.told("where the chains stand", () -> {
                    admit();
                    return room.proof().heads();
                })
                .whenCompleteAsync(
                        (heads, failure) -> {
                            if (heads != null) {
                                view.heads(facts(heads));
                            } else {
                                view.proof(Verified.over(words.of("record.not-read", Devices.reason(failure))));
                            }
                        },
                        screen);
    }

    private List<Fact> facts(Proof.Heads heads) {
        Instant now = options.wall().instant();
        List<Fact> facts = new ArrayList<>();
        for (Proof.Chain c : heads.chains()) {
            facts.add(new Fact(c.name(), words.of("record.head", Long.toString(c.seq()))));
            facts.add(new Fact(words.of("record.hash"), Hashes.grouped(c.hash()), true));
            Proof.Signed s = c.signed();
            facts.add(new Fact(
                    words.of("record.signed"),
                    s == null
                            ? words.of("record.unsigned")
                            : words.of(
                                    "record.signed-head",
                                    s.day().toString(),
                                    Long.toString(s.seq()),
                                    times.moment(s.at(), now))));
            if (s != null) {
                facts.add(new Fact(words.of("record.signature"), Hashes.grouped(s.signature()), true));
            }
        }
        facts.add(new Fact(
                words.of("record.key"),
                heads.keyId().isEmpty() ? words.of("record.no-key") : Hashes.grouped(heads.keyId()),
                true));
        String why = heads.locked();
        if (why != null) {
            facts.add(new Fact(words.of("record.locked"), why));
        }
        return facts;
    }

    @Override
    public void cancel() {
        runs.cancel();
    }

    @Override
    public Node node() {
        return view;
    }

    @Override
    public void inSight(boolean next) {
        inSight = next;
        if (next && !room.persons().may(options.person().asker(), Permission.RECORD_READ)) {
            // Another person may sit here than the one it was read for.
            events = List.of();
            turned = false;
            view.show(List.of(), false, "", words.of("record.reading"));
        }
        newest.inSight(next && filter.cheap());
    }

    @Override
    public void textSize(TextSize size) {
        view.textSize(size);
    }

    @Override
    public boolean reveal(String key) {
        return view.reveal(key);
    }

    @Override
    public void focus() {
        view.focus();
    }

    @Override
    public void close() {
        closed = true;
        newest.close();
        runs.close();
    }
}
