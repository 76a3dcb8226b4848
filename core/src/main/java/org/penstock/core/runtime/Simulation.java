package org.penstock.core.runtime;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.penstock.core.identity.Asker;
import org.penstock.core.link.Simulated;

/**
 * Faults of the simulated plants of a facility: what is wrong, and something going wrong on request. A fault is on record
 * before it begins, and the status of its link names it as long as it lasts. Every method may be called from any thread.
 */
public interface Simulation {
    /** Keys of the links that lead to a simulated plant, in file order. */
    List<String> links();

    /** Faults in force and to come, link by link. */
    List<Simulated.Fault> faults();

    /** Begins a fault; refused in words when its subject is real or unknown, or cannot have it. */
    CompletableFuture<ControlRoom.Answer> begin(Asker asker, Simulated.Wish wish);

    /**
     * Ends faults, also those of the facility file, until their link is opened again.
     *
     * @param subject key of what they are about, or "" for every one
     * @param reason what the person wrote, "" when nothing
     */
    CompletableFuture<ControlRoom.Answer> clear(Asker asker, String subject, String reason);
}
