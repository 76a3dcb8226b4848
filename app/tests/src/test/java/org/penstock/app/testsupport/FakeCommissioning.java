package org.penstock.app.testsupport;

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

/** A line on which two things are found, one after the other; {@code gone} cannot be looked at. */
public final class FakeCommissioning implements Commissioning {
    private static final List<Finding> FOUND = List.of(
            new Finding("unit 3", "holding:100", "17 096", "4 ms", "{register: \"holding:100\"}", "{unit_id: 3}"),
            new Finding("unit 7", "", "", "no answer within 200 ms", ""));

    /** What was asked for, in words. */
    public final List<String> asked = new ArrayList<>();

    private State state = State.RUNNING;

    @Override
    public SurveyView survey(List<Configuration.File> files, String link, SurveyWish wish) throws SurveyRefused {
        if (link.equals("gone")) {
            throw new SurveyRefused("Link gone cannot be connected: 192.0.2.1:502 did not accept the connection.");
        }
        asked.add("survey " + link + " " + wish.words() + " " + wish.forMillis() + " ms, " + files.size() + " files");
        return view(link);
    }

    @Override
    public SurveyView preview(List<Configuration.File> files, String device, long forMillis) {
        asked.add("preview " + device + " " + forMillis + " ms, " + files.size() + " files");
        return view(device);
    }

    private SurveyView view(String subject) {
        boolean running = state == State.RUNNING;
        return new SurveyView(
                "s-1", subject, state, running ? 3 : 10, 10, running ? "unit 3" : "10 units asked", FOUND, 2);
    }

    @Override
    public Optional<SurveyView> look(String id) {
        state = State.DONE;
        return id.equals("s-1") ? Optional.of(view("plc")) : Optional.empty();
    }

    @Override
    public void end(String id) {
        state = State.ENDED;
    }

    @Override
    public List<Exchange> traffic(String link, long no) throws SurveyRefused {
        if (!link.equals("plc")) {
            throw new SurveyRefused("No link " + link + " is open here; penstock devices lists those that are.");
        }
        return List.of(
                new Exchange(7, 1_795_240_800_000_000L, "skid", "read holding:100 to 109", "", 4_200),
                new Exchange(
                        9, 1_795_240_801_000_000L, "", "read input:0", "no answer from unit 7 within 1 s", 1_000_000));
    }

    @Override
    public Wiring wiring() {
        return new Wiring(
                "a".repeat(64),
                List.of(
                        new Wiring.Device(
                                "climate", "Climate computer", "broker", "mqtt", "host: 192.168.1.5", "topic: climate"),
                        new Wiring.Device(
                                "skid", "Irrigation skid", "plc", "modbus", "host: 192.168.1.20", "unit_id: 1")),
                List.of(
                        new Wiring.Stream("tank-level", "skid", "register: holding:100, type: float32"),
                        new Wiring.Stream("air-temp", "climate", "pointer: /t"),
                        new Wiring.Stream("drain-ec", "skid", "register: holding:102")),
                List.of(
                        new Wiring.Output("valve-1", "skid", "register: coil:0", 900, 0.4, List.of("tank-level")),
                        new Wiring.Output(
                                "pump-1",
                                "skid",
                                "register: coil:1",
                                Double.POSITIVE_INFINITY,
                                0.4,
                                List.of("tank-level", "drain-ec"))));
    }

    @Override
    public List<DeviceHealth> health() {
        return List.of(new DeviceHealth(
                "skid",
                1_795_240_800_000_000L,
                "no answer from unit 1 within 1 s",
                1_795_240_500_000_000L,
                1_240,
                0,
                3,
                4_200,
                11_700));
    }
}
