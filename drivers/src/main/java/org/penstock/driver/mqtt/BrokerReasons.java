package org.penstock.driver.mqtt;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says in a person's words why a broker cannot be reached or refuses us. */
final class BrokerReasons {
    private static final int CLIENT_TIMEOUT = 32_000;
    private static final int WRITE_TIMEOUT = 32_002;

    private final MqttSettings settings;

    BrokerReasons(MqttSettings settings) {
        this.settings = settings;
    }

    /** @param code reason code of the library or of the broker; see the two specifications */
    String of(int code, @Nullable Throwable cause) {
        String where = settings.where();
        String network = network(cause);
        if (!network.isEmpty()) {
            return network;
        }
        return switch (code) {
            case CLIENT_TIMEOUT, WRITE_TIMEOUT, 141 ->
                "broker " + where + " no longer answers: keep-alive of " + settings.keepAliveSeconds() + " s was lost";
            case 4, 134, 140 ->
                "broker " + where
                        + " refused us: bad user name or password; check `user` and the secret behind `password`";
            case 5, 135 ->
                "broker " + where + " refused us: "
                        + (settings.user().isEmpty()
                                ? "it wants a user name and password; add `user` and `password`"
                                : "user `" + settings.user()
                                        + "` is not allowed, or the password is wrong; check both, and the broker's access list");
            case 2, 133 ->
                "broker " + where + " refused the client id `" + settings.clientId() + "`; choose another `client_id`";
            case 1, 132 ->
                "broker " + where + " does not speak MQTT " + (settings.five() ? "5" : "3.1.1") + "; change `version`";
            case 3, 136, 137, 139 -> "broker " + where + " is not available now (code " + code + ")";
            case 142 ->
                "another program connected to broker " + where + " as `" + settings.clientId()
                        + "`; give each its own `client_id`";
            case 149 -> "broker " + where + " closed the connection: a packet was too large for it";
            case 151, 147, 150 -> "broker " + where + " closed the connection: too much at once (code " + code + ")";
            default ->
                "connection to broker " + where + " was lost"
                        + (cause == null || cause.getMessage() == null
                                ? " (code " + code + ")"
                                : ": " + cause.getMessage());
        };
    }

    /** The words for a fault of network or TLS, "" when {@code thrown} is neither. */
    private String network(@Nullable Throwable thrown) {
        String where = settings.where();
        Throwable last = thrown;
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            last = t;
        }
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            switch (t) {
                case UnknownHostException unused -> {
                    return "host " + settings.host() + " is unknown: check the name and the network's name server";
                }
                case CertificateExpiredException unused -> {
                    return "TLS: the certificate of " + where + " has expired; renew it on the broker";
                }
                case CertificateNotYetValidException unused -> {
                    return "TLS: the certificate of " + where
                            + " is not valid yet; check the clocks of broker and workstation";
                }
                case CertPathBuilderException unused -> {
                    return notTrusted();
                }
                case ConnectException unused -> {
                    return "broker " + where + " refused the connection: is it running, and on that port?";
                }
                case NoRouteToHostException unused -> {
                    return "there is no way to " + where + ": " + t.getMessage();
                }
                case SocketTimeoutException unused -> {
                    return "broker " + where + " did not answer within " + settings.timeoutMillis() / 1_000 + " s";
                }
                default -> {
                    // Look further down the causes first.
                }
            }
        }
        if (last == null) {
            return "";
        }
        return switch (last) {
            case CertPathValidatorException unused -> notTrusted();
            case CertificateException e ->
                "TLS: the certificate of " + where + " is for another host name (" + e.getMessage()
                        + "); write in `host` the name it was made for";
            case SSLException e ->
                "TLS: no secure connection to " + where + " (" + e.getMessage()
                        + "); is this the broker's TLS port? Plain text is never tried instead";
            case EOFException unused ->
                "broker " + where + " closed the connection" + (settings.tls() ? "; is this its TLS port?" : "");
            default -> "";
        };
    }

    private String notTrusted() {
        return "TLS: the certificate of " + settings.where() + " is not trusted; "
                + (settings.caFile() == null
                        ? "name its authority with `tls: {ca: /path/to/ca.pem}`"
                        : "it was not issued by the authority in " + settings.caFile());
    }
}
