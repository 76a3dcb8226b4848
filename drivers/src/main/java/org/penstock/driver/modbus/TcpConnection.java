package org.penstock.driver.modbus;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.penstock.core.quantity.Ticker;
import org.penstock.driver.modbus.ExchangeException.Kind;

/**
 * One Modbus TCP connection to a device or gateway. Every answer is matched to its request by transaction id, unit,
 * function and length; whatever fits none closes the connection, so that nothing can land on another register. An answer
 * that comes after its request was given up is known by its transaction id: it harms nobody and is kept for {@link
 * #takeLate}.
 *
 * <p>Any number of threads may exchange at once; one reader thread hands the answers out.
 */
final class TcpConnection implements ModbusConnection {
    private static final int HEADER = 7;
    private static final int MOST_PDU = 253;
    /** Enough for every request given up while a gateway is slow; older ones would answer after 64 time-outs. */
    private static final int MOST_GIVEN_UP = 64;

    private static final int MOST_LATE = 64;

    private final Socket socket;
    private final OutputStream out;
    private final Ticker ticker;
    private final Thread reader;
    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock sending = new ReentrantLock();
    private final Map<Integer, Pending> pending = new HashMap<>();
    private final LinkedHashMap<Integer, Pending> givenUp = new LinkedHashMap<>();
    private final Queue<Late> lates = new ArrayDeque<>();
    private int lastTransaction;
    private @Nullable String broken;

    private final class Pending {
        private final int unit;
        private final Pdu request;
        private final long sentNanos = ticker.nanos();
        private final Condition done = lock.newCondition();
        private byte @Nullable [] answer;

        private Pending(int unit, Pdu request) {
            this.unit = unit;
            this.request = request;
        }
    }

    /**
     * @param socket connected; closed by this connection
     * @param name name of the reader thread
     */
    TcpConnection(Socket socket, Ticker ticker, String name) throws IOException {
        this.socket = socket;
        this.ticker = ticker;
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        this.out = socket.getOutputStream();
        DataInputStream in = new DataInputStream(socket.getInputStream());
        // A daemon: it only waits for bytes, and close() ends it by closing the socket.
        this.reader = Thread.ofPlatform().name(name).daemon().unstarted(() -> readAll(in));
        reader.start();
    }

    @Override
    public byte[] exchange(int unit, Pdu request, long timeoutNanos) throws ExchangeException, InterruptedException {
        long deadline = ticker.nanos() + timeoutNanos;
        Pending mine = new Pending(unit, request);
        int transaction = register(mine);
        try {
            send(transaction, unit, request.bytes(), deadline);
            byte[] answer = await(mine, transaction, deadline, timeoutNanos);
            request.throwRefusal(unit, answer);
            String fault = request.fault(answer);
            if (fault != null) {
                throw breakWith("unit " + unit + " broke the protocol: " + fault);
            }
            return answer;
        } finally {
            lock.lock();
            try {
                pending.remove(transaction);
            } finally {
                lock.unlock();
            }
        }
    }

    private int register(Pending mine) throws ExchangeException {
        lock.lock();
        try {
            String why = broken;
            if (why != null) {
                throw new ExchangeException(Kind.BROKEN, why);
            }
            do {
                lastTransaction = (lastTransaction + 1) & 0xFFFF;
            } while (pending.containsKey(lastTransaction) || givenUp.containsKey(lastTransaction));
            pending.put(lastTransaction, mine);
            return lastTransaction;
        } finally {
            lock.unlock();
        }
    }

    private void send(int transaction, int unit, byte[] pdu, long deadline)
            throws ExchangeException, InterruptedException {
        byte[] frame = new byte[HEADER + pdu.length];
        frame[0] = (byte) (transaction >> 8);
        frame[1] = (byte) transaction;
        frame[4] = (byte) ((pdu.length + 1) >> 8);
        frame[5] = (byte) (pdu.length + 1);
        frame[6] = (byte) unit;
        System.arraycopy(pdu, 0, frame, HEADER, pdu.length);
        if (!sending.tryLock(deadline - ticker.nanos(), TimeUnit.NANOSECONDS)) {
            throw new ExchangeException(Kind.SILENT, "the device takes no more requests; nothing was sent");
        }
        try {
            out.write(frame);
        } catch (IOException e) {
            throw breakWith("connection lost while sending: " + e.getMessage());
        } finally {
            sending.unlock();
        }
    }

    private byte[] await(Pending mine, int transaction, long deadline, long timeoutNanos)
            throws ExchangeException, InterruptedException {
        lock.lock();
        try {
            while (true) {
                byte[] answer = mine.answer;
                if (answer != null) {
                    return answer;
                }
                String why = broken;
                if (why != null) {
                    throw new ExchangeException(Kind.BROKEN, why);
                }
                long left = deadline - ticker.nanos();
                if (left <= 0) {
                    giveUp(transaction, mine);
                    throw new ExchangeException(
                            Kind.SILENT,
                            "no answer from unit " + mine.unit + " within " + ModbusConnection.inWords(timeoutNanos));
                }
                mine.done.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            giveUp(transaction, mine);
            throw e;
        } finally {
            lock.unlock();
        }
    }

    private void giveUp(int transaction, Pending mine) {
        givenUp.put(transaction, mine);
        if (givenUp.size() > MOST_GIVEN_UP) {
            givenUp.pollFirstEntry();
        }
    }

    private void readAll(DataInputStream in) {
        try {
            byte[] header = new byte[HEADER];
            while (true) {
                in.readFully(header);
                int transaction = ((header[0] & 0xFF) << 8) | (header[1] & 0xFF);
                int protocol = ((header[2] & 0xFF) << 8) | (header[3] & 0xFF);
                int length = ((header[4] & 0xFF) << 8) | (header[5] & 0xFF);
                if (protocol != 0 || length < 3 || length > MOST_PDU + 1) {
                    fail("the answer is no Modbus TCP frame (protocol " + protocol + ", length " + length + ")");
                    return;
                }
                byte[] pdu = new byte[length - 1];
                in.readFully(pdu);
                if (!accept(transaction, header[6] & 0xFF, pdu)) {
                    return;
                }
            }
        } catch (EOFException unused) {
            fail("the device closed the connection");
        } catch (IOException e) {
            fail("connection lost: " + e.getMessage());
        }
    }

    private boolean accept(int transaction, int unit, byte[] pdu) {
        lock.lock();
        try {
            Pending p = pending.get(transaction);
            if (p != null && p.answer == null && !givenUp.containsKey(transaction)) {
                if (p.unit == unit) {
                    p.answer = pdu;
                    p.done.signal();
                    return true;
                }
                fail("unit " + unit + " answered a request to unit " + p.unit);
                return false;
            }
            Pending late = givenUp.remove(transaction);
            if (late != null) {
                if (late.unit == unit) {
                    boolean fits = late.request.reads() && late.request.fault(pdu) == null;
                    if (lates.size() >= MOST_LATE) {
                        lates.poll();
                    }
                    lates.add(new Late(unit, fits ? late.request : null, pdu, ticker.nanos() - late.sentNanos));
                }
                return true;
            }
        } finally {
            lock.unlock();
        }
        fail("an answer to a request that was never made (transaction " + transaction + ", unit " + unit + ")");
        return false;
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
            pending.values().forEach(p -> p.done.signal());
        } finally {
            lock.unlock();
        }
        closeSocket();
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
    public boolean parallel() {
        return true;
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
    public void close() {
        fail("the connection was closed");
        try {
            if (!Thread.currentThread().equals(reader)) {
                reader.join(1_000);
            }
        } catch (InterruptedException unused) {
            // The socket is closed, so the reader ends without being waited for.
            Thread.currentThread().interrupt();
        }
    }

    private void closeSocket() {
        try {
            socket.close();
        } catch (IOException unused) {
            // The descriptor is released even when the last packet could not be sent; there is nobody left to tell.
        }
    }
}
