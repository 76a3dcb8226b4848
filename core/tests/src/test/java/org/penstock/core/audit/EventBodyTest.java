package org.penstock.core.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.erdtman.jcs.JsonCanonicalizer;

/** The text that is hashed is canonical, by the word of a library that knows nothing of ours. */
class EventBodyTest {
    private static final ChainId CHAIN = new ChainId(new UUID(1, 2), new UUID(3, 4));

    @Property(tries = 500)
    void isCanonicalWhateverSomebodyTyped(
            @ForAll String actor, @ForAll String subject, @ForAll @Size(max = 6) Map<String, String> data)
            throws IOException {
        EventDraft draft = new EventDraft(
                Instant.parse("2026-03-02T08:00:00.000001Z"),
                new UUID(5, 6),
                actor,
                "target.changed",
                subject,
                new TreeMap<>(data));
        String body = EventBody.of(CHAIN, 9_007_199_254_740_991L, EventChain.GENESIS, draft);
        assertEquals(new JsonCanonicalizer(body).getEncodedString(), body);
        EventBody.Read read = EventBody.read(body);
        assertEquals(draft.actor(), read.actor());
        assertEquals(draft.subject(), read.subject());
        assertEquals(draft.data(), read.data());
    }
}
