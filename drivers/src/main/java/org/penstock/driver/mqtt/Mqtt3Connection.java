package org.penstock.driver.mqtt;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** MQTT 3.1.1 over Paho, for brokers that speak nothing newer. */
final class Mqtt3Connection implements BrokerConnection {
    private static final Logger LOG = LoggerFactory.getLogger(Mqtt3Connection.class);
    /** Time for the goodbye to leave. The library always waits as long as it may, for nobody tells it that the packet went. */
    private static final long LEAVE_MS = 150;

    private static final long GOODBYE_MS = 1_000;
    private static final long HALF_OPEN_MS = 1_500;

    private final MqttSettings settings;
    private final Credentials credentials;
    private final BrokerReasons reasons;
    private final BrokerSockets sockets;
    private final AtomicBoolean ending = new AtomicBoolean();
    private final CountDownLatch opened = new CountDownLatch(1);
    private volatile boolean opening;
    private final MqttAsyncClient client;

    Mqtt3Connection(MqttSettings settings, Credentials credentials, Listener listener) throws BrokerException {
        this.settings = settings;
        this.credentials = credentials;
        this.reasons = new BrokerReasons(settings);
        this.sockets = new BrokerSockets(settings.mostPacket(), listener::tooLarge);
        try {
            client = new MqttAsyncClient(settings.uri(), settings.clientId(), new MemoryPersistence());
        } catch (MqttException e) {
            throw new BrokerException(reasons.of(e.getReasonCode(), e), e);
        }
        client.setManualAcks(true);
        client.setCallback(new Ears(listener));
    }

    @Override
    public void open(@Nullable Will will) throws BrokerException {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setAutomaticReconnect(false);
        options.setCleanSession(settings.forgets());
        options.setMaxInflight(1_000);
        options.setKeepAliveInterval(settings.keepAliveSeconds());
        options.setConnectionTimeout((int) (settings.timeoutMillis() / 1_000));
        options.setSocketFactory(sockets.factory(settings, credentials.certificate()));
        options.setHttpsHostnameVerificationEnabled(true);
        if (!settings.user().isEmpty()) {
            options.setUserName(settings.user());
            options.setPassword(credentials.password().toCharArray());
        }
        if (will != null) {
            options.setWill(will.topic(), will.payload(), 1, true);
        }
        opening = true;
        try {
            client.connect(options).waitForCompletion(settings.timeoutMillis() + GOODBYE_MS);
        } catch (MqttException e) {
            throw failure(e);
        } finally {
            opened.countDown();
        }
    }

    @Override
    public List<String> subscribe(List<Subscription> subscriptions) throws BrokerException {
        String[] filters = new String[subscriptions.size()];
        int[] qos = new int[filters.length];
        for (int i = 0; i < filters.length; i++) {
            filters[i] = subscriptions.get(i).filter().text();
            qos[i] = 1;
        }
        try {
            IMqttToken token = client.subscribe(filters, qos);
            token.waitForCompletion(settings.timeoutMillis());
            int[] granted = token.getGrantedQos();
            List<String> refused = new ArrayList<>();
            for (int i = 0; i < granted.length && i < filters.length; i++) {
                if (granted[i] != 1) {
                    refused.add(SubscriptionWords.refused(filters[i], granted[i]));
                }
            }
            return refused;
        } catch (MqttException e) {
            if (e.getReasonCode() == MqttException.REASON_CODE_SUBSCRIBE_FAILED) {
                return List.of(SubscriptionWords.refused(String.join(", ", filters), e.getReasonCode()));
            }
            throw failure(e);
        }
    }

    @Override
    public void unsubscribe(TopicFilter filter) throws BrokerException {
        try {
            client.unsubscribe(filter.text()).waitForCompletion(settings.timeoutMillis());
        } catch (MqttException e) {
            throw failure(e);
        }
    }

    @Override
    public void publish(String topic, byte[] payload, boolean urgent, long timeoutMillis) throws BrokerException {
        MqttMessage message = new MqttMessage(payload);
        // 3.1.1 has no expiry: with QoS 1 the broker would hand an old opening to a device that comes back hours later.
        message.setQos(urgent ? 1 : 0);
        message.setRetained(false);
        try {
            client.publish(topic, message).waitForCompletion(timeoutMillis);
        } catch (MqttException e) {
            throw failure(e);
        }
    }

    @Override
    public void announce(String topic, byte[] payload, long timeoutMillis) throws BrokerException {
        try {
            client.publish(topic, payload, 1, true).waitForCompletion(timeoutMillis);
        } catch (MqttException e) {
            throw failure(e);
        }
    }

    @Override
    public void acknowledge(int... ids) {
        try {
            if (sockets.acknowledge(ids)) {
                return;
            }
            for (int id : ids) {
                client.messageArrivedComplete(id, 1);
            }
        } catch (MqttException | IOException e) {
            LOG.debug("{} acknowledgements came after the end of their connection", ids.length, e);
        }
    }

    @Override
    public void close() {
        if (!ending.compareAndSet(false, true)) {
            return;
        }
        sockets.abandonUnconnected();
        awaitOpened();
        try {
            client.disconnectForcibly(0, LEAVE_MS, client.isConnected());
        } catch (MqttException e) {
            LOG.debug("no orderly goodbye to {}", settings.where(), e);
        }
        sockets.close();
    }

    /**
     * Lets an attempt to connect get over its beginning: the library waits for ever for its own reader when the socket is
     * closed between the moment it is connected and the moment the reader looks at it.
     */
    private void awaitOpened() {
        try {
            if (opening && !opened.await(HALF_OPEN_MS, TimeUnit.MILLISECONDS)) {
                sockets.close();
            }
        } catch (InterruptedException unused) {
            Thread.currentThread().interrupt();
        }
    }

    private BrokerException failure(MqttException e) {
        return new BrokerException(reasons.of(e.getReasonCode(), e.getCause()), e);
    }

    /** Turns the library's calls into ours. */
    private final class Ears implements MqttCallback {
        private final Listener listener;

        private Ears(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void connectionLost(Throwable cause) {
            listener.lost(
                    cause instanceof MqttException e
                            ? reasons.of(e.getReasonCode(), e.getCause())
                            : reasons.of(0, cause));
        }

        @Override
        public void messageArrived(String topic, MqttMessage m) {
            listener.message(new Incoming(topic, m.getPayload(), m.getQos(), m.getId(), m.isRetained()));
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {
            LOG.trace("delivered {}", token.getMessageId());
        }
    }
}
