package org.penstock.driver.modbus;

import com.digitalpetri.modbus.exceptions.ModbusResponseException;
import com.digitalpetri.modbus.exceptions.UnknownUnitIdException;
import com.digitalpetri.modbus.pdu.WriteMultipleRegistersRequest;
import com.digitalpetri.modbus.pdu.WriteMultipleRegistersResponse;
import com.digitalpetri.modbus.server.ModbusRequestContext;
import com.digitalpetri.modbus.server.ModbusTcpServer;
import com.digitalpetri.modbus.server.ProcessImage;
import com.digitalpetri.modbus.server.ReadWriteModbusServices;
import com.digitalpetri.modbus.tcp.server.NettyTcpServerTransport;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A nutrient supply node of KS X 3288 behind a Modbus server that is not ours: takes commands from 504 on, repeats their
 * number at 404 and shows state, zone, alert and time left around it.
 */
final class NutrientNode implements AutoCloseable {
    /** What it does with a command. */
    enum Mood {
        /** What it is told. */
        OBEYS,
        /** Answers with exception 4. */
        REFUSES,
        /** Answers well and does nothing: under local control. */
        IGNORES,
        /** Carries out a command of somebody else. */
        FOLLOWS_ANOTHER,
        /** Begins and finds the tank empty. */
        RUNS_DRY,
        /** Does what it is told, and its answer comes too late. */
        ANSWERS_LATE,
        /** Waters another zone than it was told. */
        TAKES_ANOTHER_ZONE
    }

    final int port;
    volatile Mood mood = Mood.OBEYS;
    /** How long it prepares and how long it takes to stop, ms. */
    volatile long takesMillis = 50;
    /** Every block that was written from 504 on, as it came. */
    final List<int[]> commands = new CopyOnWriteArrayList<>();

    private final ProcessImage image = new ProcessImage();
    private final ModbusTcpServer server;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(r -> new Thread(r, "nutrient-node"));

    NutrientNode(int lastId) throws Exception {
        port = PlantController.freePort();
        show(0, 0, 0, lastId);
        server = ModbusTcpServer.create(
                NettyTcpServerTransport.create(c -> {
                    c.bindAddress = "127.0.0.1";
                    c.port = port;
                }),
                new Services());
        server.start();
    }

    /** State, zone, alert and number of the command, as they stand at 401. */
    void show(int state, int zone, int alert, int id) {
        PlantController.set(image, 401, state, zone, alert, id, 0, 0);
    }

    private void carryOut(int[] block) {
        int id = block[1];
        if (block[0] == 0) {
            show(403, 0, 0, id);
            later(() -> show(0, 0, 0, id));
            return;
        }
        int zone = block[2];
        show(401, zone, 0, id);
        later(() -> show(402, zone, 0, id));
    }

    /** Goes on with a command, unless another came meanwhile. */
    private void later(Runnable task) {
        int number = commands.size();
        clock.schedule(
                () -> {
                    if (commands.size() == number) {
                        task.run();
                    }
                },
                takesMillis,
                TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() throws Exception {
        clock.shutdownNow();
        server.stop();
    }

    private final class Services extends ReadWriteModbusServices {
        @Override
        protected Optional<ProcessImage> getProcessImage(int unitId) {
            return unitId == 5 ? Optional.of(image) : Optional.empty();
        }

        @Override
        public WriteMultipleRegistersResponse writeMultipleRegisters(
                ModbusRequestContext context, int unitId, WriteMultipleRegistersRequest request)
                throws UnknownUnitIdException {
            byte[] v = request.values();
            int[] block = new int[request.quantity()];
            Arrays.setAll(block, i -> (v[2 * i] & 0xFF) << 8 | v[2 * i + 1] & 0xFF);
            if (request.address() == 504) {
                commands.add(block);
            }
            switch (mood) {
                case OBEYS -> carryOut(block);
                case REFUSES -> throw sneaky(new ModbusResponseException(16, 4));
                case IGNORES -> {}
                case FOLLOWS_ANOTHER -> show(402, 1, 0, 9_999);
                case RUNS_DRY -> show(1, 0, 9, block[1]);
                case ANSWERS_LATE -> {
                    carryOut(block);
                    pause();
                }
                case TAKES_ANOTHER_ZONE -> show(402, 7, 0, block[1]);
            }
            return new WriteMultipleRegistersResponse(request.address(), request.quantity());
        }

        private static void pause() {
            try {
                TimeUnit.MILLISECONDS.sleep(900);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** The base class declares fewer exceptions than the interface it implements; the server takes both. */
        @SuppressWarnings("unchecked")
        private static <E extends Exception> RuntimeException sneaky(Exception e) throws E {
            throw (E) e;
        }
    }
}
