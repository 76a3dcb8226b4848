package org.penstock.driver.mqtt;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.LinkSpec;
import org.penstock.core.link.Sample;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.QualityCode;
import org.penstock.core.quantity.Unit;
import org.penstock.driver.mqtt.decoder.Decoder;
import org.penstock.driver.mqtt.decoder.Payload;
import org.penstock.driver.mqtt.decoder.Report;
import org.penstock.driver.mqtt.decoder.Speaker;
import org.penstock.driver.mqtt.decoder.Value;

/**
 * A device of the facility that speaks a convention.
 *
 * @param key key of the device
 */
record Spoken(String key, Decoder decoder, Speaker speaker, List<Wanted> streams) {
    Spoken {
        streams = List.copyOf(streams);
    }

    /**
     * What a stream takes from a report.
     *
     * @param name as in {@link Report#values}
     */
    record Wanted(int stream, String name, Words words, Metric metric, Unit unit) {
        /** The sample in {@code value}; thrown with the reason when there is none. */
        Sample sample(Value value, long eventMicros) throws Payload.Unreadable {
            QualityCode quality = value.quality();
            if (words.saysNone(value) || (value.text().isEmpty() && quality == QualityCode.NO_COMMUNICATION)) {
                return new Sample(stream, Double.NaN, eventMicros, QualityCode.NO_COMMUNICATION);
            }
            double number = words.of(value, name);
            // A plain number has no unit to be converted from: lux or revolutions are kept as they are counted.
            if (value.unit().isEmpty() || unit == Unit.NONE) {
                return new Sample(stream, number, eventMicros, quality);
            }
            // The device names its unit: what does not fit the metric is no value, for nobody knows what it means.
            return Unit.of(value.unit(), metric)
                    .map(said -> said == unit ? number : unit.fromCanonical(said.toCanonical(number)))
                    .map(converted -> new Sample(stream, converted, eventMicros, quality))
                    .orElse(new Sample(stream, number, eventMicros, QualityCode.CONFIGURATION));
        }
    }

    /** Reads a device that speaks {@code decoder}; null when its address is wrong. */
    static @Nullable Spoken read(LinkSpec.Device device, Decoder decoder, Problems problems) {
        Fields address = Fields.of(device.address(), problems);
        address.has("decoder");
        Speaker speaker = decoder.speaker(address, problems);
        if (speaker == null) {
            return null;
        }
        address.done();
        List<Wanted> streams = new ArrayList<>();
        for (LinkSpec.StreamPoint s : device.streams()) {
            Fields f = Fields.of(s.address(), problems);
            String written = f.text("value");
            Words words = Words.read(f, problems);
            f.done();
            streams.add(new Wanted(
                    s.no(),
                    decoder.name(written),
                    s.metric() == Metric.STATE ? words.orStates() : words,
                    s.metric(),
                    s.unit()));
        }
        return new Spoken(device.key(), decoder, speaker, streams);
    }
}
