package org.penstock.driver.modbus;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.penstock.core.quantity.Ticker;
import org.penstock.driver.modbus.ExchangeException.Kind;
import org.penstock.driver.modbus.OwedAnswers.Owed;

/**
 * RTU frames over a line of bytes. One request is under way at a time, and none is sent before the line was quiet.
 *
 * <p>Frames carry no transaction id, so an answer that comes late could be taken for the answer to the next request. It
 * never is: what was given up is remembered ({@link OwedAnswers}). An answer of another unit or function is recognised by
 * that. Before the same unit is asked the same function again it is asked to repeat a number (function 8, return query
 * data, which changes nothing): units answer in order, so once that number or a refusal of it comes, nothing older can. A
 * unit that answers neither has its connection closed and opened anew, and is then asked plainly.
 */
final class RtuConnection implements ModbusConnection {
    private static final int ECHO = OwedAnswers.ECHO;
    private static final int MOST_LATE = 64;
    /** After a garbled answer the rest of it, and its echo from gateways, has passed when nothing came for this long. */
    private static final long DRAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

    private final ByteLine line;
    private final OwedAnswers owed;
    private final long silenceNanos;
    private final Ticker ticker;
    private final Thread reader;
    private final ReentrantLock exchange = new ReentrantLock(true);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Queue<Late> lates = new ArrayDeque<>();
    private final byte[] buffer = new byte[2 * RtuFrame.LONGEST];
    private int filled;
    private long lastByteNanos;
    private @Nullable String broken;

    /** A whole frame as received. */
    private record Frame(int unit, byte[] pdu) {
        int function() {
            return pdu[0] & 0x7F;
        }
    }

    /**
     * @param line open; closed by this connection
     * @param owed what earlier connections over the same line have given up
     * @param silenceNanos how long the line must be quiet before a request, ns
     * @param name name of the reader thread
     */
    RtuConnection(ByteLine line, OwedAnswers owed, long silenceNanos, Ticker ticker, String name) {
        this.line = line;
        this.owed = owed;
        this.silenceNanos = silenceNanos;
        this.ticker = ticker;
        this.lastByteNanos = ticker.nanos() - silenceNanos;
        // A daemon: it only waits for bytes, and close() ends it by closing the line.
        this.reader = Thread.ofPlatform().name(name).daemon().unstarted(this::readAll);
        reader.start();
    }

    @Override
    public byte[] exchange(int unit, Pdu request, long timeoutNanos) throws ExchangeException, InterruptedException {
        long deadline = ticker.nanos() + timeoutNanos;
        if (!exchange.tryLock(timeoutNanos, TimeUnit.NANOSECONDS)) {
            throw new ExchangeException(Kind.SILENT, "the line is busy with another request; nothing was sent");
        }
        try {
            boolean unsettled = owed.may(unit, request.function(), ticker.nanos());
            if (unsettled && !owed.echoes(unit)) {
                owed.settle(unit);
                String why = "an answer of unit " + unit
                        + " that was given up may still come, and could not be told from the next";
                fail(why);
                throw new ExchangeException(Kind.UNSETTLED, why);
            }
            if (unsettled) {
                settle(unit, deadline, timeoutNanos);
            }
            return ask(unit, request, deadline, timeoutNanos);
        } finally {
            exchange.unlock();
        }
    }

    private byte[] ask(int unit, Pdu request, long deadline, long timeoutNanos)
            throws ExchangeException, InterruptedException {
        long sent = send(unit, request.bytes(), deadline);
        try {
            while (true) {
                Frame frame = next(unit, deadline, timeoutNanos);
                if (frame.unit() == unit && frame.function() == request.function()) {
                    request.throwRefusal(unit, frame.pdu());
                    String fault = request.fault(frame.pdu());
                    if (fault != null) {
                        throw breakWith("unit " + unit + " broke the protocol: " + fault);
                    }
                    return frame.pdu();
                }
                if (!tookLate(frame)) {
                    throw breakWith(
                            frame.unit() == unit
                                    ? "unit " + unit + " broke the protocol: function " + frame.function()
                                            + " in the answer to function " + request.function()
                                    : "unit " + frame.unit() + " answered a request to unit " + unit);
                }
            }
        } catch (ExchangeException e) {
            if (e.kind() == Kind.SILENT) {
                owed.add(unit, request.function(), request, sent);
                // Dead rather than without echo: it is asked to repeat a number again before it is asked twice.
                owed.echoes(unit, true);
            }
            throw e;
        } catch (InterruptedException e) {
            owed.add(unit, request.function(), request, sent);
            throw e;
        }
    }

    /** Returns when no answer that was given up can come from {@code unit} any more. */
    private void settle(int unit, long deadline, long timeoutNanos) throws ExchangeException, InterruptedException {
        int number = owed.nextEcho();
        byte[] echo = {ECHO, 0, 0, (byte) (number >> 8), (byte) number};
        long sent = send(unit, echo, deadline);
        try {
            while (true) {
                Frame frame = next(unit, deadline, timeoutNanos);
                boolean refused = frame.unit() == unit && (frame.pdu()[0] & 0xFF) == (ECHO | 0x80);
                if (refused || (frame.unit() == unit && Arrays.equals(frame.pdu(), echo))) {
                    owed.settle(unit);
                    owed.echoes(unit, true);
                    return;
                }
                boolean olderEcho = frame.unit() == unit && frame.function() == ECHO;
                if (!olderEcho && !tookLate(frame)) {
                    throw breakWith("unit " + frame.unit() + " answered a request to unit " + unit);
                }
            }
        } catch (ExchangeException e) {
            if (e.kind() == Kind.SILENT) {
                owed.add(unit, ECHO, null, sent);
                owed.echoes(unit, false);
            }
            throw e;
        }
    }

    private boolean tookLate(Frame frame) {
        Owed o = owed.take(frame.unit(), frame.function());
        if (o == null) {
            return false;
        }
        Pdu request = o.request();
        if (request == null) {
            // A late echo: what was asked before it cannot come any more.
            owed.settle(frame.unit());
        }
        boolean fits = request != null && request.reads() && request.fault(frame.pdu()) == null;
        lock.lock();
        try {
            if (lates.size() >= MOST_LATE) {
                lates.poll();
            }
            lates.add(new Late(frame.unit(), fits ? request : null, frame.pdu(), ticker.nanos() - o.sentNanos()));
        } finally {
            lock.unlock();
        }
        return true;
    }

    /** Sends when the line is quiet. A whole frame that came meanwhile is a late answer or breaks the connection. @return when it was sent */
    private long send(int unit, byte[] pdu, long deadline) throws ExchangeException, InterruptedException {
        quiet(silenceNanos, deadline);
        try {
            line.write(RtuFrame.of(unit, pdu));
        } catch (IOException e) {
            throw breakWith("connection lost while sending: " + e.getMessage());
        }
        return ticker.nanos();
    }

    /** Waits until nothing has come for {@code forNanos} and throws away what has. */
    private void quiet(long forNanos, long deadline) throws ExchangeException, InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                String why = broken;
                if (why != null) {
                    throw new ExchangeException(Kind.BROKEN, why);
                }
                long now = ticker.nanos();
                long left = lastByteNanos + forNanos - now;
                if (left <= 0) {
                    takeUnasked();
                    return;
                }
                if (deadline - now <= 0) {
                    throw new ExchangeException(
                            Kind.SILENT,
                            "the line is never quiet; nothing was sent: see whether another master talks on it");
                }
                arrived.awaitNanos(Math.min(left, deadline - now));
            }
        } finally {
            lock.unlock();
        }
    }

    private void takeUnasked() throws ExchangeException {
        int length = RtuFrame.length(buffer, filled);
        while (length > 0 && length <= filled && RtuFrame.whole(buffer, length)) {
            Frame frame = cut(length);
            if (!tookLate(frame)) {
                throw breakWith("an answer to a request that was never made (unit " + frame.unit() + ", function "
                        + frame.function()
                        + "): see whether another master talks on the line or two units share an id");
            }
            length = RtuFrame.length(buffer, filled);
        }
        filled = 0;
    }

    private Frame next(int unit, long deadline, long timeoutNanos) throws ExchangeException, InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                int length = RtuFrame.length(buffer, filled);
                if (length > 0 && length <= filled && RtuFrame.whole(buffer, length)) {
                    return cut(length);
                }
                if (length < 0 || (length > 0 && length <= filled)) {
                    quiet(DRAIN_NANOS, ticker.nanos() + timeoutNanos);
                    throw new ExchangeException(
                            Kind.SILENT,
                            "the answer of unit " + unit
                                    + " was garbled: see baud rate, parity, termination and whether two units share an id");
                }
                String why = broken;
                if (why != null) {
                    throw new ExchangeException(Kind.BROKEN, why);
                }
                long left = deadline - ticker.nanos();
                if (left <= 0) {
                    throw new ExchangeException(
                            Kind.SILENT,
                            filled == 0
                                    ? "no answer from unit " + unit + " within "
                                            + ModbusConnection.inWords(timeoutNanos)
                                    : "the answer of unit " + unit + " was cut off after " + filled + " bytes");
                }
                arrived.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private Frame cut(int length) {
        Frame frame = new Frame(buffer[0] & 0xFF, Arrays.copyOfRange(buffer, 1, length - 2));
        System.arraycopy(buffer, length, buffer, 0, filled - length);
        filled -= length;
        return frame;
    }

    private void readAll() {
        byte[] some = new byte[RtuFrame.LONGEST];
        try {
            int n = line.read(some);
            while (n >= 0 && broken() == null) {
                if (n > 0) {
                    take(some, n);
                }
                n = line.read(some);
            }
            fail("the device closed the connection");
        } catch (IOException e) {
            fail("connection lost: " + e.getMessage());
        }
    }

    private void take(byte[] some, int n) {
        lock.lock();
        try {
            // What does not fit is noise beyond any frame; it keeps the line from being quiet and is dropped.
            int room = Math.min(n, buffer.length - filled);
            System.arraycopy(some, 0, buffer, filled, room);
            filled += room;
            lastByteNanos = ticker.nanos();
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private ExchangeException breakWith(String why) {
        fail(why);
        return new ExchangeException(Kind.BROKEN, why);
    }

    private void fail(String why) {
        lock.lock();
        try {
            if (broken == null) {
                broken = why;
            }
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
        line.close();
    }

    @Override
    public boolean parallel() {
        return false;
    }

    @Override
    public @Nullable Late takeLate() {
        lock.lock();
        try {
            return lates.poll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable String broken() {
        lock.lock();
        try {
            return broken;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        fail("the connection was closed");
        try {
            if (!Thread.currentThread().equals(reader)) {
                reader.join(1_000);
            }
        } catch (InterruptedException unused) {
            // The line is closed, so the reader ends without being waited for.
            Thread.currentThread().interrupt();
        }
    }
}
