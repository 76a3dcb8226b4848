package org.penstock.app.window;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Documents;
import org.penstock.app.api.Parts;
import org.penstock.app.commission.Companion;
import org.penstock.app.commission.Figures;
import org.penstock.app.commission.StepTest;
import org.penstock.app.print.CommissioningSheet.Remark;
import org.penstock.app.print.CommissioningSheet.Result;
import org.penstock.app.print.CommissioningSheet.Step;
import org.penstock.app.window.model.StepTestModel;
import org.penstock.app.window.model.Words;

/**
 * The person at the window, who walks along: what happens is told to the screen, and a question waits here until a button
 * answers it or the person wants no more. Asked on the thread of the walk, answered from the JavaFX thread.
 */
final class ScreenCompanion implements Companion {
    private final Words words;
    private final Consumer<UnaryOperator<StepTestModel>> screen;
    private final CompletableFuture<Void> stop = new CompletableFuture<>();
    private volatile CompletableFuture<Boolean> drives = new CompletableFuture<>();
    private volatile CompletableFuture<Remark> saw = new CompletableFuture<>();
    private volatile StepTest.@Nullable Subject subject;

    /** @param screen changes what is shown, on the JavaFX thread */
    ScreenCompanion(Words words, Consumer<UnaryOperator<StepTestModel>> screen) {
        this.words = words;
        this.screen = screen;
    }

    /** Drive it, or not. */
    void drive(boolean yes) {
        drives.complete(yes);
    }

    /** What was seen. */
    void saw(Remark remark) {
        saw.complete(remark);
    }

    /** No more. */
    void stop() {
        stop.complete(null);
    }

    /** The output it is at, null at an input. */
    StepTest.@Nullable Subject subject() {
        return subject;
    }

    @Override
    public void at(StepTest.Subject next, int number, int of) {
        subject = next;
        String position = position("step.position", number, of, next.output().name());
        screen.accept(m -> m.at(position));
    }

    @Override
    public void says(String sentence) {
        screen.accept(m -> m.said(sentence));
    }

    @Override
    public boolean agrees(StepTest.Subject of, Documents.Proposal proposal) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        drives = answer;
        String text = words.of("step.ask", proposal.text(), Figures.number(of.holdMillis() / 1_000.0));
        screen.accept(m -> m.asking(text));
        boolean agreed = first(answer, false);
        if (agreed) {
            screen.accept(m -> m.moving(words));
        }
        return agreed;
    }

    @Override
    public Remark saw(Step step) {
        if (step.result() == Result.SKIPPED) {
            return Remark.NONE;
        }
        CompletableFuture<Remark> answer = new CompletableFuture<>();
        saw = answer;
        screen.accept(m -> m.saw(step, words));
        return first(answer, Remark.NONE);
    }

    @Override
    public Remark looksAt(Parts.Stream stream, int number, int of) {
        subject = null;
        CompletableFuture<Remark> answer = new CompletableFuture<>();
        saw = answer;
        String position = position("step.input-position", number, of, stream.name());
        screen.accept(m -> m.at(position).saw(stream, words));
        return first(answer, Remark.NONE);
    }

    private String position(String key, int number, int of, String name) {
        return words.of(key, Integer.toString(number), Integer.toString(of), name);
    }

    @Override
    public boolean stopped() {
        return stop.isDone();
    }

    @Override
    public Watch watch() {
        return new Watch() {
            @Override
            public CompletableFuture<Void> wanted() {
                return stop;
            }

            @Override
            public void close() {}
        };
    }

    private <T> T first(CompletableFuture<T> answer, T otherwise) {
        try {
            CompletableFuture.anyOf(answer, stop).join();
        } catch (CompletionException e) {
            throw new IllegalStateException("nobody completes these with an error", e);
        }
        return answer.isDone() && !stop.isDone() ? answer.join() : otherwise;
    }
}
