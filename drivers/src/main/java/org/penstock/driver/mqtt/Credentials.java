package org.penstock.driver.mqtt;

import org.jspecify.annotations.Nullable;
import org.penstock.core.link.LinkContext;

/**
 * What a broker knows us by, beside the user name. Read anew for every connection: secrets and files are replaced while the
 * program runs.
 *
 * @param password "" when none
 */
record Credentials(String password, @Nullable ClientCertificate certificate) {
    /** What {@code settings} names. */
    static Credentials of(MqttSettings settings, LinkContext context) throws BrokerException {
        String password = settings.passwordSecret().isEmpty() ? "" : secret(context, settings.passwordSecret());
        MqttTls tls = settings.tls();
        return new Credentials(
                password,
                tls == null
                        ? null
                        : ClientCertificate.read(
                                tls,
                                name -> secret(context, name),
                                context.wall().instant()));
    }

    private static String secret(LinkContext context, String name) throws BrokerException {
        try {
            return context.secret(name);
        } catch (IllegalStateException e) {
            throw new BrokerException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public String toString() {
        return "Credentials[" + (certificate == null ? "no certificate" : "a certificate") + "]";
    }
}
