package org.penstock.driver.modbus;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;

/**
 * The registers of one device model, as its maker publishes them.
 *
 * @param key name of its file without the ending: {@code eastron-sdm630}
 * @param kind one of {@link #KINDS}
 * @param device what it is, for a person who chooses
 * @param address words of a device's address, as it is delivered: {@code unit_id}, {@code max_registers}
 * @param serial serial settings it is delivered with, {@code 9600 8N1}; "" when it has none or its maker does not say
 * @param timeoutMillis how long it may take for an answer, ms; 0 when its maker does not say
 * @param pauseMillis rest it needs between two requests, ms
 * @param communicationTimeout register that takes the seconds without a request after which the device turns its
 *     outputs off, as written; "" when it has none
 * @param note what the integrator has to know before trusting it; "" for nothing
 * @param points by their word, in the order of the file
 */
record RegisterMap(
        String key,
        String kind,
        String maker,
        String model,
        String device,
        Source source,
        Node address,
        String serial,
        long timeoutMillis,
        long pauseMillis,
        String communicationTimeout,
        String note,
        Map<String, MapPoint> points) {
    /** What kinds of device the library is sorted by. */
    static final List<String> KINDS = List.of(
            "climate_computer",
            "fertigation",
            "air_transmitter",
            "water_transmitter",
            "soil_probe",
            "cold_controller",
            "drive",
            "meter",
            "io_block");

    RegisterMap {
        points = Collections.unmodifiableMap(new LinkedHashMap<>(points));
    }

    /**
     * Where the registers were taken from.
     *
     * @param document title of the maker's document, or name of the public driver
     * @param revision its revision or date
     * @param page pages, tables or lines
     * @param read where it was read
     */
    record Source(String document, String revision, String page, String read) {
        static Source read(Node written, Problems problems) {
            Fields f = Fields.of(written, problems);
            Source source = new Source(f.text("document"), f.text("revision"), f.text("page"), f.text("read"));
            f.done();
            return source;
        }
    }

    /** Reads a file of the library; reports what is wrong in it, each at its own line. */
    static RegisterMap read(String key, Node file, Problems problems) {
        Fields f = Fields.of(file, problems);
        String kind = f.choice("kind", KINDS, "");
        String maker = f.text("maker");
        String model = f.text("model");
        String device = f.text("device");
        Source source = Source.read(f.node("source"), problems);
        Node address = f.node("address");
        String serial = f.text("serial", "");
        long timeout = f.duration("timeout", 0) / 1_000;
        long pause = f.duration("pause", 0) / 1_000;
        String communicationTimeout = f.text("communication_timeout", "");
        String note = f.text("note", "");
        Node defaults = f.node("defaults");
        Node written = f.node("points");
        f.done();
        if (written.words().isEmpty()) {
            problems.add(file, "the map " + key + " has no points", "add `points:`");
        }
        Map<String, MapPoint> points = new LinkedHashMap<>();
        for (String word : written.words()) {
            points.put(word, MapPoint.read(word, written.wordNode(word), written.get(word), defaults, problems));
        }
        return new RegisterMap(
                key,
                kind,
                maker,
                model,
                device,
                source,
                address,
                serial,
                timeout,
                pause,
                communicationTimeout,
                note,
                points);
    }
}
