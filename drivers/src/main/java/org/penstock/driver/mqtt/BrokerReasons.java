package org.penstock.driver.mqtt;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Path;
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
            case SSLException e when ofOurs(String.valueOf(e.getMessage())) -> refusedOurs(e);
            case SSLException e ->
                "TLS: no secure connection to " + where + " (" + e.getMessage()
                        + "); is this the broker's TLS port? Plain text is never tried instead";
            case EOFException unused -> closed();
            // A broker that refuses our certificate closes at once; what we wrote meanwhile makes it a reset.
            case SocketException unused when settings.tls() != null -> closed();
            default -> "";
        };
    }

    private String closed() {
        MqttTls tls = settings.tls();
        String also = tls == null
                ? ""
                : tls.certificate() != null
                        ? "; is this its TLS port, and does it know our `certificate`?"
                        : "; is this its TLS port? It may also want a certificate of ours: then write `certificate` and"
                                + " `key` into `tls`";
        return "broker " + settings.where() + " closed the connection" + also;
    }

    /** Whether the broker's alert is about the certificate we showed, or did not show (RFC 8446, 6.2). */
    private static boolean ofOurs(String message) {
        return message.contains("fatal alert") && (message.contains("certificate") || message.contains("unknown_ca"));
    }

    private String refusedOurs(SSLException e) {
        MqttTls tls = settings.tls();
        return tls == null || tls.certificate() == null
                ? "TLS: broker " + settings.where()
                        + " wants a certificate of ours; write `certificate` and `key` into `tls`"
                : "TLS: broker " + settings.where() + " does not accept our certificate in " + tls.certificate() + " ("
                        + e.getMessage() + "); ask whoever runs it which authority it trusts";
    }

    private String notTrusted() {
        Path ca = settings.tls() == null ? null : settings.tls().ca();
        return "TLS: the certificate of " + settings.where() + " is not trusted; "
                + (ca == null
                        ? "name its authority with `tls: {ca: /path/to/ca.pem}`"
                        : "it was not issued by the authority in " + ca);
    }
}
