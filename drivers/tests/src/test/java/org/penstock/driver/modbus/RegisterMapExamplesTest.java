package org.penstock.driver.modbus;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.Link;
import org.penstock.core.link.OutputWrite;
import org.penstock.core.link.WriteOutcome;
import org.penstock.core.quantity.QualityCode;
import org.penstock.core.testsupport.FakeLinkContext;
import org.penstock.driver.shared.BackOff;
import org.penstock.driver.testing.Specs;

/** The examples in the documents behind the maps: these registers on the wire are that value in the facility. */
@Timeout(90)
class RegisterMapExamplesTest {
    private final FakeLinkContext facility = new FakeLinkContext();
    private final List<Link> opened = new ArrayList<>();
    private PlantController device;

    @BeforeEach
    void startDevice() throws Exception {
        device = new PlantController();
    }

    @AfterEach
    void stop() throws Exception {
        opened.forEach(Link::close);
        device.close();
    }

    private Link open(String map, String channels) {
        String yaml = """
                key: mapped
                driver: modbus
                connection: {host: 127.0.0.1, port: %d}
                devices:
                  - key: device
                    address: {unit_id: 1, map: %s}
                %s""".formatted(device.port, map, channels.indent(4));
        ModbusDriver driver = new ModbusDriver(new BackOff(100, 400));
        assertEquals(List.of(), Specs.check(driver, yaml));
        Link link = driver.open(Specs.read(yaml), facility);
        opened.add(link);
        link.start();
        return link;
    }

    /** A map's maker gives an example? One line here. */
    @ParameterizedTest
    @CsvSource({
        // Eastron's answer 01 04 04 43 66 33 34: 230.2 V
        "eastron-sdm630, voltage_l1, input, 0, 4366 3334, 230.2",
        // 0x131 is 30.5 °C, 0xFF33 is -20.5 °C, 0x222 is 54.6 %
        "xy-md02, temperature, input, 1, 0131, 30.5",
        "xy-md02, temperature, input, 1, FF33, -20.5",
        "xy-md02, humidity, input, 2, 0222, 54.6",
        // Seeed's user guide 5.3: 0702H is 17.94 °C, FF05H is -2.51 °C, 071DH is 18.21 % and 1821 µS/cm
        "seeed-s-temp-vwc-ec-02, temperature, holding, 0, 0702, 17.94",
        "seeed-s-temp-vwc-ec-02, temperature, holding, 0, FF05, -2.51",
        "seeed-s-temp-vwc-ec-02, vwc, holding, 1, 071D, 18.21",
        "seeed-s-temp-vwc-ec-02, ec, holding, 2, 071D, 1821",
        // Tests of the driver that was written with Truebner's specification
        "truebner-smt100, temperature, holding, 0, 1770, -40",
        "truebner-smt100, temperature, holding, 0, 31FD, 27.97",
        "truebner-smt100, vwc, holding, 1, 0D70, 34.4",
        // Delta's reading example: 1770H at 2102H is 60.00 Hz
        "delta-vfd-el, frequency_command, holding, 8450, 1770, 60",
        // Danfoss: 2000H is 50 % of the frequency range, status word 0F03H is a running drive
        "danfoss-fc51, main_actual_value, holding, 50209, 2000, 50",
        "danfoss-fc51, running, holding, 50199, 0F03, 1",
        "danfoss-fc51, tripped, holding, 50199, 0F03, 0",
        // Agrowtek: an integer temperature of 2417 is 24.17 °C
        "agrowtek-sxc, temperature, holding, 100, 0971, 24.17",
        // Dantherm: a readout of 500 is 50.0
        "dantherm-cdp-50, temperature, holding, 1014, 01F4, 50",
        // Invertek: 100 is 10.0 Hz; the high byte of register 6 is 1 while the drive runs
        "invertek-optidrive-e3, output_frequency, holding, 6, 0064, 10",
        "invertek-optidrive-e3, running, holding, 5, 0100, 1",
        // Answer of Korea Digital's node to 01 03 00 CC 00 3C: the low word of each number first
        "ks-x-3288-level-3, ec_1, holding, 204, 1EB8 3FA5, 1.29",
        "ks-x-3288-level-3, ph_1, holding, 213, A3D7 40F8, 7.77",
        "ks-x-3288-level-3, radiation, holding, 222, 0000 42B5, 90.5",
        // SPEC.md 6.2 of the register archive encodes 23.5
        "ks-x-3267-sensor-node, temperature_1, holding, 203, 0000 41BC, 23.5",
        // The frames that read and write the pH setpoint have address 044C and value 028A
        "seko-kontrol-800, ph_setpoint, holding, 1100, 028A, 6.5",
        // Kampmann: 500 is 50 °C, -90 is -9.0
        "kampmann-148943, temperature, input, 514, 01F4, 50",
        "kampmann-148943, setpoint_shift, holding, 257, FFA6, -9",
        // Contol-X: 741 is 74.1 %, 242 is 24.2 °C
        "contol-x-grow-room, humidity, holding, 1, 02E5, 74.1",
        "contol-x-grow-room, temperature_1, holding, 2, 00F2, 24.2",
    })
    void whatTheDocumentSendsIsWhatTheDocumentSays(
            String map, String point, String table, int address, String words, double value) {
        int[] registers = Arrays.stream(words.split(" "))
                .mapToInt(w -> Integer.parseInt(w, 16))
                .toArray();
        if (table.equals("input")) {
            device.input(address, registers);
        } else {
            device.holding(address, registers);
        }
        MapPoint p = Objects.requireNonNull(
                new RegisterMaps().get(map, new Problems()).points().get(point));
        open(map, """
                streams:
                  - {no: 1, key: it, metric: %s, unit: %s, address: {point: %s}}
                """.formatted(p.metric().key(), p.unit().code(), point));

        await().atMost(Duration.ofSeconds(20)).until(() -> !facility.values(1).isEmpty());
        assertEquals(value, facility.values(1).getFirst(), 1e-4);
    }

    @Test
    void aFailedSensorIsNoValue() {
        device.holding(100, 9999, 9999, 300, 0);
        open("agrowtek-sxc", """
                streams:
                  - {no: 1, key: air, metric: temperature, address: {point: temperature}}
                  - {no: 2, key: co2, metric: co2, address: {point: co2}}
                """);
        await().atMost(Duration.ofSeconds(20)).until(() -> !facility.samples(2).isEmpty());
        assertEquals(
                QualityCode.NO_COMMUNICATION, facility.samples(1).getFirst().quality());
        assertEquals(
                QualityCode.NO_COMMUNICATION, facility.samples(2).getFirst().quality());
    }

    @Test
    void aSupervisedDosingControllerTakesItsSetpointAndSaysSo() throws Exception {
        Link link = open("seko-kontrol-800", """
                streams:
                  - {no: 1, key: ph, metric: ph, address: {point: ph}}
                outputs:
                  - {no: 1, key: aim, address: {point: ph_setpoint}}
                """);
        await().atMost(Duration.ofSeconds(20)).until(() -> !facility.values(1).isEmpty());

        assertEquals(new WriteOutcome.Verified(6.5), link.write(new OutputWrite(1, 6.5, 0, 2_000)));
        assertEquals(0x028A, device.holding(1_100));
    }

    @Test
    void aDriveRunsAndStopsByTheWordsOfItsProfile() throws Exception {
        Link link = open("danfoss-fc51", """
                streams:
                  - {no: 1, key: hz, metric: count, address: {point: output_frequency}}
                outputs:
                  - {no: 1, key: run, address: {point: run}}
                  - {no: 2, key: speed, address: {point: speed_reference}}
                """);
        await().atMost(Duration.ofSeconds(20)).until(() -> !facility.values(1).isEmpty());

        assertEquals(new WriteOutcome.Verified(50), link.write(new OutputWrite(2, 50, 60_000, 2_000)));
        assertEquals(0x2000, device.holding(50_009));
        assertEquals(new WriteOutcome.Verified(1), link.write(new OutputWrite(1, 1, 60_000, 2_000)));
        assertEquals(0x047C, device.holding(49_999));
        assertEquals(new WriteOutcome.Verified(0), link.write(new OutputWrite(1, 0, 0, 2_000)));
        assertEquals(0x043C, device.holding(49_999));
    }
}
