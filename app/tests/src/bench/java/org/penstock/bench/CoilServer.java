package org.penstock.bench;

import com.digitalpetri.modbus.exceptions.UnknownUnitIdException;
import com.digitalpetri.modbus.pdu.WriteSingleCoilRequest;
import com.digitalpetri.modbus.pdu.WriteSingleCoilResponse;
import com.digitalpetri.modbus.server.ModbusRequestContext;
import com.digitalpetri.modbus.server.ModbusTcpServer;
import com.digitalpetri.modbus.server.ProcessImage;
import com.digitalpetri.modbus.server.ReadWriteModbusServices;
import com.digitalpetri.modbus.tcp.server.NettyTcpServerTransport;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A Modbus server that is not ours; tells when each coil write arrived, by the clock of this process. */
final class CoilServer implements AutoCloseable {
    final int port;
    private final BlockingQueue<Write> writes = new ArrayBlockingQueue<>(10_000);
    private final ProcessImage unit = new ProcessImage();
    private final ModbusTcpServer server;

    /** @param nanos when it arrived */
    record Write(int coil, boolean on, long nanos) {}

    CoilServer() throws Exception {
        port = Broker.freePort();
        server = ModbusTcpServer.create(
                NettyTcpServerTransport.create(c -> {
                    c.bindAddress = "127.0.0.1";
                    c.port = port;
                }),
                new Services());
        server.start();
    }

    /** The next write of {@code coil} to {@code on}, or null when none comes in time; others are passed over. */
    @Nullable
    Write await(int coil, boolean on, long millis) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            Write w = writes.poll(left, TimeUnit.NANOSECONDS);
            if (w != null && w.coil == coil && w.on == on) {
                return w;
            }
        }
        return null;
    }

    /** Forgets writes nobody waited for. @return how many */
    int forget() {
        int n = writes.size();
        writes.clear();
        return n;
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }

    private final class Services extends ReadWriteModbusServices {
        @Override
        protected Optional<ProcessImage> getProcessImage(int unitId) {
            return Optional.of(unit);
        }

        @Override
        public WriteSingleCoilResponse writeSingleCoil(
                ModbusRequestContext context, int unitId, WriteSingleCoilRequest request)
                throws UnknownUnitIdException {
            writes.add(new Write(request.address(), request.value() == 0xFF00, System.nanoTime()));
            return super.writeSingleCoil(context, unitId, request);
        }
    }
}
