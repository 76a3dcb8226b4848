package org.penstock.app.commission;

import org.penstock.app.api.Documents;
import org.penstock.app.api.Parts;
import org.penstock.app.api.WiringDocuments;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;

/**
 * What somebody who tests a facility asks of it and tells it. Every call may wait, and throws a {@link Refusal} when the
 * facility cannot answer. Not for the JavaFX thread.
 */
public interface Field {
    /** Streams and outputs as they are now, at most a tenth of a second old. */
    Documents.Devices look();

    /** Whether nothing real is behind any link. */
    boolean simulated();

    /** What is connected where. */
    WiringDocuments.Connected wiring();

    /** Proposes to drive an output. @param forSeconds how long it may stay when nobody releases it */
    Documents.Proposal proposeSet(String output, double value, double forSeconds, String reason);

    /** Proposes to let it go. */
    Documents.Proposal proposeRelease(String output, String reason);

    /** Does what was proposed. */
    Documents.Answer confirm(Documents.Proposal proposal);

    /** The output among what was seen. @throws Refusal when it has left the facility file meanwhile */
    static Parts.Output output(Documents.Devices seen, String key) {
        return seen.outputs().stream()
                .filter(o -> o.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        ExitCode.NOTHING_THERE,
                        "There is no output " + key + ".",
                        "penstock devices lists the outputs with their keys."));
    }
}
