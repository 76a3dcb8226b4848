package org.penstock.app.testsupport;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.penstock.core.identity.Asker;
import org.penstock.core.runtime.Intake;
import org.penstock.core.runtime.IntakeRefused;

/** Takes what is written down on the streams that a test names, and keeps it; takes no files. */
public final class FakeIntake implements Intake {
    /** Streams that a person reads. */
    public final Set<String> byHand = new HashSet<>();
    /** What was written down. */
    public final List<ByHand> written = new ArrayList<>();

    @Override
    public UUID begin(Asker asker, FileTold file) {
        throw new IntakeRefused("No files here.");
    }

    @Override
    public Taken look(Asker asker, List<Point> points) {
        throw new IntakeRefused("No files here.");
    }

    @Override
    public Taken take(Asker asker, UUID id, List<Point> points) {
        throw new IntakeRefused("No files here.");
    }

    @Override
    public Ended end(Asker asker, UUID id, long rejected, boolean cancelled) {
        throw new IntakeRefused("No files here.");
    }

    @Override
    public boolean byHand(String stream) {
        return byHand.contains(stream);
    }

    @Override
    public synchronized Written write(Asker asker, ByHand reading) {
        written.add(reading);
        Instant at = reading.at();
        return new Written(
                reading.stream(),
                at == null ? Instant.parse("2026-11-21T05:00:00Z") : at,
                Double.parseDouble(reading.value()),
                "°C",
                1,
                "",
                false);
    }
}
