package org.penstock.app.start;

import java.nio.file.Path;
import java.util.List;
import org.penstock.app.api.ChainCheck;
import org.penstock.core.facility.Problems;
import org.penstock.core.runtime.ControlRoom;

/** The facilities on this machine, as programs get at them. What cannot be done is told by a {@link Refusal}. */
public interface Facilities {
    /**
     * An open facility. Closing the room closes all of it.
     *
     * @param remarks what whoever opened it should be told, in sentences
     */
    record Opened(ControlRoom room, ChainCheck chains, List<String> remarks) {
        public Opened {
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * Opens a facility and, unless it is for a command, starts it. Blocks until it answers.
     *
     * @throws Refusal when another process holds the directory ({@link ExitCode#HELD}), the file has faults, or there is
     *     nothing to open
     */
    Opened open(Opening opening);

    /**
     * Makes of an empty directory one from which the record on a server is only looked at, as from another workstation.
     *
     * @param place where, and which site; null for the only one there
     * @return the key of the site
     */
    String console(Path data, RecordPlace place);

    /** Whether the directory holds a facility. Touches nothing. */
    boolean isThere(Path data);

    /** Everything wrong with a facility file, drivers' parts included; empty when it could be used as it is. */
    List<Problems.Problem> check(Path file);

    /** What can be written in a facility file, with the drivers of this program, as JSON Schema 2020-12. */
    String schema();

    /** Keeps the value of {@code ${secret:name}} for the facility in {@code data}; makes the directory when it is not there. */
    void setSecret(Path data, String name, String value);
}
