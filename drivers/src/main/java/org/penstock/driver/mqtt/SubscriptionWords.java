package org.penstock.driver.mqtt;

/** What a broker's answer to one subscription means. */
final class SubscriptionWords {
    private SubscriptionWords() {}

    /** @param code answer of the broker; 1 is what we asked for */
    static String refused(String filter, int code) {
        return switch (code) {
            case 0 -> "the broker gives " + filter + " without acknowledgement only: messages may be lost";
            case 135 -> "the broker does not let us read " + filter + "; see its access list";
            case 162 -> "the broker takes no wildcards, so " + filter + " is not read; write the topics one by one";
            case 143 -> "the broker calls " + filter + " no valid topic filter";
            default -> "the broker refused the subscription to " + filter + " (code " + code + "); see its access list";
        };
    }
}
