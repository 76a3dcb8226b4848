package org.penstock.core.runtime;

import java.util.List;
import org.penstock.core.alert.CorrectiveActionVerifier;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.MediaVerifier;
import org.penstock.core.audit.RecordCheck;
import org.penstock.core.audit.RowFinding;
import org.penstock.core.compliance.DestructionVerifier;
import org.penstock.core.compliance.JurisdictionRuleVerifier;
import org.penstock.core.compliance.RetentionVerifier;
import org.penstock.core.consent.ConsentVerifier;
import org.penstock.core.db.Database;
import org.penstock.core.identity.IdentityVerifier;
import org.penstock.core.inventory.StockVerifier;
import org.penstock.core.telemetry.ForgottenVerifier;
import org.penstock.core.work.HandoverVerifier;
import org.penstock.core.work.TimeNoteVerifier;

/** The rows of evidence in every room, from persons to destructions. The one list to extend when a room keeps more. */
record EvidenceRows(Database database, ChainId chain) {
    /** Compares each with the site's chain. Blocks for as long as that takes. */
    List<RowFinding> verify() {
        List<RecordCheck> checks = List.of(
                new IdentityVerifier(),
                new ConsentVerifier(),
                new StockVerifier(),
                new DestructionVerifier(),
                new JurisdictionRuleVerifier(),
                new HandoverVerifier(),
                new TimeNoteVerifier(),
                new CorrectiveActionVerifier(),
                new RetentionVerifier(),
                new ForgottenVerifier(),
                new MediaVerifier());
        return database.read(sql ->
                checks.stream().flatMap(c -> c.check(sql, chain).stream()).toList());
    }
}
