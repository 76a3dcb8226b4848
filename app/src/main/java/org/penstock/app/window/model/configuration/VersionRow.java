package org.penstock.app.window.model.configuration;

import org.penstock.app.window.model.Keyed;
import org.penstock.app.window.model.Mark;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;
import org.penstock.core.facility.ConfigurationQuery.Version;

/**
 * A version of the configuration, in a line.
 *
 * @param no its number, 1 for the first
 * @param changes how much it changed, "" while that is not known
 */
public record VersionRow(int no, String when, String who, String reason, String changes) implements Keyed {
    /** @param changes "" while not known */
    public static VersionRow of(Version version, boolean inForce, String changes, Times times, Words words) {
        String when = words.of("config.when", times.date(version.at()), times.minute(version.at()));
        return new VersionRow(
                version.no(),
                inForce ? words.of("config.in-force", when) : when,
                version.actor(),
                version.reason().isEmpty() ? words.of("config.no-reason") : version.reason(),
                changes);
    }

    @Override
    public String key() {
        return Integer.toString(no);
    }

    /** A version is never out of order. */
    public Mark mark() {
        return Mark.NONE;
    }
}
