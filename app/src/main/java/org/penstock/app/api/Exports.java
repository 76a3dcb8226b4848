package org.penstock.app.api;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.RecordExport;
import org.penstock.core.identity.Provenance;
import org.penstock.core.runtime.ControlRoom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one export of the record that can be under way. Thread-safe. */
final class Exports implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Exports.class);

    private final ControlRoom room;
    private AuditDocuments.Export now = AuditDocuments.Export.NONE;
    private @Nullable Thread worker;

    Exports(ControlRoom room) {
        this.room = room;
    }

    /** @throws ApiProblem while another is under way */
    synchronized AuditDocuments.Export start(Provenance by, Path to) {
        if (now.state().equals("running")) {
            throw new ApiProblem(
                    409,
                    "busy",
                    "The record is being exported to " + now.to() + " already.",
                    "Wait until that is done.");
        }
        now = running(to, 0, 0);
        worker = Thread.ofPlatform()
                .name("penstock-api-export")
                // What a process that ends in the middle leaves has no signed list and says so by that.
                .daemon(true)
                .start(() -> run(by, to));
        return now;
    }

    synchronized AuditDocuments.Export now() {
        return now;
    }

    private static AuditDocuments.Export running(Path to, long written, long of) {
        return new AuditDocuments.Export(
                AuditDocuments.Export.SCHEMA, "running", to.toString(), written, of, 0, "", null);
    }

    private void run(Provenance by, Path to) {
        try {
            RecordExport.Exported done = room.proof().export(by, to, (seq, of) -> {
                set(running(to, seq, of));
                return !Thread.currentThread().isInterrupted();
            });
            set(
                    done.cancelled()
                            ? failed(to, "The export was stopped because the program closes.")
                            : new AuditDocuments.Export(
                                    AuditDocuments.Export.SCHEMA,
                                    "done",
                                    to.toString(),
                                    done.events(),
                                    done.events(),
                                    done.heads(),
                                    done.keyId(),
                                    null));
        } catch (FileAlreadyExistsException e) {
            set(failed(to, "There is something at " + to + " already. Name a directory that is empty or not there."));
        } catch (IOException | RuntimeException e) {
            LOG.error("The record could not be exported to {}", to, e);
            set(failed(to, "The record could not be exported to " + to + ": " + e.getMessage() + "."));
        }
    }

    private static AuditDocuments.Export failed(Path to, String why) {
        return new AuditDocuments.Export(AuditDocuments.Export.SCHEMA, "failed", to.toString(), 0, 0, 0, "", why);
    }

    private synchronized void set(AuditDocuments.Export export) {
        now = export;
    }

    /** Stops the one under way and waits for it, at most two seconds. */
    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            running = worker;
        }
        if (running == null) {
            return;
        }
        running.interrupt();
        try {
            running.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
