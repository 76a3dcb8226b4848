package org.penstock.bench;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * The least a program can do, in a process of its own: the MQTT library calls, the value is compared, the coil is written
 * over an open connection. Nothing is checked, kept, read back or made durable. Arguments: port of the broker, port of
 * the Modbus server. Ends when its standard input does.
 */
final class BarePath {
    private BarePath() {}

    public static void main(String[] args) throws Exception {
        MqttAsyncClient client = Field.connected(Integer.parseInt(args[0]), "bare");
        try (Socket modbus = new Socket("127.0.0.1", Integer.parseInt(args[1]))) {
            modbus.setTcpNoDelay(true);
            OutputStream out = modbus.getOutputStream();
            DataInputStream in = new DataInputStream(modbus.getInputStream());
            IMqttMessageListener react = (topic, message) -> {
                double value = Double.parseDouble(new String(message.getPayload(), StandardCharsets.UTF_8));
                if (topic.endsWith("/hot")) {
                    write(out, in, value > 27);
                }
            };
            client.subscribe(
                            new MqttSubscription[] {new MqttSubscription("bare/#", 1)},
                            null,
                            null,
                            new IMqttMessageListener[] {react},
                            new MqttProperties())
                    .waitForCompletion(10_000);
            System.out.println("ready");
            System.in.transferTo(OutputStream.nullOutputStream());
        } finally {
            client.disconnectForcibly();
            client.close();
        }
    }

    private static void write(OutputStream out, DataInputStream in, boolean on) {
        try {
            out.write(new byte[] {0, 1, 0, 0, 0, 6, 1, 5, 0, 2, on ? (byte) 0xFF : 0, 0});
            in.readFully(new byte[12]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
