package org.penstock.app.window.model.trend;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Which times were looked at before. Steps of one movement are one. Confined to one thread. */
final class WindowHistory {
    private static final int MOST = 60;

    private final Deque<TimeWindow> before = new ArrayDeque<>();
    private boolean moving;

    /** What is looked at is about to change. */
    void leave(TimeWindow window) {
        moving = false;
        push(window);
    }

    /** What is looked at is about to move on a little; a movement that goes on is remembered once. */
    void move(TimeWindow window) {
        if (!moving) {
            push(window);
        }
        moving = true;
    }

    /** A movement has ended. */
    void rest() {
        moving = false;
    }

    private void push(TimeWindow window) {
        TimeWindow last = before.peek();
        if (last == null || !same(last, window)) {
            before.push(window);
            if (before.size() > MOST) {
                before.removeLast();
            }
        }
    }

    private static boolean same(TimeWindow a, TimeWindow b) {
        return a.live() ? b.live() && a.span() == b.span() : a.equals(b);
    }

    /** The one before, which is forgotten. */
    Optional<TimeWindow> back() {
        moving = false;
        return Optional.ofNullable(before.poll());
    }
}
