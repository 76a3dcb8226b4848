package org.penstock.app.window;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Ask;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.DeviceRow;
import org.penstock.app.window.model.DevicesModel;
import org.penstock.app.window.model.FindingRow;
import org.penstock.app.window.model.Inventory;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.DeviceActions;
import org.penstock.app.window.view.DevicesPage;
import org.penstock.app.window.view.DevicesPage.Sheet;
import org.penstock.app.window.view.Going;
import org.penstock.app.window.view.MainView;
import org.penstock.app.window.view.Page;
import org.penstock.core.link.DeviceHealth;
import org.penstock.core.identity.Permission;
import org.penstock.core.runtime.ControlRoom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The page of the devices: while it is in sight it looks {@link #BEAT_MILLIS every beat} at what its sheets show, and not at
 * all otherwise. Lives on the JavaFX thread; the facility is asked through the {@link Desk}, one question of a
 * kind at a time.
 */
final class Devices implements DeviceActions, Page {
    /** Between two looks, ms. */
    static final double BEAT_MILLIS = 250;

    private static final int BEATS_PER_LIST = 4;
    private static final int BEATS_PER_INVENTORY = 40;
    private static final Logger LOG = LoggerFactory.getLogger(Devices.class);

    private final ControlRoom room;
    private final Desk desk;
    private final WindowOptions options;
    private final MainView view;
    private final DevicesPage page;
    private final Words words;
    private final Executor screen;
    private final Going going;
    private final Consumer<Ask> wish;
    private final LinkLook look;
    private final LinkTraffic traffic;
    private final AddDevice add;
    private final ReplaceSensor replacing;
    private final StepTests tests;
    private final Timeline beat = new Timeline(new KeyFrame(Duration.millis(BEAT_MILLIS), _ -> tick()));
    private Inventory inventory = Inventory.NONE;
    private String filter = "";
    private volatile boolean lost;
    private boolean reading;
    private boolean readAgain;
    private long beats;

    private record Read(@Nullable Inventory inventory, DevicesModel model) {}

    /** @param wish takes what a person wants of a device, to ask whether it shall be done */
    Devices(
            ControlRoom room,
            Desk desk,
            MainView view,
            Words words,
            WindowOptions options,
            Executor screen,
            Going going,
            Consumer<Ask> wish) {
        this.wish = wish;
        this.going = going;
        this.room = room;
        this.desk = desk;
        this.view = view;
        this.words = words;
        this.options = options;
        this.screen = screen;
        this.look = new LinkLook(room, desk, screen, words, this::looked);
        this.add = new AddDevice(room, desk, screen, view, words, options.person(), this::lookFirst, this::added);
        this.page = new DevicesPage(words, this, add);
        this.traffic = new LinkTraffic(
                room,
                desk,
                screen,
                page.traffic(),
                words,
                new Times(words, room.snapshot().site().zone()));
        this.replacing = new ReplaceSensor(room, desk, screen, page, words, options.person(), this::added);
        this.tests = new StepTests(room, desk, screen, page, words, options.person(), options.wall());
        add.in(page.add());
        beat.setCycleCount(Animation.INDEFINITE);
    }

    @Override
    public PageAddress address() {
        return PageAddress.of(PageAddress.Kind.DEVICES);
    }

    @Override
    public String title() {
        return words.of("page.devices");
    }

    @Override
    public Node node() {
        return page;
    }

    @Override
    public Runnable write(Beat beat) {
        lost = beat.lost();
        return UNCHANGED;
    }

    @Override
    public void inSight(boolean inSight) {
        if (inSight) {
            beats = 0;
            beat.play();
            tick();
        } else {
            close();
        }
    }

    @Override
    public void textSize(TextSize size) {
        page.textSize(size);
    }

    @Override
    public void focus() {
        page.focus();
    }

    /** Shows one device. @param key of its line */
    @Override
    public boolean reveal(String key) {
        page.turn(Sheet.DEVICES);
        page.devices().choose(key);
        return true;
    }

    /** Looks no more; an output that a step test holds away from safe is released. */
    @Override
    public void close() {
        beat.stop();
        tests.stop();
    }

    @Override
    public void leaveDevices() {
        going.go(PageAddress.of(PageAddress.Kind.OVERVIEW));
    }

    @Override
    public void turned(Sheet sheet) {
        tick();
    }

    @Override
    public void filter(String text) {
        filter = text;
        read();
    }

    @Override
    public void disable(DeviceRow device) {
        view.disable(device, wish);
    }

    @Override
    public void enable(DeviceRow device) {
        wish.accept(Ask.enable(device, words));
    }

    @Override
    public void calibrate(DeviceRow device) {
        view.calibrate(device, wish);
    }

    @Override
    public void replace(DeviceRow device) {
        replacing.begin(device);
    }

    @Override
    public void stepTest(DeviceRow device) {
        tests.begin(device);
    }

    @Override
    public void pair(String device, String name) {
        wish.accept(Ask.pair(device, name, words));
    }

    @Override
    public void endPairing(String device, String name) {
        wish.accept(Ask.endPairing(device, name, words));
    }

    @Override
    public void look(String link, Map<String, String> wish, String seconds) {
        look.begin(link, wish, seconds);
    }

    @Override
    public void endLook() {
        look.end();
    }

    @Override
    public void addFrom(List<FindingRow> picks) {
        page.add().choose(look.link());
        add.take(look.link(), picks);
        page.turn(Sheet.ADD);
    }

    @Override
    public void watch(String link) {
        traffic.watch(link);
    }

    @Override
    public void pause(boolean on) {
        traffic.pause(on);
    }

    @Override
    public void onlyErrors(boolean on) {
        traffic.onlyErrors(on);
    }

    private void lookFirst(String link) {
        page.look().choose(link);
        page.turn(Sheet.LOOK);
    }

    private void added() {
        beats = 0;
    }

    private void looked() {
        page.look().show(look.model());
        page.add().found(look.link(), look.model());
    }

    private void tick() {
        look.tick();
        add.tick();
        tests.tick();
        switch (page.sheet()) {
            case DEVICES -> {
                if (beats % BEATS_PER_LIST == 0) {
                    read();
                }
            }
            case TRAFFIC -> traffic.tick();
            case LOOK, ADD -> {}
        }
        if (page.sheet() != Sheet.DEVICES && beats % BEATS_PER_INVENTORY == 0) {
            read();
        }
        beats++;
    }

    /** Reads how the devices are, and now and then which there are. */
    private void read() {
        if (reading) {
            readAgain = true;
            return;
        }
        reading = true;
        boolean anew = beats % BEATS_PER_INVENTORY == 0;
        Inventory known = inventory;
        String wanted = filter;
        boolean silent = lost;
        desk.work("how the devices are", () -> {
                    Inventory written = anew ? Inventory.of(room.configuration().export()) : known;
                    List<DeviceHealth> health = room.commissioning().health();
                    DevicesModel model = DevicesModel.of(
                            written, room.snapshot(), health, wanted, options.wall().instant(), silent, words);
                    boolean lets = room.persons().may(options.person().asker(), Permission.DEVICE_ENROL);
                    return new Read(anew ? written : null, lets ? model : model.withoutCodes(words));
                })
                .whenCompleteAsync(this::read, screen);
    }

    private void read(@Nullable Read read, @Nullable Throwable failure) {
        reading = false;
        if (read == null) {
            LOG.debug("The devices could not be read; the screen keeps what it shows", failure);
            page.devices().refused(words.of("devices.refused", reason(failure)));
        } else {
            if (read.inventory() != null && !read.inventory().equals(inventory)) {
                inventory = read.inventory();
                page.show(inventory);
            }
            page.devices().show(read.model());
        }
        if (readAgain) {
            readAgain = false;
            read();
        }
    }

    /** Why something failed, in words. */
    static String reason(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause == null || cause.getMessage() == null ? String.valueOf(cause) : cause.getMessage();
    }
}
