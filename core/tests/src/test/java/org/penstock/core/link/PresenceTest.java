package org.penstock.core.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a device is there, decided in one place. */
class PresenceTest {
    private static final long SECOND = 1_000_000;

    @ParameterizedTest(name = "{0}, link {1}, {2} s old, every {3} s, at most {4} s: {5}")
    @CsvSource(
            nullValues = "-",
            value = {
                // maintenance, link, age s (- = never), interval s, max age s, presence, why
                "-,             ONLINE,     4,   5,  25, online,      ''",
                "-,             ONLINE,     11,  5,  25, online,      ''",
                "-,             ONLINE,     12,  5,  25, late,        'last heard 12 s ago, expected every 5.0 s'",
                "-,             ONLINE,     25,  5,  25, late,        'last heard 25 s ago, expected every 5.0 s'",
                "-,             ONLINE,     26,  5,  25, offline,     'last heard 26 s ago, expected every 5.0 s'",
                "-,             DEGRADED,   4,   5,  25, online,      ''",
                "-,             DEGRADED,   600, 5,  25, offline,     'last heard 10 min ago, expected every 5.0 s'",
                "-,             ONLINE,     -,   60, 300, offline,    'never heard since it is in the facility file, expected every 60 s'",
                "-,             ONLINE,     -,   0,  0,  online,      ''",
                "-,             OFFLINE,    1,   5,  25, offline,     'connection refused'",
                "-,             CONNECTING, 1,   5,  25, offline,     'connection refused'",
                "-,             STOPPED,    1,   5,  25, offline,     'connection refused'",
                "'pump, by ada', ONLINE,    1,   5,  25, maintenance, 'pump, by ada'",
                "'pump, by ada', OFFLINE,   -,   5,  25, maintenance, 'pump, by ada'",
            })
    void itIsDecidedByWhatAPersonDidTheLinkAndTheAge(
            String maintenance, LinkState link, Long age, long interval, long most, String presence, String why) {
        Presence p = Presence.of(
                maintenance,
                link,
                link == LinkState.ONLINE ? "" : "connection refused",
                age == null ? Presence.NEVER : age * SECOND,
                interval * SECOND,
                most * SECOND);
        assertEquals(presence, p.state().word());
        assertEquals(why, p.why());
    }
}
