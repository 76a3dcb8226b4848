package org.penstock.core.runtime;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.penstock.core.consent.Meaning;
import org.penstock.core.consent.Policy;
import org.penstock.core.consent.Signoff;
import org.penstock.core.consent.Signoffs;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SignIn;

/**
 * What waits for signatures, and signing it. What a policy puts under sign-off is frozen, signed by distinct persons who
 * each prove themselves for it, and carried out once, as it was signed, when the last signature is there. What is refused is
 * told by {@link org.penstock.core.consent.SignoffRefused}, {@link org.penstock.core.identity.NotAllowed} or
 * {@link org.penstock.core.identity.IdentityRefused}. Every method blocks on the database and may be called from any thread.
 */
public interface Consents {
    /** What can still be signed or carried out, oldest first. */
    List<Signoff> open(int most);

    /** What this person can sign now. */
    List<Signoff> inbox(Asker asker, int most);

    /** What one person did alone and nobody has looked at yet. */
    List<Signoff> reviewsOwed(int most);

    /** One, also when it is over. */
    Optional<Signoff> find(UUID id);

    /** What an open sign-off would change, in words, where this program can tell: what a signer should have read. */
    List<String> inWords(UUID id);

    /** Who must sign what, as it is in force here. */
    List<Policy> policies();

    /**
     * Signs as the person of a session, by password or PIN: enough within {@link #PERIOD_MINUTES} min of the last proof by two
     * components in this session, which signing in is (21 CFR 11.200).
     *
     * @param seenHash the content hash of what was shown
     */
    Signed sign(Asker.Session asker, Secret secret, UUID id, String seenHash, Meaning meaning, String reason);

    /** Signs as whoever proves himself at this workstation by two components, whoever else is signed in. */
    Signed sign(SignIn.Proof proof, UUID id, String seenHash, Meaning meaning, String reason);

    /** Signs several at once, each by its own hash; one that is refused does not keep the others. */
    List<Signoffs.SignedOne> signAll(
            Asker.Session asker, Secret secret, List<Signoffs.Listed> listed, Meaning meaning, String reason);

    /** How long one component is enough after two. */
    int PERIOD_MINUTES = 15;

    /**
     * What a signature led to.
     *
     * @param outcome what was carried out because of it, or why it was not; "" while signatures are wanted
     */
    record Signed(Signoff signoff, String outcome) {}

    /** Says no. */
    Signoff refuse(Asker asker, UUID id, String reason);

    /** Takes back what one asked for. */
    Signoff withdraw(Asker asker, UUID id, String reason);

    /** Looks at what another did alone. */
    Signoff review(Asker.Session asker, Secret secret, UUID id, String note);

    /** Asks that {@code next} come into force: itself a sign-off. */
    Signoff changePolicy(Asker asker, Policy next, String reason);

    /** The same where one person is all there is: signed by the asker, looked at later by another one. */
    Signed changePolicyAlone(Asker.Session asker, Secret secret, Policy next, String reason);
}
