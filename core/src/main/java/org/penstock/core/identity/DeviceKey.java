package org.penstock.core.identity;

import java.time.Instant;
import java.util.UUID;

/**
 * A key with which a machine asks. It has what the role {@code device} has, wherever it is, and nothing else.
 *
 * @param device actor of the machine, {@code device:skid}
 * @param last4 the key's last characters, for a person who has to tell several apart
 */
public record DeviceKey(UUID id, String device, String last4, Instant created) {
    /** What every key begins with: so that one that turns up where it should not is recognised. */
    public static final String BEGINNING = "penstock-key-";
}
