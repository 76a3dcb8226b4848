package org.penstock.app.print;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.penstock.app.api.Parts;

/** Instants as they are printed: in site time, the same in every locale. */
final class SiteTime {
    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final ZoneId zone;

    SiteTime(Parts.Place site) {
        this.zone = ZoneId.of(site.timezone());
    }

    /** Date, time and zone. */
    String full(Instant at) {
        return FULL.format(at.atZone(zone)) + " " + zone.getId();
    }

    /** Time of day. */
    String time(Instant at) {
        return TIME.format(at.atZone(zone));
    }
}
