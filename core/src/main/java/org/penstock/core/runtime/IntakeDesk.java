package org.penstock.core.runtime;

import java.util.List;
import java.util.UUID;
import org.penstock.core.identity.Asker;

/** The one door for readings that people bring. Thread-safe. */
final class IntakeDesk implements Intake, AutoCloseable {
    private final FileIntake files;
    private final HandIntake hand;

    IntakeDesk(FileIntake files, HandIntake hand) {
        this.files = files;
        this.hand = hand;
    }

    @Override
    public UUID begin(Asker asker, FileTold file) {
        return files.begin(asker, file);
    }

    @Override
    public Taken look(Asker asker, List<Point> points) {
        return files.look(asker, points);
    }

    @Override
    public Taken take(Asker asker, UUID id, List<Point> points) {
        return files.take(asker, id, points);
    }

    @Override
    public Ended end(Asker asker, UUID id, long rejected, boolean cancelled) {
        return files.end(asker, id, rejected, cancelled);
    }

    @Override
    public boolean byHand(String stream) {
        return hand.takes(stream);
    }

    @Override
    public Written write(Asker asker, ByHand reading) {
        return hand.write(asker, reading);
    }

    @Override
    public void close() {
        files.close();
    }
}
