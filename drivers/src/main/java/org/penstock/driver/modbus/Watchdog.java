package org.penstock.driver.modbus;

import org.jspecify.annotations.Nullable;
import org.penstock.driver.modbus.DeviceAddress.WatchdogRegister;

/**
 * A register that a controller watches: while it changes, this program lives. Only the polling thread writes it, so it
 * stops with that thread, with the connection and with the process. Used by the polling thread only.
 */
final class Watchdog {
    private final DeviceAddress device;
    private final WatchdogRegister register;
    private int value;
    private long dueNanos;
    private String failure = "";

    Watchdog(DeviceAddress device, WatchdogRegister register, long nowNanos) {
        this.device = device;
        this.register = register;
        this.dueNanos = nowNanos;
    }

    int unit() {
        return device.unit();
    }

    String device() {
        return device.device();
    }

    long dueNanos() {
        return dueNanos;
    }

    void planNext(long nowNanos) {
        dueNanos = nowNanos + register.everyMillis() * 1_000_000;
    }

    /** The next write: another value each time. */
    Pdu ask() {
        value = register.counts() ? (value + 1) & 0xFFFF : 1 - value;
        return register.at().table() == RegisterTable.COIL
                ? Pdu.writeCoil(register.at().address(), value == 1)
                : Pdu.writeRegister(register.at().address(), value);
    }

    void taken() {
        failure = "";
    }

    void failed(String why) {
        failure = why;
    }

    /** What a person must know, or null while all is well. */
    @Nullable
    String trouble() {
        return failure.isEmpty()
                ? null
                : "device " + device() + ": its watchdog " + register.at() + " was not written, " + failure
                        + "; the device may shut its outputs";
    }
}
