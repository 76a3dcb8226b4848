package org.penstock.app.testsupport;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.NotAllowed;
import org.penstock.core.identity.ViewLayouts;
import org.penstock.core.runtime.AlertSnapshot;
import org.penstock.core.runtime.ControlSnapshot;
import org.penstock.core.runtime.TrendBook;
import org.penstock.core.work.NoteRefused;
import org.penstock.core.work.TimeNote;

/** Keeps in memory what stands beside readings, by the rules of the real one. */
public final class FakeTrends implements TrendBook {
    private static final Instant NOW = Instant.parse("2026-11-21T05:10:00Z");

    public final List<AlertSnapshot.Alert> alerts = new CopyOnWriteArrayList<>();
    public final List<ControlSnapshot.Run> runs = new CopyOnWriteArrayList<>();
    /** Every revision, oldest first. */
    public final List<TimeNote> notes = new CopyOnWriteArrayList<>();

    public final List<ViewLayouts.Kept> views = new CopyOnWriteArrayList<>();
    public final List<Stay> stays = new CopyOnWriteArrayList<>();
    /** Why nobody may write, "" when everybody may. */
    public volatile String shut = "";

    @Override
    public List<AlertSnapshot.Alert> alerts(Instant from, Instant to, int most) {
        return alerts.stream()
                .filter(a -> a.raised().isBefore(to)
                        && (a.resolved() == null || !a.resolved().isBefore(from)))
                .toList();
    }

    @Override
    public List<ControlSnapshot.Run> runs(Instant from, Instant to, int most) {
        return runs.stream()
                .filter(r -> r.started().isBefore(to)
                        && (r.ended() == null || !r.ended().isBefore(from)))
                .toList();
    }

    @Override
    public List<TimeNote> notes(Instant from, Instant to, int most) {
        return notes.stream()
                .filter(n -> newest(n.id()).equals(n) && !n.withdrawn())
                .filter(n -> n.from().isBefore(to) && !(n.to() == null ? n.from() : n.to()).isBefore(from))
                .toList();
    }

    private TimeNote newest(UUID id) {
        return notes.stream().filter(n -> n.id().equals(id)).toList().getLast();
    }

    @Override
    public TimeNote write(Asker asker, String subject, Instant from, @Nullable Instant to, String text) {
        admit();
        TimeNote note =
                new TimeNote(UUID.randomUUID(), 1, subject, from, to, text, false, FakePersons.name(asker), NOW);
        notes.add(note);
        return note;
    }

    private void admit() {
        if (!shut.isEmpty()) {
            throw new NotAllowed(shut, false);
        }
    }

    @Override
    public TimeNote amend(Asker asker, UUID note, int seen, String text) {
        return next(asker, note, seen, text, false);
    }

    @Override
    public TimeNote withdraw(Asker asker, UUID note, int seen, String why) {
        return next(asker, note, seen, why, true);
    }

    private TimeNote next(Asker asker, UUID id, int seen, String text, boolean withdrawn) {
        admit();
        TimeNote n = newest(id);
        if (n.revision() != seen) {
            throw new NoteRefused("Somebody amended this note at " + n.at() + ". Read it again before you change it.");
        }
        TimeNote next = new TimeNote(
                id, seen + 1, n.subject(), n.from(), n.to(), text, withdrawn, FakePersons.name(asker), NOW);
        notes.add(next);
        return next;
    }

    @Override
    public List<TimeNote> history(UUID note) {
        return notes.stream().filter(n -> n.id().equals(note)).toList();
    }

    @Override
    public List<Stay> stays(Asker asker, String lotNo) {
        return lotNo.equals("LOT-7") ? List.copyOf(stays) : List.of();
    }

    @Override
    public List<ViewLayouts.Kept> views(Asker asker) {
        return new ArrayList<>(views);
    }

    @Override
    public void keep(Asker asker, String name, String layout, boolean everybodys) {
        if (everybodys) {
            admit();
        }
        views.removeIf(v -> v.slot().equals(name) && v.everybodys() == everybodys);
        views.add(new ViewLayouts.Kept(name, layout, everybodys, FakePersons.name(asker), NOW));
    }

    @Override
    public void drop(Asker asker, String name, boolean everybodys) {
        views.removeIf(v -> v.slot().equals(name) && v.everybodys() == everybodys);
    }
}
