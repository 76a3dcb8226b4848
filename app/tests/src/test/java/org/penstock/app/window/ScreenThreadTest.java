package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.input.KeyCode;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.view.Page;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.runtime.ControlRoom;

/** What a page asks the facility it asks elsewhere than on the thread of the screen, but for what stands in memory. */
class ScreenThreadTest {
    /** Answered from memory, as their documentation says. */
    private static final Set<String> IN_MEMORY = Set.of(
            "ControlRoom.snapshot",
            "ControlRoom.subscribe 1",
            "ControlRoom.persons",
            "ControlRoom.consents",
            "ControlRoom.stock",
            "ControlRoom.intake",
            "ControlRoom.retention",
            "ControlRoom.shifts",
            "ControlRoom.trends",
            "ControlRoom.simulation",
            "ControlRoom.commissioning",
            "ControlRoom.configuration",
            "ControlRoom.record",
            "ControlRoom.devices",
            "ControlRoom.enrolling",
            "ControlRoom.proof",
            "Intake.byHand 1",
            "Persons.directory",
            "Persons.keys",
            "Persons.may 2",
            "Persons.scope 1",
            "Persons.who 1");

    private final Set<String> asked = new ConcurrentSkipListSet<>();
    private final Set<String> elsewhere = new ConcurrentSkipListSet<>();

    @BeforeAll
    static void toolkit() throws InterruptedException {
        Sight.toolkit();
    }

    @Test
    void noPageAsksTheRecordOnTheThreadOfTheScreen() {
        FakeControlRoom fake = new FakeControlRoom(() -> Facilities.NOW, Facilities.abnormal());
        ControlRoom room = watched(ControlRoom.class, fake);
        Exhibit exhibit = Sight.on(() -> Exhibit.frame(fake.snapshot(), Theme.DARK, TextSize.NORMAL, 1366, 768));
        Present present = new Present("marta");
        Desk desk = new Desk(room, present);
        WindowOptions options = new WindowOptions(present, Path.of("target/unused"), () -> Facilities.NOW, Ticker.system());
        PageMaker maker = Sight.on(() -> new PageMaker(
                room,
                desk,
                exhibit.view,
                Sight.WORDS,
                options,
                Platform::runLater,
                Exhibit.NOTHING,
                Exhibit.NOWHERE,
                _ -> {},
                new Trends(room, desk, present, Sight.WORDS, Platform::runLater)));
        for (PageAddress address : PagesLeakTest.everyPage()) {
            Page page = Sight.on(() -> {
                Page made = maker.make(address).orElseThrow();
                exhibit.put(made, false);
                made.inSight(true);
                made.write(exhibit.beat).run();
                return made;
            });
            // As somebody who looks around on it.
            for (KeyCode key : List.of(KeyCode.DOWN, KeyCode.DOWN, KeyCode.UP, KeyCode.TAB)) {
                AtTheWindow.type(key);
            }
            Sight.on(() -> {
                page.inSight(false);
                page.close();
                return 0;
            });
        }
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> elsewhere.size() > 5);
        Sight.on(() -> {
            exhibit.close();
            return 0;
        });
        Set<String> wrong = new TreeSet<>(asked);
        wrong.removeAll(IN_MEMORY);
        assertEquals(Set.of(), wrong);
    }

    /** Notes on which thread each part of the facility was asked. */
    private <T> T watched(Class<T> kind, Object real) {
        return kind.cast(Proxy.newProxyInstance(kind.getClassLoader(), new Class<?>[] {kind}, (_, method, arguments) -> {
            (Platform.isFxApplicationThread() ? asked : elsewhere).add(kind.getSimpleName() + "." + method.getName()
                            + (method.getParameterCount() == 0 ? "" : " " + method.getParameterCount()));
            @Nullable Object answer;
            try {
                answer = method.invoke(real, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            Class<?> type = method.getReturnType();
            boolean part = type.isInterface() && type.getPackage() == ControlRoom.class.getPackage() && answer != null;
            return part ? watched(type, answer) : answer;
        }));
    }
}
