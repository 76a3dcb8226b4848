package org.penstock.driver.modbus;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import org.penstock.driver.modbus.Place.Serial;

/** A serial line of this machine (RS-485 or RS-232 behind an adapter), through jSerialComm. */
final class SerialLine implements ByteLine {
    private static final int LOOK_MILLIS = 100;

    private final SerialPort port;
    private final String name;

    private SerialLine(SerialPort port, String name) {
        this.port = port;
        this.name = name;
    }

    /** @throws IOException saying in words why the line cannot be opened */
    static SerialLine open(Serial place) throws IOException {
        SerialPort port;
        try {
            port = SerialPort.getCommPort(place.port());
        } catch (SerialPortInvalidPortException e) {
            throw new IOException(
                    "there is no serial line " + place.port() + " on this machine: see that the adapter is plugged in",
                    e);
        } catch (LinkageError e) {
            throw new IOException("serial lines cannot be used on this machine: " + e.getMessage(), e);
        }
        port.setComPortParameters(
                place.baud(),
                8,
                place.stopBits() == 2 ? SerialPort.TWO_STOP_BITS : SerialPort.ONE_STOP_BIT,
                switch (place.parity()) {
                    case NONE -> SerialPort.NO_PARITY;
                    case EVEN -> SerialPort.EVEN_PARITY;
                    case ODD -> SerialPort.ODD_PARITY;
                });
        port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
        port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, LOOK_MILLIS, 0);
        if (!port.openPort()) {
            throw new IOException("serial line " + place.port()
                    + " cannot be opened: see that no other program holds it and that this user may use it (error "
                    + port.getLastErrorCode() + ")");
        }
        return new SerialLine(port, place.port());
    }

    @Override
    public int read(byte[] into) throws IOException {
        int n = port.readBytes(into, into.length);
        if (n < 0 && port.isOpen()) {
            throw new IOException("serial line " + name + " cannot be read: see that the adapter is plugged in");
        }
        return n;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        if (port.writeBytes(bytes, bytes.length) != bytes.length) {
            throw new IOException("serial line " + name + " takes no bytes: see that the adapter is plugged in");
        }
    }

    @Override
    public void close() {
        port.closePort();
    }
}
