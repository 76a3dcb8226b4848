package org.penstock.driver.modbus;

import com.digitalpetri.modbus.exceptions.ModbusResponseException;
import com.digitalpetri.modbus.exceptions.UnknownUnitIdException;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersResponse;
import com.digitalpetri.modbus.pdu.WriteSingleCoilRequest;
import com.digitalpetri.modbus.pdu.WriteSingleCoilResponse;
import com.digitalpetri.modbus.server.ModbusRequestContext;
import com.digitalpetri.modbus.server.ModbusTcpServer;
import com.digitalpetri.modbus.server.ProcessImage;
import com.digitalpetri.modbus.server.ReadWriteModbusServices;
import com.digitalpetri.modbus.tcp.server.NettyTcpServerTransport;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A Modbus server that is not ours, with units 1 and 2, registers it refuses and a coil that is stuck. */
public final class PlantController implements AutoCloseable {
    public final int port;
    final ProcessImage unit1 = new ProcessImage();
    final ProcessImage unit2 = new ProcessImage();
    /** Holding registers that answer "illegal data address". */
    final Set<Integer> refused = ConcurrentHashMap.newKeySet();
    /** Coils whose writes are answered well and do nothing. */
    final Set<Integer> stuck = ConcurrentHashMap.newKeySet();
    /** Every coil write, as address=value, and how often holding registers were read. */
    public final List<String> written = new CopyOnWriteArrayList<>();
    /** When each of {@link #written} came, monotonic ns; told before. */
    public final List<Long> writtenAt = new CopyOnWriteArrayList<>();

    final List<String> read = new CopyOnWriteArrayList<>();
    private final ModbusTcpServer server;

    public PlantController() throws Exception {
        this(freePort());
    }

    PlantController(int port) throws Exception {
        this.port = port;
        NettyTcpServerTransport transport = NettyTcpServerTransport.create(c -> {
            c.bindAddress = "127.0.0.1";
            c.port = port;
        });
        server = ModbusTcpServer.create(transport, new Services());
        server.start();
    }

    static int freePort() throws Exception {
        try (ServerSocket s = new ServerSocket(0)) {
            return s.getLocalPort();
        }
    }

    public void holding(int address, int... values) {
        set(unit1, address, values);
    }

    static void set(ProcessImage unit, int address, int... values) {
        unit.with(tx -> tx.writeHoldingRegisters(m -> put(m, address, values)));
    }

    void input(int address, int... values) {
        unit1.with(tx -> tx.writeInputRegisters(m -> put(m, address, values)));
    }

    public void discrete(int address, boolean on) {
        unit1.with(tx -> tx.writeDiscreteInputs(m -> m.put(address, on)));
    }

    void coil(int address, boolean on) {
        unit1.with(tx -> tx.writeCoils(m -> m.put(address, on)));
    }

    public boolean coil(int address) {
        return unit1.get(tx -> tx.readCoils(m -> m.getOrDefault(address, false)));
    }

    public int holding(int address) {
        byte[] b = unit1.get(tx -> tx.readHoldingRegisters(m -> m.getOrDefault(address, new byte[2])));
        return (b[0] & 0xFF) << 8 | b[1] & 0xFF;
    }

    private static void put(Map<Integer, byte[]> registers, int address, int... values) {
        for (int i = 0; i < values.length; i++) {
            registers.put(address + i, new byte[] {(byte) (values[i] >> 8), (byte) values[i]});
        }
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }

    private final class Services extends ReadWriteModbusServices {
        @Override
        protected Optional<ProcessImage> getProcessImage(int unitId) {
            return switch (unitId) {
                case 1 -> Optional.of(unit1);
                case 2 -> Optional.of(unit2);
                default -> Optional.empty();
            };
        }

        @Override
        public ReadHoldingRegistersResponse readHoldingRegisters(
                ModbusRequestContext context, int unitId, ReadHoldingRegistersRequest request)
                throws UnknownUnitIdException {
            read.add(unitId + ":" + request.address() + "+" + request.quantity());
            for (int i = 0; i < request.quantity(); i++) {
                if (refused.contains(request.address() + i)) {
                    throw sneaky(new ModbusResponseException(3, 2));
                }
            }
            return super.readHoldingRegisters(context, unitId, request);
        }

        @Override
        public WriteSingleCoilResponse writeSingleCoil(
                ModbusRequestContext context, int unitId, WriteSingleCoilRequest request)
                throws UnknownUnitIdException {
            writtenAt.add(System.nanoTime());
            written.add(request.address() + "=" + (request.value() == 0xFF00));
            if (stuck.contains(request.address())) {
                return new WriteSingleCoilResponse(request.address(), request.value());
            }
            return super.writeSingleCoil(context, unitId, request);
        }

        /** The base class declares fewer exceptions than the interface it implements; the server takes both. */
        @SuppressWarnings("unchecked")
        private static <E extends Exception> RuntimeException sneaky(Exception e) throws E {
            throw (E) e;
        }
    }
}
