package org.penstock.app.window.model.synoptic;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place in a column while the drawing is laid out: a piece, or a pipe that passes by the pieces of the column. */
final class Slot {
    /** Room a passing pipe keeps free. */
    static final double PASSING = 1;

    final int rank;
    final @Nullable Face face;
    final List<Link> in = new ArrayList<>();
    final List<Link> out = new ArrayList<>();
    /** Pipes that leave or arrive low because they are drawn back. */
    boolean backOut;

    boolean backIn;
    /** Its place in the column from above. */
    int order;
    /** Its top. */
    double y;

    Slot(int rank, @Nullable Face face) {
        this.rank = rank;
        this.face = face;
    }

    /** The part of a pipe between two columns. */
    static final class Link {
        final Pipe pipe;
        final Slot left;
        final Slot right;
        /** Where it leaves, from the top of {@code left}. */
        double leaves;
        /** Where it arrives, from the top of {@code right}. */
        double arrives;

        Link(Pipe pipe, Slot left, Slot right) {
            this.pipe = pipe;
            this.left = left;
            this.right = right;
            leaves = left.port();
            arrives = right.port();
            left.out.add(this);
            right.in.add(this);
        }

        double from() {
            return left.y + leaves;
        }

        double to() {
            return right.y + arrives;
        }
    }

    double height() {
        return face == null ? PASSING : face.height();
    }

    double port() {
        return face == null ? PASSING / 2 : face.port();
    }

    double width() {
        return face == null ? 0 : face.width();
    }

    double half() {
        return face == null ? 0 : face.half();
    }

    /** Whether several pipes can come and go beside one another. */
    boolean wide() {
        return face != null && face.piece().symbol().box();
    }
}
