package org.penstock.driver.modbus;

import java.util.List;
import org.penstock.core.link.Exchange;
import org.penstock.core.link.LinkContext;
import org.penstock.driver.modbus.ModbusConnection.Late;
import org.penstock.driver.shared.StatusBoard;
import org.penstock.driver.shared.Traffic;

/** Carries out every exchange of a link and notes it for a person who watches the line. Callable from any thread. */
final class WatchedLine {
    private final LinkContext context;
    private final Traffic traffic = new Traffic();

    WatchedLine(LinkContext context) {
        this.context = context;
    }

    /** As {@link ModbusConnection#exchange}. @param device key of the device, "" when nobody knows whose the unit is */
    byte[] exchange(ModbusConnection connection, String device, int unit, Pdu request, long timeoutNanos)
            throws ExchangeException, InterruptedException {
        long sent = context.ticker().nanos();
        try {
            byte[] answer = connection.exchange(unit, request, timeoutNanos);
            note(device, unit, request, "", context.ticker().nanos() - sent);
            return answer;
        } catch (ExchangeException e) {
            note(device, unit, request, e.words(), context.ticker().nanos() - sent);
            throw e;
        }
    }

    /** An answer came after it was given up. */
    void late(String device, Pdu request, Late late) {
        note(device, late.unit(), request, "answered late", late.tookNanos());
    }

    private void note(String device, int unit, Pdu request, String outcome, long tookNanos) {
        traffic.add(StatusBoard.wallMicros(context), device, request.told(unit), outcome, tookNanos / 1_000);
    }

    /** What is kept and came after number {@code no}, oldest first. */
    List<Exchange> after(long no) {
        return traffic.after(no);
    }
}
