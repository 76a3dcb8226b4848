package org.penstock.driver.mqtt.decoder;

/**
 * What a network says about a command on its way to a device that is not always reachable.
 *
 * @param command the command's name with the network, as {@link Command.Kept#named} gives it; "" = the one that is on its
 *     way to this device, for the network names none
 * @param words what happened, to be read after "the network": {@code queued it}
 */
public record Delivery(String command, Stage stage, String words) {
    /** How far a command got. */
    public enum Stage {
        /** The network keeps it. */
        QUEUED,
        /** It has left for the device: what the device says from now on may answer it. */
        SENT,
        /** It will not reach the device any more. */
        FAILED
    }
}
