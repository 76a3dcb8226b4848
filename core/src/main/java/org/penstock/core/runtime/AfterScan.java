package org.penstock.core.runtime;

import java.nio.file.Path;
import java.util.List;
import org.penstock.core.control.Engine;
import org.penstock.core.facility.Configuration;
import org.penstock.core.link.Links;
import org.penstock.core.telemetry.Effect;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows a scan: commands go out, answers go back, and whatever depends on the engine is told. Engine thread. */
final class AfterScan implements EngineLoop.After {
    private static final Logger LOG = LoggerFactory.getLogger(AfterScan.class);
    /** Longest wait for the disk when the program ends. */
    private static final long CHECKPOINT_MILLIS = 5_000;

    private final RunningEngine running;
    private final CommandDesk commands;
    private final Answers answers;
    private final OpenLinks links;
    private final PairingDesk pairing;
    private final Changes changes;
    private final Archive archive;
    private final CheckpointWriter checkpoints;

    AfterScan(
            RunningEngine running,
            CommandDesk commands,
            Answers answers,
            OpenLinks links,
            PairingDesk pairing,
            Changes changes,
            Archive archive,
            Path data) {
        this.running = running;
        this.commands = commands;
        this.answers = answers;
        this.links = links;
        this.pairing = pairing;
        this.changes = changes;
        this.archive = archive;
        this.checkpoints = new CheckpointWriter(running.checkpoints()::write, _ -> FailSafe.recorded(data));
    }

    @Override
    public void effects(long seq, List<Effect> effects) {
        for (Effect effect : effects) {
            if (effect instanceof Effect.Record r) {
                recorded(r);
            }
            commands.take(seq, effect);
        }
        answers.effects(seq, effects);
    }

    private void recorded(Effect.Record r) {
        if (r.kind().equals(Engine.LINKS_CHANGE)) {
            commands.hold(links.change(changes.current().part(Links.class).links()));
        } else if (Engine.ADJUSTS.contains(r.kind())) {
            running.adjust();
        } else if (r.kind().startsWith(Engine.ENROLS)) {
            pairing.update(running.engine().enrolments().values());
        }
    }

    @Override
    public void configured(long seq, Configuration next) {
        running.configure(next);
        // A device in maintenance may have another key now.
        running.adjust();
        pairing.update(running.engine().enrolments().values());
        archive.configure(next);
        // Before whoever applied it is answered: they look at once, and a fast disk has it already.
        running.takePicture();
        changes.scanned(seq, next);
    }

    @Override
    public void picture() {
        running.takePicture();
    }

    @Override
    public void checkpoint() {
        checkpoints.write(running.checkpoint());
    }

    /** The last checkpoint, when no engine works any more; waits for the disk. */
    void lastCheckpoint() {
        try {
            if (!checkpoints.settle(CHECKPOINT_MILLIS)
                    || !checkpoints.write(running.checkpoint())
                    || !checkpoints.settle(CHECKPOINT_MILLIS)) {
                LOG.warn("The last checkpoint is not on the disk; the next start takes longer");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
