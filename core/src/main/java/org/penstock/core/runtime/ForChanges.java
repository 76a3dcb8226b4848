package org.penstock.core.runtime;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Configuration;
import org.penstock.core.link.Links;
import org.penstock.core.telemetry.Input;

/** What applying a changed facility file asks of the engine, the links and the record that run here. */
record ForChanges(
        RunningEngine running,
        FailSafe failSafe,
        OpenLinks openLinks,
        ConfigurationHistory history,
        @Override boolean drives)
        implements Changes.Surroundings {
    @Override
    public @Nullable Picture picture() {
        return drives ? running.picture() : null;
    }

    @Override
    public @Nullable String stopped() {
        return failSafe.inWords();
    }

    @Override
    public @Nullable String shut() {
        String stopped = failSafe.inWords();
        Picture p = running.picture();
        if (stopped != null || p == null) {
            return stopped != null ? stopped : "The engine has just been started. Try again in a moment.";
        }
        return p.kept().isEmpty()
                ? DiskGate.away(running.journal().health())
                : "The change before this one waits until " + String.join(", ", p.kept())
                        + " is at safe. Wait, or stop it; then plan this one again.";
    }

    @Override
    public List<String> links(Configuration next) {
        return openLinks.changing(next.part(Links.class).links());
    }

    @Override
    public boolean post(Input input) {
        return running.post(input);
    }

    @Override
    public Optional<List<Configuration.File>> files(String hash) {
        return history.files(hash);
    }
}
