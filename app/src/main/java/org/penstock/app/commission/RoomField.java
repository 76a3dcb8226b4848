package org.penstock.app.commission;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.penstock.app.api.AuditDocuments;
import org.penstock.app.api.Documents;
import org.penstock.app.api.WiringDocuments;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;
import org.penstock.core.identity.Asker;
import org.penstock.core.runtime.ControlRoom;

/** A facility that runs in this process. Thread-safe; waits, and is therefore not for the JavaFX thread. */
public final class RoomField implements Field {
    /** An answer is due within 2 s; after this long nobody knows, s. */
    private static final long ANSWER_SECONDS = 5;

    private final ControlRoom room;
    private final Supplier<Asker> asker;

    /** @param asker who is recorded as the asker */
    public RoomField(ControlRoom room, Supplier<Asker> asker) {
        this.room = room;
        this.asker = asker;
    }

    @Override
    public Documents.Devices look() {
        return Documents.Devices.of(room.snapshot(), true);
    }

    @Override
    public boolean simulated() {
        return room.snapshot().simulated();
    }

    @Override
    public WiringDocuments.Connected wiring() {
        return WiringDocuments.Connected.of(room.commissioning().wiring(), AuditDocuments.Standing.now(room));
    }

    @Override
    public Documents.Proposal proposeSet(String output, double value, double forSeconds, String reason) {
        return propose("output.set", output, value, forSeconds, reason);
    }

    @Override
    public Documents.Proposal proposeRelease(String output, String reason) {
        return propose("output.release", output, Double.NaN, 0, reason);
    }

    private Documents.Proposal propose(String kind, String output, double value, double forSeconds, String reason) {
        try {
            return Documents.Proposal.of(room.propose(asker.get(), kind, output, value, forSeconds, reason));
        } catch (IllegalStateException e) {
            throw new Refusal(ExitCode.TRY_AGAIN, "The facility takes no request: " + e.getMessage() + ".", "");
        }
    }

    @Override
    public Documents.Answer confirm(Documents.Proposal proposal) {
        // The output that moves is not left alone because somebody wants this thread to end.
        boolean interrupted = Thread.interrupted();
        try {
            ControlRoom.Answer answer = room.confirm(asker.get(), proposal.id()).get(ANSWER_SECONDS, TimeUnit.SECONDS);
            return Documents.Answer.of(answer);
        } catch (TimeoutException e) {
            throw new Refusal(
                    ExitCode.TRY_AGAIN,
                    "The engine did not answer within " + ANSWER_SECONDS + " s; whether it did this is not known.",
                    "Look at the output before you try again.");
        } catch (ExecutionException e) {
            throw new Refusal(ExitCode.TRY_AGAIN, "The engine could not do it: " + e.getCause() + ".", "");
        } catch (InterruptedException e) {
            interrupted = true;
            throw new Refusal(ExitCode.TRY_AGAIN, "The program is closing.", "");
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
