package org.penstock.app.bring;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where readings are written to. Columns are given once, then rows of as many cells: a text, a Long, a Double, a Boolean,
 * an Instant, or null. One thread.
 */
public interface Sink extends AutoCloseable {
    /** @param kind what stands in it @param optional whether it may be empty */
    record Column(String name, Kind kind, boolean optional) {
        /** Never empty. */
        public Column(String name, Kind kind) {
            this(name, kind, false);
        }
    }

    /** What stands in a column. */
    enum Kind {
        TEXT,
        WHOLE,
        NUMBER,
        FLAG,
        TIME
    }

    /** Readings as they are. */
    List<Column> READINGS = List.of(
            new Column("stream", Kind.TEXT),
            new Column("time_utc", Kind.TIME),
            new Column("time_site", Kind.TEXT),
            new Column("value", Kind.NUMBER, true),
            new Column("unit", Kind.TEXT),
            new Column("quality", Kind.TEXT),
            new Column("late", Kind.FLAG),
            new Column("raw", Kind.NUMBER, true));

    /** Readings summed up. */
    List<Column> SUMS = List.of(
            new Column("stream", Kind.TEXT),
            new Column("time_utc", Kind.TIME),
            new Column("time_site", Kind.TEXT),
            new Column("unit", Kind.TEXT),
            new Column("n", Kind.WHOLE),
            new Column("bad_n", Kind.WHOLE),
            new Column("min", Kind.NUMBER, true),
            new Column("mean", Kind.NUMBER, true),
            new Column("max", Kind.NUMBER, true),
            new Column("last", Kind.NUMBER, true));

    void row(@Nullable Object... cells) throws IOException;

    @Override
    void close() throws IOException;

    /** A moment as clocks at the site showed it, with the offset that held: the hour that happens twice stays two. */
    static String atSite(Instant at, ZoneId site) {
        ZonedDateTime there = at.atZone(site);
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                there.getNano() == 0 ? there.truncatedTo(ChronoUnit.SECONDS) : there);
    }
}
