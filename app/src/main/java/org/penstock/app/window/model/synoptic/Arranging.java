package org.penstock.app.window.model.synoptic;

import java.util.ArrayDeque;
import java.util.Deque;

/** A person arranging the drawing, step by step, with the way back. Not thread-safe. */
public final class Arranging {
    /** Steps that can be taken back. */
    static final int MOST = 200;

    private final Deque<Arrangement> past = new ArrayDeque<>();
    private final Deque<Arrangement> future = new ArrayDeque<>();
    private Arrangement now;

    /** Begins with what was there. */
    public Arranging(Arrangement now) {
        this.now = now;
    }

    public Arrangement now() {
        return now;
    }

    /** One step. Nothing happens when it changes nothing. */
    public void step(Arrangement next) {
        if (!next.equals(now)) {
            past.addLast(now);
            if (past.size() > MOST) {
                past.removeFirst();
            }
            future.clear();
            now = next;
        }
    }

    public boolean canUndo() {
        return !past.isEmpty();
    }

    public boolean canRedo() {
        return !future.isEmpty();
    }

    /** Takes the last step back. */
    public void undo() {
        if (canUndo()) {
            future.addLast(now);
            now = past.removeLast();
        }
    }

    /** Does again what was taken back last. */
    public void redo() {
        if (canRedo()) {
            past.addLast(now);
            now = future.removeLast();
        }
    }
}
