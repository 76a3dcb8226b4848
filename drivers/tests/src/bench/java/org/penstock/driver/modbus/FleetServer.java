package org.penstock.driver.modbus;

import com.digitalpetri.modbus.server.ModbusTcpServer;
import com.digitalpetri.modbus.server.ProcessImage;
import com.digitalpetri.modbus.server.ReadWriteModbusServices;
import com.digitalpetri.modbus.tcp.server.NettyTcpServerTransport;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Many Modbus devices in a process of their own, by a library that is not ours. Prints its port, ends with its input. */
final class FleetServer {
    private FleetServer() {}

    /** @param args how many holding registers each unit has; register n holds n */
    public static void main(String[] args) throws Exception {
        int registers = Integer.parseInt(args[0]);
        int port;
        try (ServerSocket s = new ServerSocket(0)) {
            port = s.getLocalPort();
        }
        Map<Integer, ProcessImage> units = new ConcurrentHashMap<>();
        ModbusTcpServer server = ModbusTcpServer.create(
                NettyTcpServerTransport.create(c -> {
                    c.bindAddress = "127.0.0.1";
                    c.port = port;
                }),
                new ReadWriteModbusServices() {
                    @Override
                    protected Optional<ProcessImage> getProcessImage(int unitId) {
                        return Optional.of(units.computeIfAbsent(unitId, unused -> image(registers)));
                    }
                });
        server.start();
        System.out.println(port);
        while (System.in.read() >= 0) {
            Thread.onSpinWait();
        }
        server.stop();
    }

    private static ProcessImage image(int registers) {
        ProcessImage image = new ProcessImage();
        image.with(tx -> tx.writeHoldingRegisters(m -> {
            for (int i = 0; i < registers; i++) {
                m.put(i, new byte[] {(byte) (i >> 8), (byte) i});
            }
        }));
        return image;
    }
}
