package org.penstock.core.work;

import static org.penstock.core.db.tables.tables.TimeNotes.TIME_NOTES;

import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.RecordCheck;
import org.penstock.core.audit.RowFinding;
import org.penstock.core.audit.SoundEvents;
import org.penstock.core.audit.ToldRows;

/** Compares the notes with the events that wrote them. */
public final class TimeNoteVerifier implements RecordCheck {
    @Override
    public String inWords() {
        return "notes";
    }

    @Override
    public List<RowFinding> check(DSLContext sql, ChainId chain) {
        return ToldRows.of(SoundEvents.beginning(sql, chain, List.of("note.", "note:")))
                .compare(
                        sql,
                        List.of(chain),
                        Set.of(TIME_NOTES),
                        sql.selectFrom(TIME_NOTES)
                                .where(TIME_NOTES.SITE_ID.eq(chain.id()))
                                .fetch(TimeNotes::evidence));
    }
}
