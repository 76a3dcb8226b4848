package org.penstock.app.print;

import org.jspecify.annotations.Nullable;
import org.penstock.app.api.AuditDocuments.Signed;
import org.penstock.app.api.AuditDocuments.Standing;

/**
 * Where the site's chain stood when a paper was printed. Whoever has the paper can tell later whether the record was cut
 * before this event or written anew, and with which key the days before it were signed.
 *
 * @param standing null where nobody could say: the database was away
 */
record ChainHead(@Nullable Standing standing) {
    private static final int SHORT = 16;

    /** What stands at the foot of every page, short enough to be compared by eye. */
    String running() {
        return standing == null
                ? "head not known"
                : "head " + standing.seq() + " "
                        + standing.hash()
                                .substring(0, Math.min(SHORT, standing.hash().length()));
    }

    /** The whole of it, once in every paper. */
    void print(Markup page) {
        page.open("table", "facts head");
        if (standing == null) {
            fact(page, "Head of the chain", "not known: the database was away when this was printed");
        } else {
            fact(
                    page,
                    "Head of the chain",
                    "event " + standing.seq() + " when this was printed, " + broken(standing.hash()));
            fact(page, "Signed head", signed(standing));
            fact(page, "Key", standing.key().isEmpty() ? "none" : broken(standing.key()));
        }
        page.close();
    }

    private static String signed(Standing standing) {
        Signed s = standing.signed();
        String waits = standing.unsigned() == null ? "" : "; now " + standing.unsigned();
        if (s == null) {
            return "not signed yet" + waits;
        }
        // Another key may have been set since.
        String by = s.keyId().equals(standing.key()) ? "" : ", by key " + broken(s.keyId());
        return s.day() + ", event " + s.seq() + ", signed " + s.at() + by + ", " + broken(s.signature()) + waits;
    }

    private static void fact(Markup page, String name, String value) {
        page.open("tr", "").element("th", "", name).element("td", "", value).close();
    }

    /** Long hashes in groups, so that they break into lines and can be read out. */
    private static String broken(String text) {
        return text.replaceAll("([0-9a-f]{8})(?=[0-9a-f])", "$1 ");
    }
}
