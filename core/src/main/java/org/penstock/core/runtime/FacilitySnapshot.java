package org.penstock.core.runtime;

import java.time.Instant;
import org.penstock.core.place.Site;

/**
 * The facility at one moment, immutable, as screens and the local API show it.
 *
 * @param at wall time of the scan behind it
 * @param simulated whether every link is a simulator: a demonstration, said on every screen
 * @param health how the program itself is
 */
public record FacilitySnapshot(
        Site site,
        Instant at,
        boolean simulated,
        FieldSnapshot field,
        ControlSnapshot control,
        AlertSnapshot alerts,
        SystemHealth health) {}
