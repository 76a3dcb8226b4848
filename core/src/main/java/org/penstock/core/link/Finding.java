package org.penstock.core.link;

/**
 * Something that was found on a line by looking, for a person who sets devices up. Every field is a text as a person reads
 * it; "" where there is none.
 *
 * @param device who speaks: an EUI, a node, {@code unit 3}
 * @param place where on the device: the name of a value, a register, a topic
 * @param value what it said last, with its unit where it names one
 * @param note what else is known: quality, age, response time, the reason why there is no value
 * @param write what to write as {@code address:} of a stream to have it, one line of YAML
 * @param address what to write as {@code address:} of the device, one line of YAML; "" when it needs none, or nobody knows
 */
public record Finding(String device, String place, String value, String note, String write, String address) {
    /** Something whose device needs no address. */
    public Finding(String device, String place, String value, String note, String write) {
        this(device, place, value, note, write, "");
    }
}
