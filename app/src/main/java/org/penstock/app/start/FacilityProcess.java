package org.penstock.app.start;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.penstock.app.api.ChainCheck;
import org.penstock.app.api.Endpoints;
import org.penstock.app.api.LocalApi;
import org.penstock.app.api.Parts;
import org.penstock.app.api.RunningFile;
import org.penstock.core.runtime.ControlRoom;

/**
 * This process while it holds a facility: the room, and the local API that answers for it. Closing takes the API away
 * first, then stops the facility in its own order. Thread-safe.
 */
public final class FacilityProcess implements AutoCloseable {
    private final ControlRoom room;
    private final ControlRoom held;
    private final LocalApi api;
    private final ChainCheck chains;
    private final List<String> remarks;
    private boolean closed;

    private FacilityProcess(Facilities.Opened opened, LocalApi api) {
        this.room = opened.room();
        this.chains = opened.chains();
        this.remarks = opened.remarks();
        this.held = new HeldRoom(room, this::close);
        this.api = api;
    }

    /**
     * Opens and starts the facility, then answers for it.
     *
     * @param actor who is recorded as the asker of what comes through the API
     * @throws Refusal when it cannot be opened; nothing stays open then
     */
    public static FacilityProcess open(Facilities facilities, Opening opening, String actor, InstantSource wall) {
        Facilities.Opened opened = facilities.open(opening);
        boolean ready = false;
        try {
            Parts.Process process = new Parts.Process(
                    opening.kind().word(),
                    ProcessHandle.current().pid(),
                    wall.instant(),
                    opening.kind().live());
            Endpoints endpoints = new Endpoints(opened.room(), opened.chains(), process, actor, wall);
            LocalApi api = LocalApi.open(endpoints, opening.data(), process.kind(), process.started());
            ready = true;
            return new FacilityProcess(opened, api);
        } catch (IOException e) {
            throw new Refusal(
                    ExitCode.DISK,
                    "The local API cannot be opened for " + opening.data() + ": " + e + ".",
                    "Free a port on 127.0.0.1 or make the directory writable, then start again.");
        } finally {
            if (!ready) {
                opened.room().close();
            }
        }
    }

    /** The facility. Closing it closes this. */
    public ControlRoom room() {
        return held;
    }

    /** Proves its record. */
    public ChainCheck chains() {
        return chains;
    }

    /** What whoever opened it should be told, in sentences. */
    public List<String> remarks() {
        return remarks;
    }

    /** Where the local API answers. */
    public RunningFile running() {
        return api.running();
    }

    /** Orderly close. Blocks until the facility is closed; a second caller waits for the first. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            try (room) {
                api.close();
            }
        }
    }
}
