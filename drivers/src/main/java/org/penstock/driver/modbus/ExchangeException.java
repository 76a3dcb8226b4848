package org.penstock.driver.modbus;

import java.io.Serial;

/** Why a request got no usable answer, in words for a person. */
final class ExchangeException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    /** What kind of failure; decides what else is affected. */
    enum Kind {
        /** The device answered with an exception code: only this request is affected. */
        REFUSED,
        /** No answer in time: the request may or may not have been carried out. */
        SILENT,
        /** The connection is gone or was closed because the answer broke the protocol. */
        BROKEN
    }

    private final Kind kind;

    ExchangeException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /** What happened, without the beginning of a sentence: {@code no answer from unit 1 within 1 s}. */
    String words() {
        String message = getMessage();
        return message == null ? kind.name() : message;
    }
}
