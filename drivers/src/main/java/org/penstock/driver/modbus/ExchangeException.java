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
        /** No usable answer in time: the request may or may not have been carried out. */
        SILENT,
        /** The connection is gone or was closed because the answer broke the protocol. */
        BROKEN,
        /** The connection was closed because an answer given up might be taken for the next; the far end did nothing wrong. */
        UNSETTLED
    }

    private final Kind kind;
    private final int code;

    ExchangeException(Kind kind, String message) {
        this(kind, 0, message);
    }

    /** @param code the exception code of the protocol, 0 when there was none */
    ExchangeException(Kind kind, int code, String message) {
        super(message);
        this.kind = kind;
        this.code = code;
    }

    /** The same for another thread than the one it happened to. */
    ExchangeException(ExchangeException cause) {
        super(cause.words(), cause);
        this.kind = cause.kind;
        this.code = cause.code;
    }

    Kind kind() {
        return kind;
    }

    /** Whether a gateway answered for a unit that it did not hear (exceptions 10 and 11). */
    boolean unitUnreached() {
        return kind == Kind.REFUSED && (code == 10 || code == 11);
    }

    /** Whether the device took the request and is still at work on it (exception 5). */
    boolean stillWorking() {
        return kind == Kind.REFUSED && code == 5;
    }

    /** Whether it may be the place or the number of registers that was refused, and a smaller read may succeed (2, 3, 4). */
    boolean maybeTheAddress() {
        return kind == Kind.REFUSED && code >= 2 && code <= 4;
    }

    /** What happened, without the beginning of a sentence: {@code no answer from unit 1 within 1 s}. */
    String words() {
        String message = getMessage();
        return message == null ? kind.name() : message;
    }
}
