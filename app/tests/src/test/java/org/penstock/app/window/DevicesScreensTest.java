package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.penstock.core.runtime.FieldSnapshot;
import org.penstock.app.window.model.AddModel;
import org.penstock.app.window.model.DeviceRow;
import org.penstock.app.window.model.DevicesModel;
import org.penstock.app.window.model.FindingRow;
import org.penstock.app.window.model.Inventory;
import org.penstock.app.window.model.LookModel;
import org.penstock.app.window.model.NewDevice;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.model.TrafficModel;
import org.penstock.app.window.view.AddActions;
import org.penstock.app.window.view.DeviceActions;
import org.penstock.app.window.view.DevicesPage;
import org.penstock.app.window.view.DevicesPage.Sheet;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.Problems.Problem;
import org.penstock.core.facility.Problems.Weight;
import org.penstock.core.link.SurveyRefused;
import org.penstock.core.link.SurveyWish;
import org.penstock.core.runtime.SurveyView;

/** Leaves a picture of every sheet of the devices under {@code target/screens}, and looks each over. */
@SecondWindow
class DevicesScreensTest {
    private static final Inventory INVENTORY =
            Inventory.of(List.of(new Configuration.File("north.yaml", FakeField.FILE)));

    private final List<String> faults = new ArrayList<>();
    private final FakeField field = new FakeField();

    @BeforeAll
    static void toolkit() throws InterruptedException {
        Sight.toolkit();
    }

    @AfterEach
    void nobodyWouldComplain() {
        assertTrue(faults.isEmpty(), () -> String.join("\n", faults));
    }

    static Stream<Arguments> screens() {
        return Exhibit.ways();
    }

    @ParameterizedTest
    @MethodSource("screens")
    void everySheetReadsWell(Theme theme, TextSize size, int width, int height) {
        Sight.on(() -> {
            try (Exhibit exhibit = Exhibit.frame(Facilities.abnormal(), theme, size, width, height)) {
                DevicesPage page = new DevicesPage(Sight.WORDS, NOTHING, NOBODY);
                page.textSize(size);
                exhibit.put(new FixedPage(PageAddress.of(PageAddress.Kind.DEVICES), "Devices", page), false);
                page.devices().show(devices(Inventory.NONE, ""));
                take(exhibit, "devices-empty", theme, size, width);
                page.show(INVENTORY);
                page.devices().show(devices(INVENTORY, ""));
                take(exhibit, "devices", theme, size, width);
                DeviceRow node = devices(INVENTORY, "").rows().getFirst();
                exhibit.view.disable(node, _ -> {});
                take(exhibit, "disable", theme, size, width);
                exhibit.view.calibrate(node, _ -> {});
                take(exhibit, "calibrate", theme, size, width);
                exhibit.view.noDialog();
                page.devices().show(pairing());
                take(exhibit, "devices-pairing", theme, size, width);

                page.turn(Sheet.LOOK);
                take(exhibit, "look-empty", theme, size, width);
                page.look().choose("climate");
                page.look().show(look());
                take(exhibit, "look", theme, size, width);
                page.look()
                        .show(LookModel.refused(
                                "The broker at 192.168.1.30:1883 refused the connection: not authorized."));
                take(exhibit, "look-refused", theme, size, width);

                page.turn(Sheet.TRAFFIC);
                page.traffic().choose("plc");
                TrafficModel traffic = new TrafficModel(Sight.WORDS, Exhibit.TIMES);
                traffic.add(field.traffic("plc", 0));
                page.traffic().show(traffic);
                take(exhibit, "traffic", theme, size, width);

                page.turn(Sheet.ADD);
                add(exhibit, page, theme, size, width);
            }
            return 0;
        });
    }

    private void add(Exhibit exhibit, DevicesPage page, Theme theme, TextSize size, int width) throws SurveyRefused {
        AddModel model = new AddModel(Sight.WORDS);
        page.add().show(model);
        take(exhibit, "add-1-empty", theme, size, width);
        List<FindingRow> picks = look().rows().subList(0, 3);
        model.describe(NewDevice.EMPTY.with("climate", picks));
        page.add().found("climate", look());
        page.add().show(model);
        take(exhibit, "add-1", theme, size, width);
        model.next();
        NewDevice d = model.device();
        model.describe(new NewDevice(d.link(), "node-3", "Climate node bay 3", "bay-2", "", d.streams()));
        page.add().show(model);
        take(exhibit, "add-2", theme, size, width);
        model.next();
        List<Configuration.File> files = List.of();
        model.planned(
                model.text(),
                FakeControlRoom.change(
                        "",
                        List.of(new Problem(
                                Weight.ERROR,
                                "node-3.yaml",
                                7,
                                9,
                                "the stream `hum` has no `max_age` and an interval that is longer than its parent allows",
                                "write `max_age: 60s` or a shorter interval")),
                        files));
        page.add().show(model);
        take(exhibit, "add-3-faults", theme, size, width);
        model.planned(model.text(), FakeControlRoom.change("c-1", List.of(), files));
        page.add().show(model);
        take(exhibit, "add-3", theme, size, width);
        model.next();
        model.preview(LookModel.of(field.preview(List.of(new Configuration.File("a", "")), "node-3", 1), Sight.WORDS));
        page.add().show(model);
        take(exhibit, "add-4", theme, size, width);
        model.next();
        page.add().show(model);
        take(exhibit, "add-5", theme, size, width);
        exhibit.view.discard(() -> {});
        take(exhibit, "add-discard", theme, size, width);
    }

    private void take(Exhibit exhibit, String what, Theme theme, TextSize size, int width) {
        exhibit.settle();
        String name = Exhibit.name(what, theme, size, width);
        Sight.picture(exhibit.scene(), name);
        faults.addAll(ScreenLint.faults(name, exhibit.scene()));
    }

    private DevicesModel devices(Inventory inventory, String filter) {
        return DevicesModel.of(
                inventory, Facilities.abnormal(), field.health(), filter, Facilities.NOW, false, Sight.WORDS);
    }

    private DevicesModel pairing() {
        FieldSnapshot.Enrolment open = new FieldSnapshot.Enrolment(
                "1",
                "probe-7",
                "Substrate probe 7",
                "pairing",
                "pending",
                "code",
                2,
                "2 wrong codes were presented",
                "ACDEFHJK",
                "",
                "marta",
                Facilities.NOW,
                Facilities.NOW.plusSeconds(3_541),
                null);
        return DevicesModel.of(
                INVENTORY,
                Facilities.withProbe("joining", open),
                field.health(),
                "probe",
                Facilities.NOW,
                false,
                Sight.WORDS);
    }

    private LookModel look() throws SurveyRefused {
        SurveyView view = field.survey(List.of(), "climate", new SurveyWish(Map.of(), 20_000));
        return LookModel.of(view, Sight.WORDS);
    }

    static final DeviceActions NOTHING = new DeviceActions() {
        @Override
        public void leaveDevices() {}

        @Override
        public void turned(Sheet sheet) {}

        @Override
        public void filter(String text) {}

        @Override
        public void disable(DeviceRow device) {}

        @Override
        public void enable(DeviceRow device) {}

        @Override
        public void calibrate(DeviceRow device) {}

        @Override
        public void replace(DeviceRow device) {}

        @Override
        public void stepTest(DeviceRow device) {}

        @Override
        public void pair(String device, String name) {}

        @Override
        public void endPairing(String device, String name) {}

        @Override
        public void look(String link, Map<String, String> wish, String seconds) {}

        @Override
        public void endLook() {}

        @Override
        public void addFrom(List<FindingRow> picks) {}

        @Override
        public void watch(String link) {}

        @Override
        public void pause(boolean on) {}

        @Override
        public void onlyErrors(boolean on) {}
    };

    static final AddActions NOBODY = new AddActions() {
        @Override
        public void pick(String link, List<FindingRow> picks) {}

        @Override
        public void lookFirst(String link) {}

        @Override
        public void describe(NewDevice device) {}

        @Override
        public void write(String text) {}

        @Override
        public void writeAnew() {}

        @Override
        public void check() {}

        @Override
        public void preview() {}

        @Override
        public void endPreview() {}

        @Override
        public void reason(String text) {}

        @Override
        public void next() {}

        @Override
        public void back() {}

        @Override
        public void cancel() {}
    };
}
