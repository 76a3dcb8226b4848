package org.penstock.driver.modbus;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** A pair of terminals of Linux: what is written to one end is read from the other, which looks like a serial line. */
final class PseudoTerminal implements AutoCloseable {
    private static final int READ_WRITE_NO_TERMINAL = 2 | 0x100;

    private final int master;
    private final String slave;

    PseudoTerminal() throws IOException {
        MemoryLayout i = ValueLayout.JAVA_INT;
        master = number(call("posix_openpt", FunctionDescriptor.of(i, i), READ_WRITE_NO_TERMINAL));
        if (master < 0
                || number(call("grantpt", FunctionDescriptor.of(i, i), master)) != 0
                || number(call("unlockpt", FunctionDescriptor.of(i, i), master)) != 0) {
            throw new IOException("no pseudo terminal can be had");
        }
        MemorySegment name = (MemorySegment) call("ptsname", FunctionDescriptor.of(ValueLayout.ADDRESS, i), master);
        slave = name.reinterpret(64).getString(0);
    }

    /** The end that a program opens as its serial line. */
    String line() {
        return slave;
    }

    /** Waits for bytes. @return how many came, or -1 while nobody has the line open */
    int read(byte[] into) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(into.length);
            int n = (int) (long) call("read", transfer(), master, buffer, (long) into.length);
            if (n > 0) {
                MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, into, 0, n);
            }
            return n;
        }
    }

    void write(byte[] bytes) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
            if ((long) call("write", transfer(), master, buffer, (long) bytes.length) != bytes.length) {
                throw new IOException("the line took not all bytes");
            }
        }
    }

    private static FunctionDescriptor transfer() {
        return FunctionDescriptor.of(
                ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);
    }

    private static int number(Object result) {
        return (int) result;
    }

    private static Object call(String function, FunctionDescriptor shape, Object... arguments) throws IOException {
        Linker linker = Linker.nativeLinker();
        MethodHandle handle = linker.downcallHandle(
                linker.defaultLookup().find(function).orElseThrow(() -> new IOException("no " + function)), shape);
        try {
            return handle.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IOException(function, e);
        }
    }

    @Override
    public void close() throws IOException {
        call("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT), master);
    }
}
