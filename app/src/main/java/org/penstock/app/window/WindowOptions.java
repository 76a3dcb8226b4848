package org.penstock.app.window;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import org.penstock.core.quantity.Ticker;

/**
 * What the window is given by the program that opens it.
 *
 * @param person who sits here: the account of the computer until somebody signs in
 * @param settings file in the person's configuration directory; made when something is chosen
 * @param wall clock shown and counted down to
 * @param ticker clock for ages and time-outs
 */
public record WindowOptions(Present person, Path settings, InstantSource wall, Ticker ticker) {
    /** For the computer's account. */
    public WindowOptions(String account, Path settings, InstantSource wall, Ticker ticker) {
        this(new Present(account), settings, wall, ticker);
    }

    /** Where it is kept which pages this person has open. */
    LayoutFile layout() {
        String whose = person.key().equals(person.account())
                ? ""
                : "-" + URLEncoder.encode(person.key(), StandardCharsets.UTF_8);
        return new LayoutFile(settings.resolveSibling("layout" + whose + ".properties"));
    }

    /** Where it is kept how this person reads values. */
    MannerFile manner() {
        return new MannerFile(settings.toAbsolutePath().resolveSibling("."), person.key());
    }
}
