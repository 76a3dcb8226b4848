package org.penstock.core.runtime;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.FacilityFile;
import org.penstock.core.facility.FacilityPlan;
import org.penstock.core.facility.Places;
import org.penstock.core.facility.Problems.Problem;
import org.penstock.core.facility.Problems.Weight;
import org.penstock.core.place.Site;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The facility file that stands on the command line of a start in a directory that holds a configuration, as it does in a
 * service's unit. A start never changes what is in force: the file is compared with it, and a person is told.
 */
final class GivenFile {
    private static final Logger LOG = LoggerFactory.getLogger(GivenFile.class);

    private final FacilityOptions.FacilityText given;
    private final Path data;
    private final FacilityFile file;

    GivenFile(FacilityOptions.FacilityText given, Path data, FacilityFile file) {
        this.given = given;
        this.data = data;
        this.file = file;
    }

    /** What whoever starts a facility should know of the file they gave, in sentences. @param now the configuration in force */
    static List<String> remarks(FacilityOptions options, FacilityFile file, Configuration now, PendingChange pending)
            throws FacilityRefused {
        FacilityOptions.FacilityText given = options.facilityFile();
        if (given == null) {
            return List.of();
        }
        List<Configuration> held = new ArrayList<>(List.of(now));
        pending.next(file).ifPresent(held::add);
        Optional<String> differs = new GivenFile(given, options.data(), file).compare(held);
        differs.ifPresent(LOG::warn);
        return differs.stream().toList();
    }

    /**
     * Compares.
     *
     * @param held the configurations that stay: the one in force, then perhaps one that waits for this start
     * @return what to tell the person who started it; empty when the file is one of them
     * @throws FacilityRefused when the file describes another site: then the directory is the wrong one
     */
    Optional<String> compare(List<Configuration> held) throws FacilityRefused {
        if (held.stream().anyMatch(c -> FacilityPlan.sameTexts(c.files(), given.files()))) {
            return Optional.empty();
        }
        Configuration now = held.getLast();
        return Optional.of(
                switch (file.read(given.files(), null, name -> true)) {
                    case FacilityFile.Reading.Refused(List<Problem> problems) -> faulty(now, problems);
                    case FacilityFile.Reading.Accepted(Configuration read, var _) -> differs(now, read);
                });
    }

    private String faulty(Configuration now, List<Problem> problems) {
        long faults = problems.stream().filter(p -> p.weight() == Weight.ERROR).count();
        return given.name() + " has " + faults + (faults == 1 ? " fault" : " faults")
                + " and was not compared with what is in force; penstock facility check " + given.name()
                + " names " + (faults == 1 ? "it. " : "them. ") + goesOn(now);
    }

    private String differs(Configuration now, Configuration read) throws FacilityRefused {
        Site there = now.part(Places.class).site();
        Site here = read.part(Places.class).site();
        if (!there.key().equals(here.key()) || !there.organizationKey().equals(here.organizationKey())) {
            throw new FacilityRefused(
                    data + " holds the site `" + there.key() + "` of `" + there.organizationKey() + "`, and "
                            + given.name() + " describes the site `" + here.key() + "` of `" + here.organizationKey()
                            + "`. Each site has a directory of its own: give an empty one with --data, or start without"
                            + " --facility to go on with what is there.");
        }
        var changes = FacilityPlan.between(now.files(), given.files());
        return given.name() + " is not what is in force in " + data + " ("
                + (changes.isEmpty() ? "its layout or comments differ" : FacilityPlan.counts(changes))
                + "), and a start does not apply it. " + goesOn(now)
                + " Look at the difference with penstock facility plan "
                + given.name() + command() + ", bring it into force with penstock facility apply " + given.name()
                + command()
                + ".";
    }

    private String command() {
        return " --data " + data;
    }

    private static String goesOn(Configuration now) {
        return now.part(Places.class).site().name() + " goes on as it was applied last.";
    }
}
