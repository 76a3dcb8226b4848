package org.penstock.core.audit;

import static org.penstock.core.db.tables.tables.Attachments.ATTACHMENTS;
import static org.penstock.core.db.tables.tables.Media.MEDIA;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.penstock.core.audit.Evidence.Key;
import org.penstock.core.audit.Evidence.Row;
import org.penstock.core.db.tables.tables.records.AttachmentsRecord;
import org.penstock.core.db.tables.tables.records.MediaRecord;

/** Compares pictures and what they were attached to with the events that made them. */
public final class MediaVerifier implements RecordCheck {
    /** What media are adopted as. */
    static final String WHAT = "media";

    @Override
    public String inWords() {
        return "pictures and attachments";
    }

    @Override
    public List<RowFinding> check(DSLContext sql, ChainId chain) {
        return ToldRows.of(SoundEvents.beginning(sql, chain, List.of("media.", "media:", Adoption.subject(WHAT))))
                .compare(sql, List.of(chain), Set.of(MEDIA, ATTACHMENTS), all(sql, chain));
    }

    static List<Row> all(DSLContext sql, ChainId chain) {
        List<Row> rows = new ArrayList<>();
        sql.selectFrom(MEDIA).where(MEDIA.SITE_ID.eq(chain.id())).fetch().forEach(r -> rows.add(row(r)));
        sql.selectFrom(ATTACHMENTS)
                .where(ATTACHMENTS.SITE_ID.eq(chain.id()))
                .fetch()
                .forEach(r -> rows.add(row(r)));
        return rows;
    }

    static Row row(MediaRecord record) {
        return new Row(
                new Key(MEDIA.getName(), record.getId()),
                "media:" + record.getId(),
                record.getSha256(),
                Evidence.digest(record, Set.of(MEDIA.ID)));
    }

    static Row row(AttachmentsRecord record) {
        return new Row(
                new Key(ATTACHMENTS.getName(), record.getId()),
                record.getSubject(),
                record.getAttachmentRole() + " of " + record.getSubject(),
                Evidence.digest(record, Set.of(ATTACHMENTS.ID)));
    }
}
