package org.penstock.app.crash;

import com.digitalpetri.modbus.exceptions.UnknownUnitIdException;
import com.digitalpetri.modbus.pdu.WriteSingleCoilRequest;
import com.digitalpetri.modbus.pdu.WriteSingleCoilResponse;
import com.digitalpetri.modbus.server.ModbusRequestContext;
import com.digitalpetri.modbus.server.ModbusTcpServer;
import com.digitalpetri.modbus.server.ProcessImage;
import com.digitalpetri.modbus.server.ReadWriteModbusServices;
import com.digitalpetri.modbus.tcp.server.NettyTcpServerTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A controller with coils valve-1 (0), valve-2 (1), pump-1 (2) and fan-1 (3). Each valve has a timer register, in seconds:
 * when it is over the controller closes the coil by itself. Remembers when each coil was open.
 */
final class TimerController implements AutoCloseable {
    static final List<String> COILS = List.of("valve-1", "valve-2", "pump-1", "fan-1");
    private static final int VALVES = 2;
    private static final int TIMERS = 200;

    final int port;
    private final ProcessImage image = new ProcessImage();
    private final ModbusTcpServer server;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("test-plc-timer").factory());
    private final List<Open> log = new ArrayList<>();
    private final @Nullable Open[] now = new Open[COILS.size()];
    private final @Nullable ScheduledFuture<?>[] timers = new ScheduledFuture<?>[COILS.size()];

    /** One time that a coil was open. Times are {@link System#nanoTime}. */
    static final class Open {
        final String coil;
        final long opened = System.nanoTime();
        /** When the controller would close it itself; MAX_VALUE without a timer. */
        long byTimer = Long.MAX_VALUE;
        /** The longest time that was written to its timer, s. */
        int seconds;
        /** MAX_VALUE while it is open. */
        long closed = Long.MAX_VALUE;

        Open(String coil) {
            this.coil = coil;
        }

        @Override
        public String toString() {
            return coil + " open for " + (closed == Long.MAX_VALUE ? "ever" : (closed - opened) / 1_000_000 + " ms");
        }
    }

    TimerController() throws Exception {
        port = FieldBroker.freePort();
        image.with(tx -> {
            tx.writeDiscreteInputs(m -> m.put(0, true));
            float level = 500;
            int bits = Float.floatToIntBits(level);
            tx.writeHoldingRegisters(m -> {
                m.put(100, new byte[] {(byte) (bits >> 24), (byte) (bits >> 16)});
                m.put(101, new byte[] {(byte) (bits >> 8), (byte) bits});
            });
        });
        server = ModbusTcpServer.create(
                NettyTcpServerTransport.create(c -> {
                    c.bindAddress = "127.0.0.1";
                    c.port = port;
                }),
                new Services());
        server.start();
    }

    private synchronized void written(int coil, boolean on) {
        ScheduledFuture<?> timer = timers[coil];
        if (timer != null) {
            timer.cancel(false);
            timers[coil] = null;
        }
        Open open = now[coil];
        if (!on) {
            if (open != null) {
                open.closed = System.nanoTime();
                now[coil] = null;
            }
            return;
        }
        if (open == null) {
            open = new Open(COILS.get(coil));
            now[coil] = open;
            log.add(open);
        }
        if (coil < VALVES) {
            int seconds = timer(coil);
            open.seconds = Math.max(open.seconds, seconds);
            open.byTimer = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            timers[coil] = clock.schedule(() -> timeIsOver(coil), seconds, TimeUnit.SECONDS);
        }
    }

    private int timer(int coil) {
        byte[] b = image.get(tx -> tx.readHoldingRegisters(m -> m.getOrDefault(TIMERS + coil, new byte[2])));
        return (b[0] & 0xFF) << 8 | b[1] & 0xFF;
    }

    private void timeIsOver(int coil) {
        image.with(tx -> tx.writeCoils(m -> m.put(coil, false)));
        written(coil, false);
    }

    synchronized boolean isOpen(String coil) {
        return now[COILS.indexOf(coil)] != null;
    }

    /** Every opening so far, oldest first. */
    synchronized List<Open> log() {
        return List.copyOf(log);
    }

    @Override
    public void close() throws Exception {
        clock.shutdownNow();
        server.stop();
    }

    private final class Services extends ReadWriteModbusServices {
        @Override
        protected Optional<ProcessImage> getProcessImage(int unit) {
            return unit == 1 ? Optional.of(image) : Optional.empty();
        }

        @Override
        public WriteSingleCoilResponse writeSingleCoil(
                ModbusRequestContext context, int unit, WriteSingleCoilRequest request) throws UnknownUnitIdException {
            WriteSingleCoilResponse answer = super.writeSingleCoil(context, unit, request);
            written(request.address(), request.value() == 0xFF00);
            return answer;
        }
    }
}
