package org.penstock.core.audit;

import static org.penstock.core.db.tables.tables.EvidenceAdoptions.EVIDENCE_ADOPTIONS;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.jooq.DSLContext;

/**
 * Takes rows that were there before events carried digests into the record. Due once, where the migration found such rows;
 * an adoption of rows that events had told of before is believed by nobody ({@link ToldRows}).
 */
public final class Adoption {
    /** Kind of the events. */
    public static final String ADOPTED = "evidence.adopted";

    private static final int MOST = 1_500;

    private Adoption() {}

    /** What an adoption is about. @param what {@code identity}, {@code stock} or {@code destruction} */
    public static String subject(String what) {
        return "evidence:" + what;
    }

    /** Whether rows of a scope wait to be taken over. */
    public static boolean due(DSLContext sql, String what, UUID scope) {
        return 0
                < sql.fetchCount(
                        EVIDENCE_ADOPTIONS,
                        EVIDENCE_ADOPTIONS.WHAT.eq(what).and(EVIDENCE_ADOPTIONS.SCOPE_ID.eq(scope)));
    }

    /** Ends what was due. @return data of the events to append before any other about these rows, in their order */
    public static List<SortedMap<String, String>> of(
            DSLContext sql, String what, UUID scope, Collection<Evidence.Row> rows) {
        sql.deleteFrom(EVIDENCE_ADOPTIONS)
                .where(EVIDENCE_ADOPTIONS.WHAT.eq(what))
                .and(EVIDENCE_ADOPTIONS.SCOPE_ID.eq(scope))
                .execute();
        List<Evidence.Row> all = List.copyOf(rows);
        List<SortedMap<String, String>> events = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MOST) {
            events.add(Evidence.data(all.subList(from, Math.min(from + MOST, all.size()))));
        }
        return events;
    }
}
