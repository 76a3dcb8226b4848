package org.penstock.app.window.model.trend;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.penstock.app.print.TrendSheet;

/**
 * Everything a trend asks of the facility. Asked and answering on the JavaFX thread; it never makes that thread wait. What
 * fails is told as a sentence.
 */
public interface TrendDoor extends History {
    /** What stands beside the readings of a time. @param to exclusive, ms */
    void beside(long from, long to, Consumer<Beside> came, Consumer<String> failed);

    /** Sums readings up. */
    Fetch measure(List<Measure.Asked> asked, Summing answer);

    /** What becomes of a sum; ends with {@link #over} or {@link #failed}. */
    interface Summing {
        /** @param part how much of it is done, 0 to 1 */
        void done(double part);

        void over(List<Measured> all);

        void failed(String why);
    }

    /** Something a person wrote about a time. */
    sealed interface Writing {
        /** @param subject {@code stream:KEY} or {@code location:KEY} @param to the same for a moment, ms */
        record Written(String subject, long from, long to, String text) implements Writing {}

        record Amended(NoteMark note, String text) implements Writing {}

        record Withdrawn(NoteMark note, String why) implements Writing {}
    }

    /** Takes it into the record. @param refused told why it was not */
    void write(Writing writing, Runnable written, Consumer<String> refused);

    /** A view somebody kept. @param spec see {@link TrendSpec#text} @param everybodys whether everybody sees it */
    record SavedView(String name, String spec, boolean everybodys) {}

    /** The views that are kept. */
    void views(Consumer<List<SavedView>> came, Consumer<String> failed);

    /** Keeps a view, or with {@code null} as its spec keeps it no more. */
    void keep(String name, @Nullable String spec, boolean everybodys, Runnable kept, Consumer<String> refused);

    /** Lines of the streams where a lot was that tell the metrics of {@code like}, each during its stay. */
    void stays(String lot, List<String> like, Consumer<List<String>> came, Consumer<String> failed);

    /** Where a person looks for files. */
    String folder();

    /** Writes every reading of lines between two moments into a file that is not there yet. */
    Fetch export(String file, List<String> lines, long from, long to, Carrying answer);

    /** Prints a sheet into a file that is not there yet. */
    Fetch print(String file, TrendSheet sheet, Carrying answer);

    /** What becomes of a file; ends with {@link #over} or {@link #failed}, and with neither when it was ended. */
    interface Carrying {
        /** @param part how much of it is done, 0 to 1 */
        void done(double part);

        /** @param told what is where now, a sentence */
        void over(String told);

        void failed(String why);
    }
}
