package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.penstock.app.api.Documents;
import org.penstock.app.print.CommissioningSheet;
import org.penstock.app.print.CommissioningSheet.Observation;
import org.penstock.app.print.CommissioningSheet.Result;
import org.penstock.app.print.CommissioningSheet.Step;
import org.penstock.app.print.CommissioningSheet.Value;
import org.penstock.app.window.model.DeviceRow;
import org.penstock.app.window.model.DevicesModel;
import org.penstock.app.window.model.Inventory;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.ReplaceModel;
import org.penstock.app.window.model.ReplaceModel.Written;
import org.penstock.app.window.model.StepTestModel;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.view.DevicesPage;
import org.penstock.app.window.view.ReplaceActions;
import org.penstock.app.window.view.StepTestActions;
import org.penstock.core.facility.Configuration;

/** Leaves a picture of every step of a replacement and of a step test under {@code target/screens}, and looks each over. */
@SecondWindow
class ServiceScreensTest {
    private final List<String> faults = new ArrayList<>();

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
    void everyStepReadsWell(Theme theme, TextSize size, int width, int height) {
        Sight.on(() -> {
            try (Exhibit exhibit = Exhibit.frame(Facilities.abnormal(), theme, size, width, height)) {
                DevicesPage page = new DevicesPage(Sight.WORDS, DevicesScreensTest.NOTHING, DevicesScreensTest.NOBODY);
                page.textSize(size);
                exhibit.put(new FixedPage(PageAddress.of(PageAddress.Kind.DEVICES), "Devices", page), false);
                Inventory inventory = Inventory.of(List.of(new Configuration.File("north.yaml", FakeField.FILE)));
                DevicesModel devices = DevicesModel.of(
                        inventory,
                        Facilities.abnormal(),
                        new FakeField().health(),
                        "",
                        Facilities.NOW,
                        false,
                        Sight.WORDS);
                page.show(inventory);
                page.devices().show(devices);
                Shots shots = new Shots(exhibit, theme, size, width);
                replace(page, devices.rows().getFirst(), shots);
                page.noDialog();
                test(page, devices.rows().getFirst(), shots);
            }
            return 0;
        });
    }

    private void replace(DevicesPage page, DeviceRow device, Shots shots) {
        ReplaceModel model = new ReplaceModel(device, Sight.WORDS);
        page.replace(model, NO_REPLACEMENT);
        page.replace(model, NO_REPLACEMENT);
        shots.take("replace-1");
        model.write(new Written("Air temperature (air-temp-2)", "air-temp-3", "", ""));
        model.planned(3, FakeControlRoom.change("c-1", List.of(), List.of()));
        page.replace(model, NO_REPLACEMENT);
        shots.take("replace-2");
        model.done("Applied: 1 stream is new, 1 is archived.");
        // A scrolled list keeps its picture until the next pulse, and no pulse comes between two pictures.
        page.noDialog();
        page.replace(model, NO_REPLACEMENT);
        shots.take("replace-3");
    }

    private void test(DevicesPage page, DeviceRow device, Shots shots) {
        Documents.Devices safe = Documents.Devices.of(Facilities.abnormal(), true);
        Documents.Devices held = Documents.Devices.of(Facilities.with("valve-1", "held", 1), true);
        StepTestModel model = StepTestModel.of(device, Sight.WORDS).choosing(safe.outputs(), Sight.WORDS);
        page.stepTest(model, NO_TEST);
        shots.take("step-1-choose");
        model = model.at("Output 2 of 6: Valve bay 1")
                .asking(
                        "Output Valve bay 1 is driven to 1 and goes back to safe after 12 s. The device closes it itself"
                                + " if this program is gone. It is released after 5 s already; the longer time is for the case"
                                + " that nobody can.")
                .live(safe, "valve-1", List.of("tank-level", "flow", "ec-2"), Sight.WORDS);
        page.stepTest(model, NO_TEST);
        shots.take("step-2-ask");
        model = model.moving(Sight.WORDS)
                .said("Valve bay 1 is read back at 1 after 0.31 s.")
                .live(held, "valve-1", List.of("tank-level", "flow", "ec-2"), Sight.WORDS);
        page.stepTest(model, NO_TEST);
        shots.take("step-3-moving");
        Step passed = step("valve-1", "Valve bay 1", Result.PASSED, "", 0.31, 0.28);
        page.stepTest(
                model.said("Valve bay 1 is released and read back at safe after 0.28 s.")
                        .saw(passed, Sight.WORDS),
                NO_TEST);
        shots.take("step-4-saw");
        page.stepTest(
                model.ended(
                                sheet(List.of(
                                        step(
                                                "pump-1",
                                                "Pump 1",
                                                Result.SKIPPED,
                                                "Tank low is tripped: tank level 38.4 L is below 50 L.",
                                                null,
                                                null),
                                        passed,
                                        step(
                                                "valve-2",
                                                "Valve bay 2",
                                                Result.FAILED,
                                                "It was not read back at 1: it reads back 0 where 1 was written.",
                                                null,
                                                0.25))),
                                "/home/marta/Documents/commissioning-north-20261121-055207.pdf",
                                Sight.WORDS)
                        .tell(Sight.WORDS.of("step.unsaved")),
                NO_TEST);
        shots.take("step-5-ended");
    }

    private static Step step(
            String key, String name, Result result, String why, @Nullable Double opened, @Nullable Double closed) {
        Value low = new Value(0.0, "good", false);
        return new Step(
                key,
                name,
                "valve",
                "Bay 1",
                "Irrigation skid",
                "coil: 0",
                "device timer",
                900.0,
                0.0,
                1,
                Facilities.NOW,
                result,
                why,
                opened,
                closed,
                List.of(new Observation("flow", "Main flow", "L/min", 2, low, new Value(12.4, "good", false), low)),
                null,
                "");
    }

    private static CommissioningSheet sheet(List<Step> steps) {
        Instant now = Facilities.NOW;
        return new CommissioningSheet(
                "penstock.commissioning.1",
                Documents.Devices.of(Facilities.abnormal(), true).site(),
                false,
                "marta",
                "marta",
                now,
                now,
                "a".repeat(64),
                "penstock",
                5,
                List.of(),
                steps,
                List.of(),
                null);
    }

    private final class Shots {
        private final Exhibit exhibit;
        private final Theme theme;
        private final TextSize size;
        private final int width;

        Shots(Exhibit exhibit, Theme theme, TextSize size, int width) {
            this.exhibit = exhibit;
            this.theme = theme;
            this.size = size;
            this.width = width;
        }

        void take(String what) {
            exhibit.settle();
            String name = Exhibit.name(what, theme, size, width);
            Sight.picture(exhibit.scene(), name);
            faults.addAll(ScreenLint.faults(name, exhibit.scene()));
        }
    }

    private static final ReplaceActions NO_REPLACEMENT = new ReplaceActions() {
        @Override
        public void plan(Written written) {}

        @Override
        public void back() {}

        @Override
        public void apply(String reason) {}

        @Override
        public void leave() {}
    };

    private static final StepTestActions NO_TEST = new StepTestActions() {
        @Override
        public void begin(List<String> outputs, String seconds, boolean inputs) {}

        @Override
        public void drive() {}

        @Override
        public void skip() {}

        @Override
        public void stop() {}

        @Override
        public void saw(@Nullable Boolean asExpected, String remark) {}

        @Override
        public void save(String file) {}

        @Override
        public void leave() {}
    };
}
