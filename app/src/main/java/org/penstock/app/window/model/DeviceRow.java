package org.penstock.app.window.model;

import java.util.List;

/**
 * One device, ready written.
 *
 * @param id key of the device in the facility file
 * @param state in a word or two how it is
 * @param lastGood how long ago it last said something usable
 * @param counts answers, errors and time-outs since the link was opened
 * @param response how long it takes to answer, "" where nothing is asked
 * @param why how it is and what to do, in sentences
 * @param values what its streams say now
 * @param pairing its way into the facility
 * @param disabled whether a person took it out of service
 */
public record DeviceRow(
        String key,
        String id,
        String name,
        String link,
        String place,
        Mark mark,
        String state,
        String lastGood,
        String counts,
        String response,
        List<String> why,
        List<DeviceValue> values,
        PairingRow pairing,
        boolean disabled)
        implements Keyed {
    public DeviceRow {
        why = List.copyOf(why);
        values = List.copyOf(values);
    }

    /** The same for whoever may not let devices in. */
    DeviceRow withoutCode(Words words) {
        return new DeviceRow(
                key,
                id,
                name,
                link,
                place,
                mark,
                state,
                lastGood,
                counts,
                response,
                why,
                values,
                pairing.withoutCode(words),
                disabled);
    }

    /**
     * One stream of a device.
     *
     * @param id key of the stream in the facility file
     * @param quality its word, "good" too
     * @param age how old the value is
     */
    public record DeviceValue(String key, String id, String name, Mark mark, String value, String quality, String age)
            implements Keyed {}
}
