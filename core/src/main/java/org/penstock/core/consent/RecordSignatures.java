package org.penstock.core.consent;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.penstock.core.audit.CanonicalJson;
import org.penstock.core.audit.ChainId;
import org.penstock.core.db.tables.tables.records.SignaturesRecord;
import org.penstock.core.identity.ProvenPerson;

/** Signs records that need no sign-off: a shift hand-over, by who hands over and by who takes over. */
public final class RecordSignatures {
    static final String SIGNED = "record.signed";

    private RecordSignatures() {}

    /** The hash of a record's content, names and values: what is signed. */
    public static String hash(SortedMap<String, String> content) {
        return CanonicalJson.sha256(Content.json(content));
    }

    /**
     * Signs a record.
     *
     * @param subject what is signed, {@code handover:12}; never {@code signoff:…}
     * @param content names and values; a person signs one subject once
     * @throws SignoffRefused when the person proved who he is too long ago
     * @throws org.jooq.exception.DataAccessException when he has signed it already
     */
    public static Signature sign(
            DSLContext sql,
            ChainId chain,
            String subject,
            SortedMap<String, String> content,
            ProvenPerson person,
            Meaning meaning,
            String reason,
            Instant now) {
        if (subject.startsWith("signoff:")) {
            throw new IllegalArgumentException("a sign-off is signed through Signoffs");
        }
        Signing.demandFit(person, reason, now);
        SignaturesRecord row = Signing.row(sql, chain.id(), subject, hash(content), person, meaning, reason, now);
        row.insert();
        SortedMap<String, String> data = new TreeMap<>(RowText.of(Proof.SIGNATURE, row));
        if (!reason.isEmpty()) {
            data.put("reason", reason);
        }
        SignoffLog log = new SignoffLog(chain, person.by(), now);
        log.note(SIGNED, subject, data);
        log.append(sql);
        return SignoffRows.signature(row, person.by().actor());
    }
}
