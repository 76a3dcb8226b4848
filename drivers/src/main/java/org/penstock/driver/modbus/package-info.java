/**
 * Modbus TCP: polls registers, writes coils and registers and reads them back.
 *
 * <p>The messages are j2mod's ({@link org.penstock.driver.modbus.Pdu}); the connection is our own
 * ({@link org.penstock.driver.modbus.ModbusConnection}, one small class), for three reasons: an answer must be bounded as a whole and not per byte; a request must never be repeated behind our
 * back, because a repeated write opens a valve twice; and a write must not wait for a poll that a silent device does not
 * answer. Register addresses are those of the protocol: they start at 0.
 */
@NullMarked
package org.penstock.driver.modbus;

import org.jspecify.annotations.NullMarked;
