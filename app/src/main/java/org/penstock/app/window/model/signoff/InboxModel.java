package org.penstock.app.window.model.signoff;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.signoff.SignoffRow.Part;
import org.penstock.core.consent.Signoff;

/**
 * What waits for signatures, first what who sits here can sign, then what he is to review, then what waits for others.
 *
 * @param me who sits here, as it is shown; "" when nobody has signed in
 * @param both whether a signature takes both components again
 * @param shut why who sits here sees nothing, "" when he may
 */
public record InboxModel(List<SignoffRow> rows, String me, boolean both, String shut) {
    /** Nothing is shown to who sits here. @param why in words */
    public static InboxModel shut(String why) {
        return new InboxModel(List.of(), "", false, why);
    }

    public InboxModel {
        rows = List.copyOf(rows);
    }

    /**
     * @param open what can still be signed or carried out, oldest first
     * @param reviews what one person did alone and nobody has looked at yet
     * @param names printed name of a key
     * @param both whether a signature takes both components again
     */
    public static InboxModel of(
            List<Signoff> open,
            List<Signoff> reviews,
            Optional<Signer> me,
            boolean both,
            UnaryOperator<String> names,
            Instant now,
            Words words,
            Times times) {
        Map<UUID, SignoffRow> rows = new LinkedHashMap<>();
        for (List<Signoff> part : List.of(open, reviews)) {
            part.forEach(s -> rows.putIfAbsent(s.id(), SignoffRow.of(s, me, names, now, words, times)));
        }
        return new InboxModel(
                rows.values().stream()
                        .sorted(Comparator.comparing(SignoffRow::part))
                        .toList(),
                me.map(Signer::name).orElse(""),
                both,
                "");
    }

    /** How many who sits here could sign or review now. */
    public int forMe() {
        return (int) rows.stream().filter(r -> r.part() != Part.WAITS).count();
    }
}
