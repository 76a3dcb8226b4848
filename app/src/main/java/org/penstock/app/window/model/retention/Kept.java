package org.penstock.app.window.model.retention;

import java.util.List;
import org.penstock.core.compliance.LegalHold;
import org.penstock.core.compliance.RetentionRuns;
import org.penstock.core.place.RetentionPlan;
import org.penstock.core.runtime.FacilityRecord;
import org.penstock.core.runtime.Retention;
import org.penstock.core.telemetry.StorageForecast;

/**
 * What was read at once.
 *
 * @param holds the oldest first
 * @param gone what of the hold that is looked at was gone before it was placed
 * @param runs the newest first
 */
public record Kept(
        RetentionPlan plan,
        StorageForecast storage,
        Retention.Preview preview,
        List<LegalHold> holds,
        List<FacilityRecord.Forgotten> gone,
        List<RetentionRuns.Run> runs) {
    public Kept {
        holds = List.copyOf(holds);
        gone = List.copyOf(gone);
        runs = List.copyOf(runs);
    }
}
