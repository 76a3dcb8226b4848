package org.penstock.core.telemetry;

import java.util.List;
import java.util.UUID;
import org.penstock.core.db.SiteMonths;

/**
 * What a server keeps of one site's readings by month.
 *
 * @param rows for people with their own tools
 */
record MonthTables(SiteMonths chunks, SiteMonths rollups, SiteMonths rows) {
    static MonthTables of(UUID site) {
        return new MonthTables(
                new SiteMonths("reading_chunks", "t0", site),
                new SiteMonths("reading_rollups", "bucket_at", site),
                new SiteMonths(RawRows.NAME, "event_at", site));
    }

    List<SiteMonths> all() {
        return List.of(chunks, rollups, rows);
    }
}
