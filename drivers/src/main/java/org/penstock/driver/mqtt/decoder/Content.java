package org.penstock.driver.mqtt.decoder;

/**
 * A message that says more than values: handed on whole to the room that reads its kind.
 *
 * @param kind what it says, in the convention's own word: {@code feed.dispensed}
 * @param subject what it is about where only its topic says so, a session; "" otherwise
 * @param id the device's identity of it: what has it again is the same message
 * @param body the message as it came, JSON
 */
public record Content(String kind, String subject, String id, String body) {}
