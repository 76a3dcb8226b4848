package org.penstock.core.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.penstock.core.identity.SlowHash.Cost;

class SlowHashTest {
    private static final Cost CHEAP = new Cost(64, 1, 1);
    private final SlowHash hash = new SlowHash(CHEAP, new SecureRandom());

    /** From the reference implementation's own tests (github.com/P-H-C/phc-winner-argon2, src/test.c). */
    @Test
    void aHashOfTheReferenceImplementationIsRecognised() {
        String reference = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
        assertTrue(SlowHash.matches(new Secret("password"), reference));
        assertFalse(SlowHash.matches(new Secret("passwort"), reference));
    }

    @Test
    void theSamePasswordHashesDifferentlyEachTime() {
        String one = hash.of(new Secret("a pond of ducks"));
        String two = hash.of(new Secret("a pond of ducks"));
        assertNotEquals(one, two);
        assertTrue(SlowHash.matches(new Secret("a pond of ducks"), one));
        assertTrue(SlowHash.matches(new Secret("a pond of ducks"), two));
        assertFalse(one.contains("pond"));
    }

    @Test
    void oneLetterTypedInTwoWaysIsOneLetter() {
        assertTrue(
                SlowHash.matches(new Secret("M\u00fcllerei am Bach"), hash.of(new Secret("Mu\u0308llerei am Bach"))));
    }

    @Test
    void aCheaperHashIsKnownToBeOutdated() {
        String cheap = hash.of(new Secret("a pond of ducks"));
        assertFalse(hash.outdated(cheap));
        assertTrue(new SlowHash(new Cost(128, 1, 1), new SecureRandom()).outdated(cheap));
    }

    @Test
    void aBadgeFindsItsPersonInOnePlaceOnly() {
        Secret badge = new Secret("04A2B3C4");
        assertEquals(hash.lookup(badge, "organization-1"), hash.lookup(badge, "organization-1"));
        assertNotEquals(hash.lookup(badge, "organization-1"), hash.lookup(badge, "organization-2"));
    }

    @Test
    void nobodysHashCostsAsMuchToCompareAndFitsNoSecret() {
        String nobodys = hash.nobodys();
        assertFalse(hash.outdated(nobodys), "as much memory and passes as any other");
        assertEquals(hash.of(new Secret("a pond of ducks")).length(), nobodys.length());
        assertFalse(SlowHash.matches(new Secret(""), nobodys));
        assertFalse(SlowHash.matches(new Secret("a pond of ducks"), nobodys));
        assertNotEquals(nobodys, hash.nobodys());
    }

    @Test
    void whatIsNoHashIsNotCompared() {
        assertThrows(IllegalArgumentException.class, () -> SlowHash.matches(new Secret("x"), "plain text"));
    }

    @Test
    void aSecretIsNeverSeenByAccident() {
        assertEquals("Secret[not shown]", new Secret("hunter2 hunter2").toString());
        assertEquals("Session[token not shown]", Asker.session("hunter2").toString());
        assertFalse(new SignIn.Proof.Password("anna", new Secret("hunter2"))
                .toString()
                .contains("hunter2"));
    }
}
