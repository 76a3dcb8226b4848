package org.penstock.driver.mqtt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** MQTT 5 over Paho. */
final class Mqtt5Connection implements BrokerConnection {
    private static final Logger LOG = LoggerFactory.getLogger(Mqtt5Connection.class);
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

    Mqtt5Connection(MqttSettings settings, Credentials credentials, Listener listener) throws BrokerException {
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
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setAutomaticReconnect(false);
        options.setCleanStart(settings.forgets());
        options.setSessionExpiryInterval(settings.sessionSeconds());
        options.setReceiveMaximum(settings.inFlight());
        // Incoming aliases end the connection in this library: it looks for keys among the values.
        options.setTopicAliasMaximum(0);
        options.setMaximumPacketSize(settings.mostPacket());
        options.setKeepAliveInterval(settings.keepAliveSeconds());
        options.setConnectionTimeout((int) (settings.timeoutMillis() / 1_000));
        options.setSocketFactory(sockets.factory(settings, credentials.certificate()));
        options.setHttpsHostnameVerificationEnabled(true);
        options.setUseSubscriptionIdentifiers(false);
        if (!settings.user().isEmpty()) {
            options.setUserName(settings.user());
            options.setPassword(credentials.password().getBytes(StandardCharsets.UTF_8));
        }
        if (will != null) {
            MqttMessage last = new MqttMessage(will.payload());
            last.setQos(1);
            last.setRetained(true);
            options.setWill(will.topic(), last);
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
        MqttSubscription[] wanted = new MqttSubscription[subscriptions.size()];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = new MqttSubscription(subscriptions.get(i).filter().text(), 1);
            wanted[i].setRetainHandling(subscriptions.get(i).everyTime() ? 0 : 1);
        }
        try {
            IMqttToken token = client.subscribe(wanted, null, null, new MqttProperties());
            token.waitForCompletion(settings.timeoutMillis());
            int[] codes = token.getReasonCodes();
            List<String> refused = new ArrayList<>();
            for (int i = 0; codes != null && i < codes.length && i < wanted.length; i++) {
                if (codes[i] != MqttReturnCode.RETURN_CODE_MAX_QOS_1) {
                    refused.add(SubscriptionWords.refused(wanted[i].getTopic(), codes[i]));
                }
            }
            return refused;
        } catch (MqttException e) {
            throw failure(e);
        }
    }

    @Override
    public void announce(String topic, byte[] payload, long timeoutMillis) throws BrokerException {
        MqttMessage message = new MqttMessage(payload);
        message.setQos(1);
        message.setRetained(true);
        message.setProperties(new MqttProperties());
        try {
            IMqttToken token = start(topic, message, timeoutMillis);
            token.waitForCompletion(timeoutMillis);
            int[] codes = token.getReasonCodes();
            if (codes != null && codes.length > 0 && codes[0] >= MqttReturnCode.RETURN_CODE_UNSPECIFIED_ERROR) {
                throw new BrokerException("the broker refused a message to " + topic + " (code " + codes[0] + ")");
            }
        } catch (MqttException e) {
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
        message.setQos(1);
        message.setRetained(false);
        MqttProperties properties = new MqttProperties();
        if (!urgent) {
            properties.setMessageExpiryInterval(Math.ceilDiv(timeoutMillis, 1_000L));
        }
        message.setProperties(properties);
        try {
            IMqttToken token = start(topic, message, timeoutMillis);
            token.waitForCompletion(timeoutMillis);
            int[] codes = token.getReasonCodes();
            int code = codes == null || codes.length == 0 ? 0 : codes[0];
            if (code == MqttReturnCode.RETURN_CODE_NO_MATCHING_SUBSCRIBERS) {
                throw new BrokerException("no device listens to " + topic + ": is it switched on and connected?");
            }
            if (code >= MqttReturnCode.RETURN_CODE_UNSPECIFIED_ERROR) {
                throw new BrokerException("the broker refused a message to " + topic + " (code " + code + ")");
            }
        } catch (MqttException e) {
            if (e.getReasonCode() == MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED) {
                throw new BrokerException(
                        "the broker does not let us publish to " + topic + "; see its access list", e);
            }
            throw failure(e);
        }
    }

    /** The library counts its own messages late and may say that too many are under way; nothing was sent then. */
    private IMqttToken start(String topic, MqttMessage message, long timeoutMillis) throws MqttException {
        for (long waited = 0; ; waited++) {
            try {
                return client.publish(topic, message);
            } catch (MqttException e) {
                if (e.getReasonCode() != MqttClientException.REASON_CODE_MAX_INFLIGHT || waited >= timeoutMillis) {
                    throw e;
                }
                LockSupport.parkNanos(1_000_000);
            }
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
        public void disconnected(MqttDisconnectResponse response) {
            MqttException e = response.getException();
            listener.lost(
                    e == null
                            ? reasons.of(response.getReturnCode(), null)
                            : reasons.of(e.getReasonCode(), e.getCause()));
        }

        @Override
        public void mqttErrorOccurred(MqttException exception) {
            LOG.warn("MQTT library, {}: {}", settings.where(), exception.getMessage());
        }

        @Override
        public void messageArrived(String topic, MqttMessage m) {
            listener.message(new Incoming(topic, m.getPayload(), m.getQos(), m.getId(), m.isRetained()));
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            LOG.trace("delivered {}", token.getMessageId());
        }

        @Override
        public void connectComplete(boolean reconnect, String uri) {
            LOG.trace("connected to {}", uri);
        }

        @Override
        public void authPacketArrived(int code, MqttProperties properties) {
            LOG.trace("authentication exchange, code {}", code);
        }
    }
}
