package org.penstock.core.consent;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.penstock.core.audit.EventDraft;

/**
 * What somebody asks consent for. It is frozen as it stands here: what is carried out must be the same, name by name.
 *
 * @param action what kind of thing
 * @param subject what it is about, {@code hold:0193…}; at most 300 characters
 * @param subjectVersion which state of the subject was looked at; another state voids every signature
 * @param summary one sentence for whoever signs
 * @param payload names and values of everything that will be done; decimals as strings; together at most
 *     {@value #MOST} characters. Of a large document put its hash
 * @param excluded actor keys of persons concerned, each with why, to stand behind "because he": {@code placed the hold}. The
 *     policy says whether they are kept out
 * @param reason why it is asked for
 */
public record Wish(
        Action action,
        String subject,
        String subjectVersion,
        String summary,
        SortedMap<String, String> payload,
        SortedMap<String, String> excluded,
        String reason) {
    /** Longest payload, as canonical JSON. */
    public static final int MOST = 15_000;

    public Wish {
        subject = fit("subject", subject, 300);
        subjectVersion = fit("subject version", subjectVersion, 200);
        summary = fit("summary", summary, 1000);
        reason = fit("reason", reason, 1000);
        payload = clean(payload);
        excluded = clean(excluded);
        if (Content.json(payload).length() > MOST) {
            throw new IllegalArgumentException(
                    "what is signed may have " + MOST + " characters; put the hash of a large document into it");
        }
        if (Content.json(excluded).length() > 4000) {
            throw new IllegalArgumentException("too many persons are concerned: " + excluded.size());
        }
    }

    private static SortedMap<String, String> clean(SortedMap<String, String> texts) {
        SortedMap<String, String> clean = new TreeMap<>();
        texts.forEach((name, value) -> clean.put(EventDraft.clean(name), EventDraft.clean(value)));
        return Collections.unmodifiableSortedMap(clean);
    }

    private static String fit(String what, String text, int most) {
        String clean = EventDraft.clean(text);
        if (clean.length() > most) {
            throw new IllegalArgumentException(
                    "the " + what + " has " + clean.length() + " characters; " + most + " are the most");
        }
        return clean;
    }
}
