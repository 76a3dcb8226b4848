package org.penstock.app.window;

import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.Page;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Directory;
import org.penstock.core.identity.NotAllowed;
import org.penstock.core.identity.Permission;
import org.penstock.core.runtime.ControlRoom;

/**
 * A page that shows what is read from the record while it is in sight, to whoever may see it: what such pages have in common.
 * Lives on the JavaFX thread; reading is done on threads of the {@link Desk}.
 */
abstract class ReadPage implements Page {
    final ControlRoom room;
    final Desk desk;
    final WindowOptions options;
    final Words words;
    final Executor screen;
    final Times times;
    private final PageAddress.Kind kind;

    ReadPage(
            PageAddress.Kind kind, ControlRoom room, Desk desk, WindowOptions options, Words words, Executor screen) {
        this.kind = kind;
        this.room = room;
        this.desk = desk;
        this.options = options;
        this.words = words;
        this.screen = screen;
        this.times = new Times(words, room.snapshot().site().zone());
    }

    /** Printed names of persons by the keys that the record has of them; what is no person's key stays. */
    final UnaryOperator<String> names() {
        Map<String, String> names = room.persons().directory().map(Directory::persons).orElse(Map.of()).values().stream()
                .collect(Collectors.toMap(Directory.Person::login, Directory.Person::name, (a, _) -> a));
        return key -> names.getOrDefault(key, key);
    }

    /** Why somebody may not do something here; "" when he may. Does not use his session: a page that is left open keeps nobody in. */
    final String why(Asker asker, Permission permission) {
        try {
            admit(asker, permission);
            return "";
        } catch (NotAllowed e) {
            return e.getMessage() == null ? "" : e.getMessage();
        }
    }

    /** The same, thrown. @throws NotAllowed saying who may */
    final void admit(Asker asker, Permission permission) {
        if (!room.persons().may(asker, permission)) {
            room.persons().admit(asker, permission);
        }
    }

    @Override
    public final PageAddress address() {
        return PageAddress.of(kind);
    }

    @Override
    public final String title() {
        return words.of(kind.wordKey());
    }

    /** What is read is shown when it was read, not at a beat. */
    @Override
    public Runnable write(Beat beat) {
        return Page.UNCHANGED;
    }
}
