/**
 * Modbus over TCP, RTU over TCP and RTU on a serial line: polls registers, writes coils and registers and reads them back.
 *
 * <p>The messages are j2mod's ({@link org.penstock.driver.modbus.Pdu}), the serial line is jSerialComm's; the connections
 * are our own ({@link org.penstock.driver.modbus.TcpConnection}, {@link org.penstock.driver.modbus.RtuConnection}), for
 * three reasons: an answer must be bounded as a whole and not per byte; a request must never be repeated behind our back,
 * because a repeated write opens a valve twice; and nobody must wait for a device that does not answer
 * ({@link org.penstock.driver.modbus.PollSchedule}).
 */
@NullMarked
package org.penstock.driver.modbus;

import org.jspecify.annotations.NullMarked;
