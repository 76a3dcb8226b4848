package org.penstock.core.runtime;

import java.io.IOException;
import java.util.Optional;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.ConfigurationStore;
import org.penstock.core.facility.FacilityFile;
import org.penstock.core.facility.FacilityFile.Reading;
import org.penstock.core.facility.Secrets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the configuration a data directory starts with: the one it holds, or the file given for an empty one. */
final class FirstConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(FirstConfiguration.class);

    /** A file of thousands of streams that nothing looks at yet would bury the rest of the log. */
    private static final int WARNINGS_LOGGED = 20;

    private FirstConfiguration() {}

    static Configuration of(FacilityOptions options, FacilityFile file, ConfigurationStore store, Secrets secrets)
            throws IOException, FacilityRefused {
        Optional<Configuration> held;
        try {
            held = store.load();
        } catch (ConfigurationStore.Damaged e) {
            throw new FacilityRefused(String.valueOf(e.getMessage()));
        }
        if (held.isPresent()) {
            return held.get();
        }
        FacilityOptions.FacilityText given = options.facilityFile();
        if (given == null) {
            throw new FacilityRefused("There is no facility in " + options.data()
                    + " yet. Give its file with --facility FILE, or look at the demonstration with --demo.");
        }
        Reading reading = file.read(given.files(), null, name -> known(secrets, name));
        return switch (reading) {
            case Reading.Refused(var problems) ->
                throw new FacilityRefused(
                        given.name() + " cannot be used: " + problems.size()
                                + (problems.size() == 1 ? " problem." : " problems."),
                        problems);
            case Reading.Accepted(Configuration read, var warnings) -> {
                warnings.stream().limit(WARNINGS_LOGGED).forEach(w -> LOG.warn("{}", w));
                if (warnings.size() > WARNINGS_LOGGED) {
                    LOG.warn(
                            "… and {} more warnings: `penstock facility check {}` lists them all",
                            warnings.size() - WARNINGS_LOGGED,
                            given.name());
                }
                store.save(read);
                yield read;
            }
        };
    }

    private static boolean known(Secrets secrets, String name) {
        try {
            return secrets.get(name).isPresent();
        } catch (IOException e) {
            LOG.warn("The secrets cannot be read: {}", e.toString());
            return false;
        }
    }
}
