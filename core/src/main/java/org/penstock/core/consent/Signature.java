package org.penstock.core.consent;

import java.time.Instant;
import java.util.SortedSet;
import java.util.UUID;

/**
 * A signature, with everything that 21 CFR 11.50 wants to see on screen and paper.
 *
 * @param id of its row
 * @param subject what was signed: {@code signoff:…}, or the record that needs no sign-off
 * @param signer key of the actor
 * @param printedName the signer's name in letters
 * @param meaning what was said with it
 * @param reason in the signer's words; may be empty
 * @param at when
 * @param roles words of the roles the signer had
 * @param workstation where
 * @param session id of the session
 * @param components how many components the signer proved himself by, 1 or 2
 * @param contentHash SHA-256 of what was signed, lower-case hex
 */
public record Signature(
        UUID id,
        String subject,
        String signer,
        String printedName,
        Meaning meaning,
        String reason,
        Instant at,
        SortedSet<String> roles,
        String workstation,
        String session,
        int components,
        String contentHash) {}
