package org.penstock.app.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penstock.core.facility.Configuration;
import org.penstock.core.link.DeviceHealth;
import org.penstock.core.link.Exchange;
import org.penstock.core.link.Finding;
import org.penstock.core.link.SurveyRefused;
import org.penstock.core.link.SurveyWish;
import org.penstock.core.runtime.Commissioning;
import org.penstock.core.runtime.SurveyView;
import org.penstock.core.runtime.SurveyView.State;
import org.penstock.core.runtime.Wiring;

/**
 * The links of {@link Facilities} as a person finds them while setting up: a bus on which the skid answers and a probe
 * does not, a broker that refuses, and one on which two nodes speak. A look goes on until it is told to be done.
 */
final class FakeField implements Commissioning {
    static final String FILE = """
            penstock: 1
            locations:
              - {key: bay-1, name: Bay 1}
              - {key: bay-2, name: Bay 2}
              - {key: pump-room, name: Irrigation room}
            links:
              - {key: plc, driver: modbus, connection: {host: 192.168.1.20}}
              - {key: climate, driver: mqtt, connection: {host: 192.168.1.30}}
            devices:
              - {key: Irrigation skid, name: Irrigation skid, link: plc, location: pump-room}
              - key: Climate node
                name: Climate node
                link: climate
                location: bay-2
                streams:
                  - {key: air-temp-2, name: Air temperature, metric: temperature, unit: °C, interval: 10s, address: {topic: farm/bay-2/climate, value: /t}}
              - {key: probe-7, name: Substrate probe 7, link: plc, location: bay-2}
            alerts:
              - {key: air-hot, name: Air too hot, stream: air-temp-2, type: limit_high, limit: 32 °C, severity: warning}
            """;

    static final List<Finding> FOUND = List.of(
            new Finding(
                    "farm/bay-3/climate", "/temp", "21.4 °C", "", "{topic: \"farm/bay-3/climate\", value: \"/temp\"}"),
            new Finding("farm/bay-3/climate", "/hum", "63.2 %", "", "{topic: \"farm/bay-3/climate\", value: \"/hum\"}"),
            new Finding("farm/bay-3/door", "", "open", "retained", "{topic: \"farm/bay-3/door\"}"),
            new Finding("farm/old", "", "", "too_long: 70 000 bytes", ""));

    private final List<String> asked = new ArrayList<>();
    private final List<String> ended = new ArrayList<>();
    private State state = State.RUNNING;
    private boolean refusing;
    private String subject = "";
    private boolean preview;

    synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    synchronized List<String> ended() {
        return List.copyOf(ended);
    }

    /** The next look comes to its end when it is asked for again. */
    synchronized void done() {
        state = State.DONE;
    }

    synchronized void refuse() {
        refusing = true;
    }

    @Override
    public synchronized SurveyView survey(List<Configuration.File> files, String link, SurveyWish wish)
            throws SurveyRefused {
        asked.add("survey " + link + " " + wish.words() + " " + wish.forMillis());
        if (refusing) {
            throw new SurveyRefused("The broker at 192.168.1.30:1883 refused the connection: not authorized.");
        }
        subject = link;
        preview = false;
        state = State.RUNNING;
        return view();
    }

    @Override
    public synchronized SurveyView preview(List<Configuration.File> files, String device, long forMillis) {
        asked.add("preview " + device + " of " + files.getLast().name());
        subject = device;
        preview = true;
        state = State.RUNNING;
        return view();
    }

    private SurveyView view() {
        boolean running = state == State.RUNNING;
        List<Finding> found = preview
                ? List.of(new Finding(
                        subject, "bay-3-temp", "21.41 °C", "good, its time 04:52:05, 2 s before receipt", ""))
                : FOUND;
        return new SurveyView("s-1", subject, state, running ? 8 : 20, 20, "41 messages heard", found, 0);
    }

    @Override
    public synchronized Optional<SurveyView> look(String id) {
        return Optional.of(view());
    }

    @Override
    public synchronized void end(String id) {
        ended.add(id);
        state = State.ENDED;
    }

    @Override
    public List<Exchange> traffic(String link, long no) throws SurveyRefused {
        if (!link.equals("plc")) {
            throw new SurveyRefused("No link " + link + " is open here.");
        }
        List<Exchange> all = new ArrayList<>();
        for (int i = 1; i <= 40; i++) {
            boolean probe = i % 5 == 0;
            all.add(new Exchange(
                    i,
                    micros(41 - i),
                    probe ? "probe-7" : "skid",
                    probe ? "read input:0 to 3" : "read holding:100 to 109",
                    probe ? "no answer from unit 7 within 1 s" : "",
                    probe ? 1_000_000 : 4_200 + i));
        }
        return all.stream().filter(e -> e.no() > no).toList();
    }

    @Override
    public List<DeviceHealth> health() {
        return List.of(
                new DeviceHealth("Irrigation skid", micros(1), "", null, 181_211, 0, 2, 4_200, 61_000),
                new DeviceHealth(
                        "Climate node",
                        micros(754),
                        "The will of the node says that it is gone.",
                        micros(753),
                        18_211,
                        2,
                        0,
                        0,
                        0),
                new DeviceHealth("probe-7", null, "Unit 7 does not answer within 1 s.", micros(6), 0, 0, 912, 0, 0));
    }

    @Override
    public Wiring wiring() {
        return new Wiring(
                "a".repeat(64),
                List.of(new Wiring.Device(
                        "Irrigation skid", "Irrigation skid", "plc", "modbus", "host: 192.168.1.20", "unit_id: 1")),
                List.of(
                        new Wiring.Stream("tank-level", "Irrigation skid", "register: holding:100"),
                        new Wiring.Stream("flow", "Irrigation skid", "register: holding:102")),
                List.of(
                        new Wiring.Output(
                                "valve-1", "Irrigation skid", "coil: 0", 900, 0.4, List.of("tank-level", "flow")),
                        new Wiring.Output("valve-2", "Irrigation skid", "coil: 1", 900, 0.4, List.of("tank-level"))));
    }

    private static long micros(long secondsAgo) {
        return Facilities.NOW.minusSeconds(secondsAgo).toEpochMilli() * 1_000;
    }
}
