package org.penstock.app.commission;

import java.util.concurrent.CompletableFuture;
import org.penstock.app.api.Documents;
import org.penstock.app.api.Parts;
import org.penstock.app.print.CommissioningSheet.Remark;
import org.penstock.app.print.CommissioningSheet.Step;

/** The person who walks along, wherever they read and answer. Called on the thread of the walk; answers may take minutes. */
public interface Companion {
    /** Comes to an output. */
    void at(StepTest.Subject subject, int number, int of);

    /** Something happened, in a sentence. */
    void says(String sentence);

    /** Whether it shall be done. */
    boolean agrees(StepTest.Subject subject, Documents.Proposal proposal);

    /** What they saw of an output that was driven; {@link Remark#NONE} when nobody is asked. */
    Remark saw(Step step);

    /** What they say of an input. */
    Remark looksAt(Parts.Stream stream, int number, int of);

    /** Whether they want no more: the outputs that are left are skipped. */
    boolean stopped();

    /** Listens for their wish to stop, while an output is away from safe. */
    Watch watch();

    /** Somebody who listens. */
    interface Watch extends AutoCloseable {
        /** Completes when the person wants to stop: the output is released at once then. */
        CompletableFuture<Void> wanted();

        /** Nothing is away from safe any more. */
        @Override
        void close();
    }
}
