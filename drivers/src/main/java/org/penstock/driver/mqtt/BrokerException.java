package org.penstock.driver.mqtt;

import java.io.Serial;

/** The broker refused or could not be reached; the message is a sentence for a person. */
final class BrokerException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final String reason;

    BrokerException(String reason) {
        super(reason);
        this.reason = reason;
    }

    BrokerException(String reason, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
