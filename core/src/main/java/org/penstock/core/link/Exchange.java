package org.penstock.core.link;

/**
 * One thing that went over a line: a request with its answer, a message, a command.
 *
 * @param no 1, 2, 3 … since the link was opened; a gap means that more went over than is kept
 * @param atMicros wall time of its end, µs UTC
 * @param device key of the device, "" when nobody knows whose it was
 * @param what what was asked, heard or sent: {@code read holding:100 to 109}, a topic
 * @param outcome how it ended, in words; "" when all was well
 * @param tookMicros from the request to the answer, µs; 0 for what was only heard
 */
public record Exchange(long no, long atMicros, String device, String what, String outcome, long tookMicros) {}
