package org.penstock.driver.modbus;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.penstock.core.link.OutputWrite;
import org.penstock.core.link.WriteOutcome;
import org.penstock.core.quantity.Ticker;
import org.penstock.driver.modbus.CommandAnswer.Seen;
import org.penstock.driver.modbus.ExchangeException.Kind;
import org.penstock.driver.modbus.ModbusPlan.Output;

/**
 * Sends a {@link BlockCommand} once and reads until the device repeats its number and shows what was asked, or says why
 * not, or the time is over, or another command overtakes it. Only reading is repeated: a command that got no answer may be
 * under way, and a second one would start it anew. Thread-safe.
 */
final class CommandWriter {
    private static final long BETWEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int LARGEST_ID = 0xFFFF;

    private final Exchanging line;
    private final Ticker ticker;
    /** The number of the last command, by unit and register it goes to: a number is new even after a silent failure. */
    private final Map<String, Integer> last = new ConcurrentHashMap<>();

    /** One exchange on the line of the link. */
    interface Exchanging {
        byte[] exchange(ModbusConnection connection, Output output, Pdu request, long deadline)
                throws ExchangeException, InterruptedException;
    }

    CommandWriter(Exchanging line, Ticker ticker) {
        this.line = line;
        this.ticker = ticker;
    }

    WriteOutcome write(ModbusConnection connection, Output output, BlockCommand command, OutputWrite write)
            throws InterruptedException {
        long deadline = ticker.nanos() + TimeUnit.MILLISECONDS.toNanos(write.timeoutMillis());
        double value = write.value();
        if (!command.valued() && value != 0 && value != 1) {
            return OutputWriter.failed(output, "was not written: its command takes 0 or 1, not " + value);
        }
        if (value != 0 && command.timed() && write.maxOnMillis() <= 0) {
            return OutputWriter.failed(output, "was not written: nothing says for how long the device may go on");
        }
        int id;
        int[] block;
        try {
            id = next(output, command, look(connection, output, command.answer(), deadline));
            block = command.registers(value, write.maxOnMillis(), id);
        } catch (ExchangeException e) {
            return OutputWriter.failed(
                    output,
                    "was not written: which command it carries out could not be read from "
                            + command.answer().from() + ": " + e.words());
        } catch (IllegalArgumentException e) {
            return OutputWriter.failed(output, "was not written: " + e.getMessage());
        }
        if (write.overtaken().getAsBoolean()) {
            return OutputWriter.failed(output, "was not written: it was overtaken by another command");
        }
        String doubt = "";
        try {
            line.exchange(connection, output, Pdu.writeRegisters(command.at().address(), block), deadline);
        } catch (ExchangeException e) {
            if (e.kind() == Kind.REFUSED && !e.stillWorking() || e.kind() == Kind.UNSETTLED) {
                return OutputWriter.failed(output, "was not written: " + e.words());
            }
            // Whether it took the command is what the device itself says below.
            doubt = e.words();
        }
        return verify(connection, output, command, write, id, deadline, doubt);
    }

    /** A number that is neither the one the device shows nor the last one it was sent. */
    private int next(Output output, BlockCommand command, Seen now) {
        String where = output.unit() + "/" + command.at();
        Integer sent = last.get(where);
        int id = after(sent == null ? now.id() : sent);
        if (id == now.id()) {
            id = after(id);
        }
        last.put(where, id);
        return id;
    }

    private static int after(int id) {
        return id >= LARGEST_ID ? 1 : id + 1;
    }

    private WriteOutcome verify(
            ModbusConnection connection,
            Output output,
            BlockCommand command,
            OutputWrite write,
            int id,
            long deadline,
            String doubt)
            throws InterruptedException {
        double value = write.value();
        CommandAnswer answer = command.answer();
        String unsure = doubt.isEmpty() ? "was written" : "may or may not have been written (" + doubt + ")";
        try {
            while (true) {
                Seen seen = look(connection, output, answer, deadline);
                if (seen.id() == id) {
                    if (answer.fault().containsKey(seen.state())) {
                        return OutputWriter.failed(
                                output,
                                "was written as command " + id + ", but the device gives up: " + answer.words(seen));
                    }
                    if (done(command, value, seen)) {
                        return new WriteOutcome.Verified(value);
                    }
                }
                if (write.overtaken().getAsBoolean()) {
                    return OutputWriter.failed(
                            output, unsure + " as command " + id + ", but was overtaken by another command");
                }
                if (deadline - ticker.nanos() <= 2 * BETWEEN_NANOS) {
                    return OutputWriter.failed(
                            output, unsure + " as command " + id + ", but " + missing(command, value, id, seen));
                }
                TimeUnit.NANOSECONDS.sleep(BETWEEN_NANOS);
            }
        } catch (ExchangeException e) {
            return OutputWriter.failed(
                    output,
                    unsure + " as command " + id + ", but what became of it could not be read from " + answer.from()
                            + ": " + e.words());
        }
    }

    private static boolean done(BlockCommand command, double value, Seen seen) {
        CommandAnswer answer = command.answer();
        if (value == 0) {
            return answer.off().containsKey(seen.state());
        }
        boolean same = !command.valued() || answer.value() == null || seen.value() == value;
        return same && answer.on().containsKey(seen.state());
    }

    private static String missing(BlockCommand command, double value, int id, Seen seen) {
        String how = command.answer().words(seen);
        if (seen.id() != id) {
            return "the device shows command " + seen.id() + ", " + how
                    + ": see whether it is under local control or another master commands it";
        }
        return command.answer().on().containsKey(seen.state()) && value != 0
                ? "it shows " + seen.value() + " instead of " + value + "; " + how
                : how + " when the time was over";
    }

    WriteOutcome readBack(ModbusConnection connection, Output output, BlockCommand command, long timeoutMillis)
            throws InterruptedException {
        CommandAnswer answer = command.answer();
        long deadline = ticker.nanos() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        try {
            Seen seen = look(connection, output, answer, deadline);
            if (answer.off().containsKey(seen.state())) {
                return new WriteOutcome.Verified(0);
            }
            // On its way to a stop it is not there yet.
            if (answer.on().containsKey(seen.state()) || answer.passing().containsKey(seen.state())) {
                return new WriteOutcome.Verified(command.valued() && answer.value() != null ? seen.value() : 1);
            }
            return OutputWriter.failed(output, "says neither on nor off: " + answer.words(seen));
        } catch (ExchangeException e) {
            return OutputWriter.failed(output, "could not be read back from " + answer.from() + ": " + e.words());
        }
    }

    private Seen look(ModbusConnection connection, Output output, CommandAnswer answer, long deadline)
            throws ExchangeException, InterruptedException {
        Pdu request = answer.request();
        return answer.seen(request.items(line.exchange(connection, output, request, deadline)));
    }
}
