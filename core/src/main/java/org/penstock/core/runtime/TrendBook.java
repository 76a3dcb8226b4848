package org.penstock.core.runtime;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.ViewLayouts;
import org.penstock.core.work.TimeNote;

/**
 * What stands beside readings when they are looked at over time: alerts and runs of that time, what people noted at it, where
 * a lot was, and the views that people keep. What cannot be written is told by {@link org.penstock.core.work.NoteRefused},
 * what somebody may not do by {@link org.penstock.core.identity.NotAllowed}. Every method blocks on the database; any thread.
 */
public interface TrendBook {
    /** Alerts that were open at some moment of a time, newest first. @param to exclusive */
    List<AlertSnapshot.Alert> alerts(Instant from, Instant to, int most);

    /** Runs that were under way at some moment of a time, newest first. @param to exclusive */
    List<ControlSnapshot.Run> runs(Instant from, Instant to, int most);

    /** Notes about a time in their newest words, by time; those that were withdrawn are not among them. */
    List<TimeNote> notes(Instant from, Instant to, int most);

    /**
     * Notes something.
     *
     * @param subject {@code stream:KEY} or {@code location:KEY}, of something in the facility file; {@code location:} is the site
     * @param to null for a moment
     */
    TimeNote write(Asker asker, String subject, Instant from, @Nullable Instant to, String text);

    /** Gives a note other words. @param seen revision that was read */
    TimeNote amend(Asker asker, UUID note, int seen, String text);

    /** Takes a note back. @param why may be "" */
    TimeNote withdraw(Asker asker, UUID note, int seen, String why);

    /** Every revision of a note, the first first. */
    List<TimeNote> history(UUID note);

    /**
     * Where some of a lot was, by time; may overlap when it lay at several places. Empty for a lot nobody knows.
     *
     * @param asker must be allowed to see lots
     */
    List<Stay> stays(Asker asker, String lotNo);

    /** @param location its key @param to null while some of it is there */
    record Stay(String location, Instant from, @Nullable Instant to) {}

    /** Views everybody at the site sees, and the asker's own, by name. */
    List<ViewLayouts.Kept> views(Asker asker);

    /** Keeps a view in place of one of the same name. @param everybodys for everybody at the site */
    void keep(Asker asker, String name, String layout, boolean everybodys);

    /** Keeps it no more. */
    void drop(Asker asker, String name, boolean everybodys);
}
