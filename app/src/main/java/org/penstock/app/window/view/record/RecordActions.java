package org.penstock.app.window.view.record;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.record.EventRow;
import org.penstock.app.window.model.record.RecordFilter;

/** What a person can do with the record. On the JavaFX thread. */
public interface RecordActions {
    /** Shows the newest events that fit. */
    void filter(RecordFilter filter);

    /** Reads older ones. */
    void older();

    /** Shows one whole. @param asOf moment of its subject's state as written, "" as of the event */
    void look(@Nullable EventRow row, String asOf);

    /** Whether it can be proven from here. */
    boolean verifiable();

    /** Proves the record. @param readings the readings, too */
    void verify(boolean readings);

    /** Hands the record out. */
    void export(Path target);

    /** Writes what is listed as a document. */
    void print(Path target);

    /** Reads where the chains stand. */
    void heads();

    /** Stops what is under way. */
    void cancel();
}
