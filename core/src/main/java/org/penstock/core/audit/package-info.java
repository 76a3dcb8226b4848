/**
 * The event chain: one append-only chain per site and one per organization, who signs it, and the verifier that proves it.
 *
 * <p>Read {@link org.penstock.core.audit.EventChain} first: how an event enters and what is hashed.
 * {@link org.penstock.core.audit.HeadSigning} signs where each chain stood at the end of a day, with the
 * {@link org.penstock.core.audit.RecordKey} of the data directory, and keeps it in the database and in
 * {@link org.penstock.core.audit.HeadsFile} beside it. {@link org.penstock.core.audit.RecordVerifier} proves every chain
 * against all of that; what it finds is a {@link org.penstock.core.audit.Finding}, named for what it is.
 * {@link org.penstock.core.audit.RecordExport} hands it out with a script that proves it without this program.
 *
 * <p>Readings are not events: {@code telemetry} closes each hour of them with one event that carries their root. Who an
 * actor is, and what he may do, is no business of this room: {@code identity} stands above it.
 */
@NullMarked
package org.penstock.core.audit;

import org.jspecify.annotations.NullMarked;
