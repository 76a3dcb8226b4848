package org.penstock.driver.modbus;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.penstock.core.link.OutputWrite;
import org.penstock.core.link.WriteOutcome;
import org.penstock.core.quantity.Ticker;
import org.penstock.driver.modbus.ExchangeException.Kind;
import org.penstock.driver.modbus.ModbusPlan.Output;
import org.penstock.driver.shared.StatusBoard;

/**
 * Writes one output and reads it back, every request once. Where the output has a timer register, the seconds go there
 * first: a coil is never opened before the device knows when to close it by itself. What takes a whole command is left to
 * the {@link CommandWriter}.
 */
final class OutputWriter {
    /** How long a write waits for a poll under way: many times what a healthy device needs, little for a valve. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final long WORKING_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ModbusSettings settings;
    private final Turn turn;
    private final WatchedLine line;
    private final Ticker ticker;
    private final StatusBoard status;
    private final HealthBook health;
    private final CommandWriter commands;

    OutputWriter(
            ModbusSettings settings,
            Turn turn,
            WatchedLine line,
            Ticker ticker,
            StatusBoard status,
            HealthBook health) {
        this.settings = settings;
        this.turn = turn;
        this.line = line;
        this.ticker = ticker;
        this.status = status;
        this.health = health;
        this.commands = new CommandWriter(this::exchange, ticker);
    }

    WriteOutcome write(ModbusConnection connection, Output output, OutputWrite write) throws InterruptedException {
        BlockCommand command = output.command();
        if (command != null) {
            return commands.write(connection, output, command, write);
        }
        long deadline = ticker.nanos() + TimeUnit.MILLISECONDS.toNanos(write.timeoutMillis());
        int[] wanted;
        Pdu request;
        if (output.at().table() == RegisterTable.COIL) {
            if (write.value() != 0 && write.value() != 1) {
                return failed(output, "was not written: a coil takes 0 or 1, not " + write.value());
            }
            wanted = new int[] {(int) write.value()};
            request = Pdu.writeCoil(output.at().address(), wanted[0] == 1);
        } else {
            try {
                wanted = output.codec().registers(write.value());
            } catch (IllegalArgumentException e) {
                return failed(output, "was not written: " + e.getMessage());
            }
            request = wanted.length == 1 && !output.multiple()
                    ? Pdu.writeRegister(output.at().address(), wanted[0])
                    : Pdu.writeRegisters(output.at().address(), wanted);
        }
        Register timer = output.timer();
        if (timer != null && write.maxOnMillis() > 0) {
            WriteOutcome.@Nullable Failed refused =
                    writeTimer(connection, output, timer, write.maxOnMillis(), deadline);
            if (refused != null) {
                return refused;
            }
            if (write.overtaken().getAsBoolean()) {
                // The device took its time over the timer: what closes the output waits meanwhile.
                return failed(output, "was not opened: it was overtaken by another command");
            }
        }
        try {
            exchange(connection, output, request, deadline);
        } catch (ExchangeException e) {
            if (e.stillWorking()) {
                return verify(
                        connection,
                        output,
                        wanted,
                        deadline,
                        () -> !write.overtaken().getAsBoolean());
            }
            return failed(
                    output,
                    e.kind() == Kind.REFUSED || e.kind() == Kind.UNSETTLED
                            ? "was not written: " + e.words()
                            : "may or may not have been written to " + output.at() + ": " + e.words());
        }
        return verify(connection, output, wanted, deadline, () -> false);
    }

    private WriteOutcome.@Nullable Failed writeTimer(
            ModbusConnection connection, Output output, Register timer, long maxOnMillis, long deadline)
            throws InterruptedException {
        // Longer than a register can hold: the device closes earlier, which is the safe side.
        int seconds = (int) Math.min(0xFFFF, Math.ceilDiv(maxOnMillis, 1_000L));
        Pdu request = output.multiple()
                ? Pdu.writeRegisters(timer.address(), new int[] {seconds})
                : Pdu.writeRegister(timer.address(), seconds);
        try {
            exchange(connection, output, request, deadline);
            return null;
        } catch (ExchangeException e) {
            return failed(
                    output,
                    "was not opened, because its timer " + timer + " did not take " + seconds + " s: " + e.words());
        }
    }

    /**
     * @param again whether reading, never writing, is repeated while there is time: the device said that it is still at work
     */
    private WriteOutcome verify(
            ModbusConnection connection, Output output, int[] wanted, long deadline, BooleanSupplier again)
            throws InterruptedException {
        try {
            int[] found = read(connection, output, deadline);
            while (!Arrays.equals(found, wanted)
                    && deadline - ticker.nanos() > 2 * WORKING_NANOS
                    && again.getAsBoolean()) {
                TimeUnit.NANOSECONDS.sleep(WORKING_NANOS);
                found = read(connection, output, deadline);
            }
            return Arrays.equals(found, wanted)
                    ? new WriteOutcome.Verified(output.codec().value(found, 0))
                    : failed(
                            output,
                            "was written but reads back " + output.codec().value(found, 0) + " instead of "
                                    + output.codec().value(wanted, 0) + " from " + output.at()
                                    + ": see whether the device is in local mode or another master writes it");
        } catch (ExchangeException e) {
            return failed(output, "was written but could not be read back from " + output.at() + ": " + e.words());
        }
    }

    WriteOutcome readBack(ModbusConnection connection, Output output) throws InterruptedException {
        BlockCommand command = output.command();
        if (command != null) {
            return commands.readBack(connection, output, command, settings.timeoutMillis());
        }
        long deadline = ticker.nanos() + TimeUnit.MILLISECONDS.toNanos(settings.timeoutMillis());
        try {
            return new WriteOutcome.Verified(output.codec().value(read(connection, output, deadline), 0));
        } catch (ExchangeException e) {
            return failed(output, "could not be read back from " + output.at() + ": " + e.words());
        }
    }

    private int[] read(ModbusConnection connection, Output output, long deadline)
            throws ExchangeException, InterruptedException {
        Pdu request = Pdu.read(
                output.at().table(), output.at().address(), output.codec().width());
        return request.items(exchange(connection, output, request, deadline));
    }

    private byte[] exchange(ModbusConnection connection, Output output, Pdu request, long deadline)
            throws ExchangeException, InterruptedException {
        long patience = deadline - ticker.nanos();
        boolean mine = turn.write(connection.parallel() ? Math.min(PATIENCE_NANOS, patience) : patience);
        try {
            long left = Math.min(deadline - ticker.nanos(), TimeUnit.MILLISECONDS.toNanos(settings.timeoutMillis()));
            if (left <= 0) {
                throw new ExchangeException(Kind.SILENT, "no time was left; nothing was sent");
            }
            status.countSent();
            long sent = ticker.nanos();
            byte[] answer = line.exchange(connection, output.device(), output.unit(), request, left);
            status.countReceived();
            health.answered(output.device(), ticker.nanos() - sent);
            return answer;
        } catch (ExchangeException e) {
            status.countError();
            health.failed(output.device(), e);
            throw e;
        } finally {
            if (mine) {
                turn.release();
            }
        }
    }

    static WriteOutcome.Failed failed(Output output, String what) {
        return new WriteOutcome.Failed("output " + output.key() + " of device " + output.device() + " " + what);
    }
}
